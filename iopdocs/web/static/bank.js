"use strict";
// What is better with script; everything on the main road works without it.
const token = document.querySelector('meta[name="iopdocs"]').content;

// As long as a page is open the workbench stays.
setInterval(() => fetch("/lever", { headers: { "x-iopdocs": token } }).catch(() => {}), 60000);

for (const button of document.querySelectorAll('[data-gor="skriv-ut"]')) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

const form = document.getElementById("formular");
const frame = document.getElementById("visning");
const chosen = document.getElementById("dokument");
let text = frame ? new URL(frame.src).searchParams.get("text") : "";
let dirty = false;
let asked = 0;
let showing = new AbortController();
let summed = "";

for (const one of document.querySelectorAll("[data-utan-skript]")) one.hidden = true;

// Open whatever is folded around a field, and go there.
function go(id) {
  const target = document.getElementById(id);
  if (!target) return;
  for (let up = target; up; up = up.parentElement) if (up.tagName === "DETAILS") up.open = true;
  target.scrollIntoView({ block: "center" });
  const field = target.matches("input, select, textarea") ? target : target.querySelector("summary, input:not([type=hidden]), select, textarea");
  if (field) field.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest('a[href^="#f-"]');
  if (!link) return;
  event.preventDefault();
  go(decodeURIComponent(link.hash.slice(1)));
});
if (location.hash.startsWith("#f-")) go(decodeURIComponent(location.hash.slice(1)));
window.addEventListener("hashchange", () => { if (location.hash.startsWith("#f-")) go(decodeURIComponent(location.hash.slice(1))); });

// Gaps of the document are links to their fields; nothing in the frame runs, so its links are looked after here. Which
// field it is, is found out when somebody is on the way to a gap: it takes longer than to make the document.
const marks = (there) => [...there.querySelectorAll("mark")];

function listen() {
  const there = frame.contentDocument;
  if (!there) return;
  for (const end of ["firstChild", "lastChild"]) while (there.body?.[end]?.nodeType === Node.TEXT_NODE && !there.body[end].data.trim()) there.body[end].remove();
  there.onclick = follows;
  for (const way of ["pointerover", "focusin"]) there.addEventListener(way, reached);
}

function reached(event) {
  if (event.target.closest?.("[data-lucka]")) findOut();
}

async function follows(event) {
  const link = event.target.closest("a");
  if (!link || link.dataset.vand !== undefined) return;
  event.preventDefault();
  const there = frame.contentDocument, place = marks(there).indexOf(link.closest("mark"));
  let found = link;
  // What is being typed goes before: then it is asked again.
  for (let asked = 0; asked < 3 && found?.dataset.lucka !== undefined; asked += 1) {
    await findOut();
    found = link.isConnected ? link : marks(there)[place]?.querySelector("a");
  }
  if (found && found.hash.startsWith("#f-")) go(decodeURIComponent(found.hash.slice(1)));
}

// Links of the page to itself name what is written just now, and what has been found out is put into the gaps as they
// stand: whoever is on one, or presses it just then, stays on it.
function settle(there, made) {
  const turn = there.querySelector("[data-vand]"), turned = made.querySelector("[data-vand]");
  if (turn && turned) turn.href = turned.getAttribute("href");
  const old = marks(there), found = marks(made);
  if (old.length !== found.length) return;
  old.forEach((mark, place) => {
    const was = mark.querySelector("[data-lucka]"), now = found[place].querySelector("a"), why = found[place].nextElementSibling;
    if (!was || was.textContent !== found[place].textContent) return;
    if (now) { was.href = now.getAttribute("href"); if (now.dataset.lucka === undefined) delete was.dataset.lucka; return; }
    was.replaceWith(was.textContent);
    if (why?.matches("small")) mark.after(" ", why.cloneNode(true));
  });
}

// Once at a time, however many ask.
let finding = null;
function findOut() {
  finding ??= show("&luckor=ja").finally(() => { finding = null; });
  return finding;
}

// What was typed or chosen while the document was on its way is not in it.
function isOutdated() {
  const there = frame.contentDocument && new URL(frame.contentDocument.URL);
  if (!there?.pathname.startsWith(frame.dataset.road)) return false;
  return there.searchParams.get("text") !== text || decodeURIComponent(there.pathname) !== frame.dataset.road + chosen.value;
}

// Where the paragraphs come from is shown as long as somebody wants to see it, and what is open stays open.
const explained = () => frame.contentDocument?.querySelector("[data-vand=ursprung]");
const notes = (there) => [...there.querySelectorAll("details.ursprung")];

