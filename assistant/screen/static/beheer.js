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

document.querySelector("#bestand")?.form.addEventListener("submit", (event) => {
  const field = document.querySelector("#bestand");
  const large = field.files[0]?.size > Number(field.dataset.most);
  field.form.querySelector(".probleem").hidden = !large;
  if (large) event.preventDefault();
});

document.querySelector("#bestand")?.addEventListener("change", (event) => {
  const file = event.target.files[0];
  if (file) document.querySelector("#gekozen").textContent = file.name;
});
