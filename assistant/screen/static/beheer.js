"use strict";
// Keeps the line that says how far reading is up to date, and shows the report when it is done.
async function follow() {
  const place = document.querySelector("#stand-vak");
  if (!place || place.getAttribute("aria-busy") !== "true") return;
  for (;;) {
    await new Promise((done) => setTimeout(done, 1000));
    let standing;
    try { standing = await (await fetch("/beheer/stand")).json(); } catch { continue; }
    if (!standing.bezig) { location.replace("/beheer"); return; }
    const line = document.querySelector("#stand");
    if (standing.regel && line.textContent !== standing.regel) line.textContent = standing.regel;
  }
}
follow();
