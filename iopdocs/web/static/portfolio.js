"use strict";
// Search while typing, and filters that work at once: the same page as without script, its table put in place.
{
  const search = document.querySelector("form[role=search]");
  let asked = 0;
  async function find() {
    const mine = ++asked;
    const road = `${location.pathname}?${new URLSearchParams([...new FormData(search)].filter(([, value]) => value))}`;
    const answer = await fetch(road, { headers: { "x-iopdocs": token } }).catch(() => null);
    if (!answer || !answer.ok) return;
    const page = await answer.text();
    const made = new DOMParser().parseFromString(page, "text/html").getElementById("traffar");
    const there = document.getElementById("traffar");
    if (mine !== asked || !made || !there) return;
    there.replaceChildren(...made.childNodes);
    history.replaceState(null, "", road);
  }
  if (search && document.getElementById("traffar")) search.addEventListener("input", following(find, 120));
}

// Long work: the page says how far it has come, and is another page when it has ended.
if (document.getElementById("pagar")) {
  const look = async () => {
    const answer = await fetch(location.href, { headers: { "x-iopdocs": token } }).catch(() => null);
    if (answer && answer.ok) {
      const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("pagar");
      if (!made) { location.replace(location.href); return; }
      putIn(document.getElementById("pagar"), made);
    }
    setTimeout(look, 500);
  };
  setTimeout(look, 500);
}
