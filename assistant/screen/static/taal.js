"use strict";
// Gradio takes the browser's language for its own words and for the page; this page is Dutch for everyone.
for (const [name, value] of [["language", "nl-NL"], ["languages", ["nl-NL", "nl"]]]) {
  Object.defineProperty(navigator, name, { get: () => value });
}
