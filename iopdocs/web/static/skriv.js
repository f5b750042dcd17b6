"use strict";
// A page that is written while something happens: it says when it has saved itself, and stops when somebody else has.
{
  const live = document.querySelector("form[data-lopande]");
  const state = () => document.getElementById("lage");
  let stopped = false;
  const tell = (text) => { state().textContent = text; };
  const clock = () => new Date().toLocaleTimeString("sv-SE", { hour: "2-digit", minute: "2-digit" });

  tell("Sparas av sig självt medan du skriver.");
  // Each thing that is sent has a number, so that what comes late is passed by.
  live.addEventListener("input", () => {
    const number = live.elements.lopnummer;
    number.value = String(Number(number.value) + 1);
    if (!stopped) tell("Sparar …");
  });
  live.addEventListener("sagt", (event) => {
    const { sparat, dokument, nummer } = event.detail;
    // Read in anew it is to be the same record, and not one more.
    if (nummer) history.replaceState(null, "", `${live.dataset.lopande}/${nummer}`);
    const chosen = document.getElementById("dokument");
    if (chosen && dokument) chosen.value = dokument;
    tell(sparat ? `Sparat ${clock()}.` : "Inte sparat. Se vad som står ovanför.");
  });
  live.addEventListener("nej", (event) => {
    if (event.detail === 409) {
      stopped = true;
      tell("Inte sparat: någon annan har ändrat filen. Inget av det du har skrivit är borta.");
      document.getElementById("jamfor").hidden = false;
    } else tell("Inte sparat: arbetsbänken svarar inte. Låt sidan vara öppen; det prövas igen när du skriver.");
  });
}
