"use strict";
// What Gradio cannot do by itself: marks that open their source, buttons in the conversation, one announcement per
// answer. No text is put on the page as HTML here, except pages of our own server (pagina).

const TEXT = {};
let counter = 0;

const find = (selector) => document.querySelector(selector);
const box = () => find("#vraag textarea");

// Gives a value to a component of Gradio, as if it was typed.
function type(field, value) {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set;
  setter.call(field, value);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function order(text) {
  const field = find("#opdracht textarea, #opdracht input");
  if (!field) return;
  type(field, `${text}#${++counter}`);
  setTimeout(() => find("#uitvoeren").click(), 0);
}

function askNow(question) {
  const field = box();
  if (!field) return;
  type(field, question);
  // Gradio reads the field's value in its next turn.
  setTimeout(() => find("#stel").click(), 0);
}

// The region that a screen reader speaks from: one line, once.
function say(text) {
  let region = find("#melding");
  if (!region) {
    region = document.createElement("div");
    region.id = "melding";
    region.className = "alleen-voorlezen";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  }
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 50);
}

function showSources(turn) {
  for (const group of document.querySelectorAll(".bronset")) group.hidden = group.id !== `bronset-${turn}`;
}

function openSource(mark) {
  const target = document.getElementById(mark.hash.slice(1));
  if (!target) return;
  showSources(target.id.split("-")[1]);
  for (const chosen of document.querySelectorAll(".gekozen")) chosen.classList.remove("gekozen");
  mark.classList.add("gekozen");
  target.closest(".bron").classList.add("gekozen");
  target.focus({ preventScroll: true });
  target.closest(".bron").scrollIntoView({ block: "nearest" });
}

document.addEventListener("click", (event) => {
  const pressed = event.target.closest("a, button");
  if (!pressed) return;
  if (pressed.matches(".merk")) {
    event.preventDefault();
    openSource(pressed);
  } else if (pressed.matches(".terug")) {
    event.preventDefault();
    const mark = document.getElementById(pressed.hash.slice(1));
    if (mark) mark.focus();
  } else if (pressed.matches(".voorbeeld")) {
    askNow(pressed.textContent);
  } else if (pressed.matches("a.toon, dialog a.blader") && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
    event.preventDefault();
    openPage(pressed.href);
  } else if (pressed.matches("dialog .sluiten")) {
    pressed.closest("dialog").close();
  } else if (pressed.matches(".nuttig")) {
    judge({ antwoord: pressed.id.slice("nuttig-".length), nuttig: true });
  } else if (pressed.matches(".onnuttig")) {
    askWhyNot(pressed.id.slice("onnuttig-".length));
  } else if (pressed.matches(".rij-blad")) {
    type(find("#register-blad textarea"), `${pressed.id.split("-")[1]}#${++counter}`);
    setTimeout(() => find("#register-blader").click(), 0);
  } else if (pressed.matches(".kopieer")) {
    copyAnswer(pressed.id.slice("kopieer-".length));
  } else if (pressed.matches(".deel")) {
    shareQuestion(questionOf(pressed.id.split("-")[1]));
  } else if (pressed.matches(".erbij")) {
    chooseFor(questionOf(pressed.id.split("-")[1]));
  } else if (pressed.matches(".chip")) {
    busy(questionOf(pressed.id.split("-")[1]));
    order(pressed.id);
  }
});

// A question again in a part of the documents: it is put in the box, and the choices are opened.
function chooseFor(question) {
  const choices = find("#keuzes > button");
  if (!choices || !box()) return;
  if (!choices.nextElementSibling?.checkVisibility()) choices.click();
  type(box(), question);
  show(TEXT.limitNow);
  setTimeout(() => {
    const first = find("#keuzes input");
    first?.focus({ preventScroll: true });
    find("#keuzes").scrollIntoView({ block: "end" });
  }, 100);
}

// The question of a turn, without the words that only a screen reader speaks.
function questionOf(turn) {
  const heading = find(`#vraag-${turn}`)?.cloneNode(true);
  heading?.querySelectorAll(".alleen-voorlezen").forEach((part) => part.remove());
  return heading?.textContent ?? "";
}

// While a question is worked on: the question itself and a line below it, until the answer comes.
function busy(question) {
  const place = find("#gesprek");
  if (!place || !question.trim() || find(".wacht")) return;
  const turn = document.createElement("div");
  turn.className = "beurt wacht";
  const heading = document.createElement("h2");
  heading.className = "vraag";
  heading.textContent = question;
  const line = document.createElement("p");
  line.className = "bezig";
  line.textContent = TEXT.busy;
  const steps = make("ol", Object.entries(TEXT.steps).map(([name, text]) => {
    const step = make("li", text);
    step.dataset.stap = name;
    return step;
  }), { className: "stappen" });
  turn.append(heading, line, steps);
  place.append(turn);
  turn.scrollIntoView({ block: "nearest" });
  say(TEXT.busy);
  followSteps(turn);
}
const notBusy = () => { for (const turn of document.querySelectorAll(".wacht")) turn.remove(); };

