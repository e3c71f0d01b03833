"use strict";
// Gradio takes the browser's language for its own words; here the page has the one that its address asks for.
const spoken = document.documentElement.lang === "en" ? ["en-GB", "en"] : ["nl-NL", "nl"];
for (const [name, value] of [["language", spoken[0]], ["languages", spoken]]) {
  Object.defineProperty(navigator, name, { get: () => value });
}
