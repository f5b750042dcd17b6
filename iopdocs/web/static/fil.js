"use strict";
// The file itself: what is said of it comes while it is typed, and a line that is named is gone to.
{
  const form = document.querySelector("form[data-fil]");
  const text = form.elements.text;
  let timer = 0;
  let asked = 0;

  async function tryFile() {
    const mine = ++asked;
    const body = new URLSearchParams(new FormData(form));
    body.set("gor", "prova");
    const answer = await fetch(form.action, { method: "POST", headers: { "x-iopdocs": token }, body }).catch(() => null);
    if (!answer || !answer.ok || mine !== asked) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const id of ["om-filen", "marginal"]) {
      const open = document.querySelector(`#${id} details`)?.open;
      document.getElementById(id).replaceChildren(...made.getElementById(id).childNodes);
      const details = document.querySelector(`#${id} details`);
      if (details && open) details.open = true;
    }
    text.rows = text.value.split("\n").length + 1;
  }

  text.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(tryFile, 400); });
  document.addEventListener("click", (event) => {
    const mark = event.target.closest('#marginal a');
    if (mark) for (const one of document.querySelectorAll("#om-filen details")) one.open = true;
    const line = event.target.closest("[data-rad]");
    if (!line) return;
    event.preventDefault();
    const before = text.value.split("\n").slice(0, line.dataset.rad - 1).join("\n");
    const start = before.length + (line.dataset.rad > 1 ? 1 : 0);
    const end = text.value.indexOf("\n", start);
    text.focus();
    text.setSelectionRange(start, end < 0 ? text.value.length : end);
  });
}