// The key under which the server keeps how far this question is. It goes along with the question, in a header.
let questionKey = "";

// A screen reader is told that it is busy and, once, that the answer is there; the steps in between are only shown.
async function followSteps(turn) {
  questionKey = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const key = questionKey;
  for (let wait = 150; turn.isConnected && turn.matches(".wacht"); wait = 400) {
    await new Promise((done) => setTimeout(done, wait));
    if (!turn.isConnected || !turn.matches(".wacht")) return;
    let step;
    try { step = (await (await plainFetch(`/stap/${key}`)).json()).stap; } catch { continue; }
    const line = turn.querySelector(".bezig");
    if (!step || !line) continue;
    line.textContent = step === "queue" ? TEXT.waiting : TEXT.busy;
    let done = true;
    for (const item of turn.querySelectorAll("[data-stap]")) {
      const now = item.dataset.stap === step;
      if (now || step === "queue") done = false;
      item.classList.toggle("gedaan", done);
      if (now) item.setAttribute("aria-current", "step"); else item.removeAttribute("aria-current");
    }
  }
}

// A question goes out as a request of Gradio's; when that fails there is no answer to show, so the line says why.
const plainFetch = window.fetch;
window.fetch = async (...args) => {
  const address = String(args[0]?.url ?? args[0]);
  const asks = address.endsWith("/gradio_api/run/predict");
  try {
    if (asks && questionKey && find(".wacht")) {
      const headers = new Headers(args[1]?.headers);
      headers.set("X-Vraag", questionKey);
      args[1] = { ...args[1], headers };
    }
    const response = await plainFetch(...args);
    if (asks && !response.ok) failed();
    return response;
  } catch (error) {
    if (asks) failed();
    throw error;
  }
};
let lastAsked = "";
function failed() {
  const line = find(".wacht .bezig");
  if (!line) return;
  line.className = "probleem";
  line.textContent = TEXT.offline;
  say(TEXT.offline);
  if (box() && !box().value) type(box(), lastAsked);
  // Gradio builds the page anew once the connection is back; the question must outlive that, in this tab only.
  sessionStorage.setItem("vraag", lastAsked);
  setTimeout(() => find(".wacht")?.classList.replace("wacht", "mislukt"), 0);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(await text);
    return true;
  } catch {
    return false;
  }
}

async function copyAnswer(key) {
  const text = plainFetch(`/uitvoer/${key}.txt${location.search}`).then((response) => {
    if (!response.ok) throw new Error();
    return response.text();
  });
  show((await copy(text)) ? TEXT.copied : TEXT.notCopied);
}

// Only the question travels, in the part of an address that no server sees.
async function shareQuestion(question) {
  const link = `${location.origin}${location.pathname}${location.search}#vraag=${encodeURIComponent(question)}`;
  show((await copy(link)) ? TEXT.shared : link);
}

async function judge(judgement) {
  const sent = await plainFetch("/terugkoppeling", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(judgement),
  }).catch(() => ({ ok: false }));
  show(sent.ok ? TEXT.thanks : TEXT.notKept);
}

function make(name, content, settings = {}) {
  const made = Object.assign(document.createElement(name), settings);
  made.append(...[content].flat());
  return made;
}

function askWhyNot(key) {
  const choices = Object.entries(TEXT.reasons).map(([reason, name], n) =>
    make("label", [Object.assign(document.createElement("input"), { type: "radio", name: "reden", value: reason, checked: n === 0 }), ` ${name}`]));
  const withQuestion = Object.assign(document.createElement("input"), { type: "checkbox" });
  const send = make("button", TEXT.send, { type: "button" });
  const close = make("button", TEXT.close, { type: "button", className: "sluiten" });
  const why = make("dialog", [
    make("fieldset", [make("legend", TEXT.whyNot), ...choices, make("label", [withQuestion, ` ${TEXT.withQuestion}`], { className: "met-vraag" })]),
    make("p", [send, " ", close]),
  ], { className: "waarom" });
  send.addEventListener("click", () => {
    judge({ antwoord: key, nuttig: false, reden: why.querySelector("[name=reden]:checked").value, met_vraag: withQuestion.checked });
    why.close();
  });
  why.addEventListener("close", () => why.remove());
  document.querySelector(".gradio-container").append(why);
  why.showModal();
}

function askFromLink() {
  const match = /^#vraag=(.{1,6000})$/.exec(location.hash);
  if (!match) return;
  history.replaceState(null, "", location.pathname + location.search);
  try { askNow(decodeURIComponent(match[1])); } catch { /* not a link of ours */ }
}

