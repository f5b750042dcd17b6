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

// Put a page's elements in the place of another's, but leave those that are the same: nothing flashes or moves.
function putIn(there, made) {
  while (there.children.length === 1 && made.children.length === 1 && there.firstElementChild.cloneNode(false).isEqualNode(made.firstElementChild.cloneNode(false))) {
    there = there.firstElementChild;
    made = made.firstElementChild;
  }
  const old = [...there.childNodes], fresh = [...made.childNodes];
  let first = 0, last = 0;
  while (first < old.length && first < fresh.length && old[first].isEqualNode(fresh[first])) first += 1;
  while (last < old.length - first && last < fresh.length - first && old[old.length - 1 - last].isEqualNode(fresh[fresh.length - 1 - last])) last += 1;
  const after = old[old.length - last] || null;
  for (const one of old.slice(first, old.length - last)) one.remove();
  for (const one of fresh.slice(first, fresh.length - last)) there.insertBefore(one, after);
}
