"use strict";
// Zoom on a page's picture, and the line that says so when there is no picture. Used on the page of its own and in the
// window over the conversation.
const STEPS = [100, 150, 200, 300];

function zoom(button, step) {
  const sheet = button.closest("main, dialog").querySelector(".blad");
  if (!sheet) return;
  const now = STEPS.indexOf(Number(sheet.dataset.zoom ?? 100));
  const next = STEPS[Math.min(Math.max(now + step, 0), STEPS.length - 1)];
  sheet.dataset.zoom = next;
  sheet.style.width = `${next}%`;
  const image = sheet.querySelector("img");
  if (next > 150 && !image.src.includes("b=2000")) image.src = `${image.src.split("?")[0]}?b=2000`;
}

function toMark(main) {
  const mark = main.querySelector(".blad .woorden") ?? main.querySelector(".paginatekst mark");
  if (mark && mark.checkVisibility?.() !== false) mark.scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const button = event.target.closest(".groter, .kleiner");
  if (button) zoom(button, button.matches(".groter") ? 1 : -1);
});
document.addEventListener("error", (event) => {
  if (event.target.matches?.(".blad img")) event.target.closest(".beeld").classList.add("zonder-beeld");
}, true);
// A picture that failed before this script was there has told nobody.
for (const image of document.querySelectorAll(".blad img")) {
  if (image.complete && image.naturalWidth === 0) image.closest(".beeld").classList.add("zonder-beeld");
}
if (document.querySelector("main#pagina")) addEventListener("load", () => toMark(document.querySelector("main#pagina")));