// A line at the foot of the window that goes by itself; a screen reader hears it too.
function show(text) {
  const line = document.createElement("div");
  line.className = "even-zichtbaar";
  line.textContent = text;
  document.body.append(line);
  say(text);
  setTimeout(() => line.remove(), 6000);
}

// The page of a source, in a window over the conversation; the same page stands at its own address too.
async function openPage(address) {
  let window_ = find("#paginavenster");
  if (!window_) {
    window_ = document.createElement("dialog");
    window_.id = "paginavenster";
    window_.setAttribute("aria-labelledby", "pagina-titel");
    document.querySelector(".gradio-container").append(window_);
  }
  let main;
  try {
    const text = await (await plainFetch(address)).text();
    main = new DOMParser().parseFromString(text, "text/html").querySelector("main");
  } catch {
    main = document.createElement("main");
    main.textContent = TEXT.offline;
  }
  const inner = document.createElement("div");
  inner.className = "pagina-inhoud md";
  inner.append(...main.childNodes);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "sluiten";
  close.textContent = TEXT.close;
  window_.replaceChildren(close, inner);
  if (!window_.open) window_.showModal();
  window_.querySelector("#pagina-titel")?.focus({ preventScroll: true });
  toMark(window_);
}

// A new turn has come: stop waiting, show its sources, bring its question into view, and say so once.
let lastTurn = "";
let lastCount = 0;
function arrived() {
  const turns = document.querySelectorAll("#gesprek .beurt[id]");
  const last = turns[turns.length - 1];
  const key = last ? `${last.id}:${last.textContent.length}` : "";
  if (key === lastTurn) return;
  lastTurn = key;
  if (last) sessionStorage.removeItem("vraag");
  // Fewer turns than there were, and not none: the server does not know the conversation any more.
  if (turns.length > 0 && turns.length < lastCount) show(TEXT.restarted);
  lastCount = turns.length;
  notBusy();
  for (const old of document.querySelectorAll(".mislukt")) old.remove();
  if (!last) return;
  const turn = last.id.split("-")[1];
  showSources(turn);
  // The sources come in a moment after the answer, as another component of Gradio's.
  setTimeout(() => { showSources(turn); find("#kolom-bronnen")?.scrollTo(0, 0); }, 150);
  last.scrollIntoView({ block: "start" });
  say(last.querySelector(".melding")?.textContent ?? "");
}
let scheduled = false;
function soon() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => { scheduled = false; complete(); arrived(); restoreQuestion(); });
}

// Gradio builds its page after the script is there.
function whenBuilt(then) {
  const built = () => box() && find("#stel");
  if (built()) { then(); return; }
  const watch = new MutationObserver(() => { if (built()) { watch.disconnect(); setTimeout(then, 100); } });
  watch.observe(document.body, { childList: true, subtree: true });
}

function restoreQuestion() {
  const kept = sessionStorage.getItem("vraag");
  if (kept && box() && !box().value && !find(".beurt")) {
    sessionStorage.removeItem("vraag");
    type(box(), kept);
  }
}

function begin() {
  Object.assign(TEXT, JSON.parse(find("#teksten")?.textContent ?? "{}"));
  document.documentElement.lang = TEXT.language;
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && event.target === box()) asked(event);
  }, true);
  document.addEventListener("click", (event) => { if (event.target.closest("#stel")) asked(event); }, true);
  watchOpening();
  whenBuilt(askFromLink);
  addEventListener("hashchange", askFromLink);
}
function asked(event) {
  // One question at a time: a second Enter while the first is worked on would ask it twice.
  if (find(".wacht")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  for (const old of document.querySelectorAll(".mislukt")) old.remove();
  lastAsked = box()?.value ?? "";
  busy(lastAsked);
}

// What Gradio leaves unsaid, or says in English.
function complete() {
  for (const button of document.querySelectorAll(".overflow-menu > button[aria-label]")) {
    if (button.getAttribute("aria-label") !== TEXT.moreTabs) button.setAttribute("aria-label", TEXT.moreTabs);
  }
  // Gradio lets every link open a tab of its own; a file to save, or a page of ours to go on to, needs none.
  for (const link of document.querySelectorAll("a:is(.hier, .bewaar)[target]")) link.removeAttribute("target");
  const choices = find("#keuzes > button");
  const open = String(Boolean(choices?.nextElementSibling?.checkVisibility()));
  if (choices && choices.getAttribute("aria-expanded") !== open) choices.setAttribute("aria-expanded", open);
}

// Before the documents are there the page asks now and then whether they are, and then shows what can be asked.
async function watchOpening() {
  for (;;) {
    await new Promise((done) => setTimeout(done, 1500));
    if (!find(".toestand")) { if (find(".welkom")) return; continue; }
    try {
      const health = await (await plainFetch("/v1/gezondheid")).json();
      if (health.status === "klaar") { order("ververs"); await new Promise((done) => setTimeout(done, 3000)); }
    } catch { /* no connection: the next round tries again */ }
  }
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", begin);
else begin();
