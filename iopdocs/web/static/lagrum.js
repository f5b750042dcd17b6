"use strict";
// A provision that is looked up is copied, or put in the field of the agreement that was last written in.

let written = null;
document.addEventListener("focusin", (event) => {
  if (event.target.matches('#formular textarea, #formular input:not([type="hidden"])')) written = event.target;
});

async function copy(text, said) {
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = "Hänvisningen är kopierad.";
  } catch {
    said.textContent = `Kopiera själv: ${text}`;
  }
}

function armed(answer) {
  const text = answer.querySelector("[data-hanvisning]").dataset.hanvisning;
  const said = answer.querySelector("[data-kopierat]");
  const button = answer.querySelector("[data-kopiera-hanvisning]");
  button.hidden = false;
  button.addEventListener("click", () => copy(text, said));
  return { text, button };
}

const here = document.getElementById("svar");
if (here) armed(here);

for (const box of document.querySelectorAll("[data-slaupp]")) {
  const form = box.querySelector("form");
  const place = box.querySelector("[data-svar]");
  box.querySelector("[data-genvag]").hidden = false;
  // The form has hundreds of fields: nobody can be asked to go through them all to come here.
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.code !== "KeyL" || !document.activeElement.closest("#formular")) return;
    event.preventDefault();
    box.open = true;
    form.elements.lagrum.focus();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const answer = await fetch(`/lag?${new URLSearchParams(new FormData(form))}`).catch(() => null);
    if (!answer) return;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html");
    const found = made.getElementById("svar");
    place.replaceChildren(found || made.querySelector("section.fel") || "Skriv ett lagrum, till exempel 26 kap. 1 § OSL.");
    if (!found) return;
    const { text, button } = armed(found);
    const put = document.createElement("button");
    put.type = "button";
    put.textContent = "Infoga i fältet";
    put.addEventListener("click", () => {
      if (!written || !written.isConnected) {
        found.querySelector("[data-kopierat]").textContent = "Ställ markören i det fält där hänvisningen ska stå, och välj igen.";
        return;
      }
      const start = written.selectionStart ?? written.value.length;
      const before = start && !/\s$/.test(written.value.slice(0, start)) ? " " : "";
      written.setRangeText(before + text, start, written.selectionEnd ?? start, "end");
      written.dispatchEvent(new Event("input", { bubbles: true }));
      written.focus();
    });
    button.before(put, " ");
  });
}
