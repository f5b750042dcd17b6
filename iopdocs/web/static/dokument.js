"use strict";
// What is better with script on the pages of documents: the file comes at once, is dragged in, and its text is copied.

for (const link of document.querySelectorAll("[data-hamta]")) link.click();

for (const form of document.querySelectorAll("[data-slapp]")) {
  const field = form.querySelector('input[type="file"]');
  form.querySelector("[data-dra]").hidden = false;
  // The whole page takes the file: one that is dropped beside the box would else be opened instead of the workbench.
  document.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  document.addEventListener("dragleave", () => form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

const rich = document.getElementById("rik");
const plain = document.getElementById("ren");

function told(text) {
  const said = document.getElementById("kopierat");
  said.hidden = false;
  said.textContent = text;
}

async function copy(withLooks) {
  const text = new Blob([plain.value], { type: "text/plain" });
  const html = new Blob([rich.innerHTML.trim()], { type: "text/html" });
  const item = withLooks ? { "text/html": html, "text/plain": text } : { "text/plain": text };
  try {
    await navigator.clipboard.write([new ClipboardItem(item)]);
    told(withLooks ? "Texten är kopierad, med formatering." : "Texten är kopierad, utan formatering.");
  } catch {
    // What the browser does not let a page do, a person can: the text is marked for her.
    if (withLooks) getSelection().selectAllChildren(rich);
    else { plain.focus(); plain.select(); }
    told("Webbläsaren lät inte sidan kopiera. Texten är markerad: tryck Ctrl+C.");
  }
}

for (const button of document.querySelectorAll("[data-kopiera]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button.dataset.kopiera === "rik"));
}