async function show(more = "") {
  showing.abort();
  showing = new AbortController();
  const road = `${frame.dataset.road}${encodeURIComponent(chosen.value)}?text=${text}${explained() ? "&ursprung=ja" : more}`;
  const answer = await fetch(road, { headers: { "x-iopdocs": token }, signal: showing.signal }).catch(() => null);
  if (!answer || !answer.ok) return;
  // The body alone: the page's style is in the frame already, and is not this page's to read.
  const page = await answer.text().catch(() => "");
  if (!page) return;
  const made = new DOMParser().parseFromString(page.slice(page.indexOf("<body>") + 6, page.lastIndexOf("</body>")).trim(), "text/html");
  const there = frame.contentDocument;
  if (!there || !there.body) return;
  const top = frame.contentWindow.scrollY, open = notes(there).map((one) => one.open);
  settle(there, made);
  putIn(there.body, made.body);
  if (notes(there).length === open.length) notes(there).forEach((one, place) => { one.open = open[place]; });
  frame.contentWindow.scrollTo(0, top);
}

const follow = following(tryOut, 0);

async function tryOut() {
  const mine = ++asked;
  const answer = await fetch(form.dataset.prova, { method: "POST", headers: { "x-iopdocs": token }, body: new URLSearchParams(new FormData(form)) }).catch(() => null);
  if (mine !== asked) return;
  if (!answer || !answer.ok) { form.dispatchEvent(new CustomEvent("nej", { detail: answer ? answer.status : 0 })); return; }
  const said = await answer.json();
  if (said.sparat) dirty = false;
  form.dispatchEvent(new CustomEvent("sagt", { detail: said }));
  const summary = document.getElementById("sammanfattning");
  const open = [...summary.querySelectorAll("details")].map((one) => one.open);
  if (said.sammanfattning !== summed) {  // it is read aloud when it changes
    summary.innerHTML = summed = said.sammanfattning;
    summary.querySelectorAll("details").forEach((one, place) => { one.open = open[place] || false; });
  }
  for (const list of form.querySelectorAll("[data-fel]")) {
    const found = said.fel[list.dataset.fel] || "";
    list.innerHTML = found;
    const field = document.getElementById(`f-${list.dataset.fel}`);
    if (field && field.matches("input, select, textarea")) {
      if (list.querySelector(".fel")) field.setAttribute("aria-invalid", "true");
      else field.removeAttribute("aria-invalid");
    }
  }
  if (said.text && frame) { text = said.text; await show(); }
}

// Go to what was done with a list: the record that is new, else the list.
function goAfter(act) {
  const [what, list] = act.split(":");
  if (!list) return;
  const items = form.querySelectorAll(`fieldset.rad-post:has(> input[name="${CSS.escape(list)}"])`);
  if (what === "till" && items.length) go(items[items.length - 1].id); else go(`f-${list}`);
}

if (form) {
  goAfter(form.dataset.fokus || "");  // somebody pressed before the script had come
  form.addEventListener("input", () => { dirty = true; follow(); });
  // A record more, fewer or elsewhere: the same answer as without script, put in place without losing one's place.
  form.addEventListener("submit", async (event) => {
    const act = event.submitter ? event.submitter.value : "spara";
    if (act === "spara") { dirty = false; follow.leave(); return; }
    event.preventDefault();
    const body = new URLSearchParams(new FormData(form));
    body.set("gor", act);
    asked += 1;  // what was asked of the form as it was is outdated
    const answer = await fetch(form.action, { method: "POST", headers: { "x-iopdocs": token }, body }).catch(() => null);
    if (!answer || !answer.ok) return;
    dirty = true;
    const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("formular");
    if (!made) return;
    const open = new Set([...form.querySelectorAll("details[open][id]")].map((one) => one.id));
    form.replaceChildren(...made.childNodes);
    for (const id of open) { const one = document.getElementById(id); if (one) one.open = true; }
    for (const one of form.querySelectorAll("[data-utan-skript]")) one.hidden = true;
    goAfter(act);
    follow();
  });
  // Where one is in a long form, the button is far away.
  document.addEventListener("keydown", (event) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    const button = form.querySelector("button[value=spara]");
    if (button) form.requestSubmit(button);
  });
  window.addEventListener("beforeunload", (event) => { if (dirty) event.preventDefault(); });
}
if (frame) {
  frame.addEventListener("load", () => { listen(); if (isOutdated()) show(); });
  listen();
  if (chosen.form) chosen.addEventListener("change", () => { form.elements.dokument.value = chosen.value; show(); });
}
