"use strict";
// The document follows what is typed: one question at a time, the newest next, and only what differs is put in.

// Return what does a piece of work soon after it is asked for; never twice at once, and once more if asked for meanwhile.
// Its leave() lets what has not been begun be.
function following(work, wait) {
  let timer = 0, busy = false, again = false;
  async function run() {
    if (busy) { again = true; return; }
    busy = true;
    try {
      do { again = false; await work(); } while (again);
    } finally { busy = false; }
  }
  const ask = () => { if (busy) { again = true; return; } clearTimeout(timer); timer = setTimeout(run, wait); };
  ask.leave = () => { again = false; clearTimeout(timer); };
  return ask;
}

// Put a page's elements in the place of another's, but leave those that are the same: nothing flashes or moves, and
// whoever presses something or stands on it does not lose it.
function putIn(there, made) {
  const old = [...there.childNodes], fresh = [...made.childNodes];
  let first = 0, last = 0;
  while (first < old.length && first < fresh.length && old[first].isEqualNode(fresh[first])) first += 1;
  while (last < old.length - first && last < fresh.length - first && old[old.length - 1 - last].isEqualNode(fresh[fresh.length - 1 - last])) last += 1;
  const gone = old.slice(first, old.length - last), come = fresh.slice(first, fresh.length - last);
  if (gone.length === come.length) { gone.forEach((one, place) => putOne(one, come[place])); return; }
  const after = old[old.length - last] || null;
  for (const one of gone) one.remove();
  for (const one of come) there.insertBefore(one, after);
}

// An element that differs only within stays.
function putOne(old, fresh) {
  if (old.isEqualNode(fresh)) return;
  if (old.nodeType === Node.ELEMENT_NODE && old.cloneNode(false).isEqualNode(fresh.cloneNode(false))) putIn(old, fresh);
  else old.replaceWith(fresh);
}
