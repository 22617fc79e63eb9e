// Reads the screen aloud: a speaker beside each text whose every sentence has a voice, a recording of ours or a
// voice of this phone itself. The sentence that is read is marked. Her own words are not sent for it.
import { h } from "onward/page/fields";
import { textOf } from "onward/page/text";
import { addStyle } from "onward/page/style";
import { highlighted, markOf, sentences } from "onward/aloud/sentences";

const settings = JSON.parse(document.querySelector("#onward").textContent);
const TEXTS = "h1, h2, legend, p, li, dt, dd, label:not(.choice), blockquote";
const OPTIONS = "legend ~ .toggles button, legend ~ .choice, legend ~ .stack button";
const HERS = ".paper, bdi, [contenteditable], .talk .me, [role=status]:not(div), .steps, .aloud";
const SVG = "http://www.w3.org/2000/svg";
const SPEAKER = "M4 9v6h4l5 4V5L8 9zm12-2.5a7 7 0 0 1 0 11M18.5 4a10 10 0 0 1 0 16";
const files = {}; // language → {mark → file; "": there is none}
const token = () => document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] || "";
const base = (tag) => tag.split(/[-_]/)[0].toLowerCase();
const localVoice = (language) =>
  globalThis.speechSynthesis?.getVoices().find((voice) => voice.localService && base(voice.lang) === base(language));
let playing; // {stop} of what is read now

// A text's sentences with the elements that hold them: {words, language, holder, isHers}.
function partsOf(element) {
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const holder = node.parentElement;
    if (holder.closest(".aloud")) continue;
    const language = holder.closest("[lang]").lang;
    const isHers = holder.closest(HERS) || holder.closest("[dir=auto]:not([lang])");
    for (const words of sentences(node.data)) found.push({ words, language, holder, isHers });
  }
  return found;
}

// Only marks of our own texts are asked for.
async function learn(parts) {
  for (const language of new Set(parts.map((part) => part.language))) {
    if (!settings.spoken.includes(language)) continue;
    const known = (files[language] ||= {});
    const asked = [...new Set(parts.filter((each) => each.language === language && !each.isHers).map(({ words }) => markOf(words)))].filter((mark) => !(mark in known));
    if (!asked.length) continue;
    const headers = { "X-XSRFToken": token(), "Content-Type": "application/json" };
    const answer = await fetch(`${settings.base}audio/${language}`, { method: "POST", headers, body: JSON.stringify(asked) });
    const found = answer.ok ? await answer.json() : {};
    for (const mark of asked) known[mark] = found[mark] || "";
  }
}

const fileOf = ({ words, language }) => files[language]?.[markOf(words)];
const hasVoice = (part) => !!(fileOf(part) || localVoice(part.language));

function play(parts, button) {
  playing?.stop();
  let isStopped = false, current;
  const mine = { stop };
  playing = mine;
  button.setAttribute("aria-pressed", "true");

  function stop() {
    isStopped = true;
    current?.();
    button.setAttribute("aria-pressed", "false");
    if (playing === mine) playing = undefined;
  }

  const one = (part) => new Promise((resolve, reject) => {
    const file = fileOf(part);
    if (file) {
      const audio = new Audio(`${settings.base}audio/${part.language}/${file}`);
      Object.assign(audio, { onended: resolve, onerror: reject });
      current = () => (audio.pause(), resolve());
      audio.play().catch(reject);
    } else {
      const speech = new SpeechSynthesisUtterance(part.words);
      Object.assign(speech, { voice: localVoice(part.language), lang: part.language, rate: 0.85, onend: resolve, onerror: resolve });
      current = () => (speechSynthesis.cancel(), resolve());
      speechSynthesis.speak(speech);
    }
  });

  (async () => {
    for (const part of parts) {
      if (isStopped || !part.holder.isConnected) break;
      const clear = highlighted(part);
      await one(part).catch(() => {});
      clear();
    }
    stop();
  })();
}

function buttonFor(t, element, partsNow) {
  const icon = document.createElementNS(SVG, "svg");
  const line = document.createElementNS(SVG, "path");
  icon.setAttribute("viewBox", "0 0 24 24");
  icon.setAttribute("aria-hidden", "true");
  line.setAttribute("d", SPEAKER);
  icon.append(line);
  const words = element.textContent.trim().slice(0, 60);
  const button = h("button", { type: "button", class: "aloud", "aria-pressed": "false", "aria-label": t("aloud.read", { words }) }, icon);
  button.addEventListener("click", (event) => {
    event.stopPropagation();
    if (button.getAttribute("aria-pressed") === "true") return playing?.stop();
    play(partsNow(), button);
  });
  return button;
}

// Text by text; a heading of the whole screen reads all of it, a group's heading its choices too.
function textsIn(root) {
  const all = [...root.querySelectorAll(TEXTS)].filter((each) => !each.closest(HERS) && !each.querySelector(TEXTS));
  return all.map((element) => {
    if (element.closest("h1")) return { element, reads: () => [root.querySelector("form") || root] };
    if (element.matches("legend")) return { element, reads: () => [element, ...element.parentElement.querySelectorAll(OPTIONS)] };
    return { element, reads: () => [element] };
  });
}

const spokenParts = (elements) => elements.flatMap(partsOf).filter((part) => !part.isHers && isSeen(part.holder) && hasVoice(part));
const isSeen = (element) => element.getClientRects().length > 0 && !element.closest(".hidden, .aloud, .controls, select, button.add");

export async function start(model, el) {
  addStyle("aloud/aloud.css");
  const t = await textOf(model, "page/aloud");
  let timer, isBusy;

  async function decorate() {
    if (isBusy) return later();
    isBusy = true;
    try {
      const root = el.querySelector(".lesson");
      const texts = root ? textsIn(root) : [];
      await learn(texts.flatMap(({ element, reads }) => [element, ...(element.matches("legend") ? reads() : [])]).flatMap(partsOf));
      for (const { element, reads } of texts) {
        const own = partsOf(element).filter((part) => !part.isHers);
        const isVoiced = own.length && own.every(hasVoice);
        const old = element.aloud;
        if (old && (!isVoiced || !old.isConnected)) (old.remove(), (element.aloud = undefined));
        if (isVoiced && !element.aloud) place(element, (element.aloud = buttonFor(t, element, () => spokenParts(reads()))));
      }
    } finally {
      isBusy = false;
    }
  }

  // In a paragraph at its end; beside a heading or a label, whose name it must not become a part of.
  function place(element, button) {
    const named = element.closest("h1") || element;
    const legend = element.closest("legend");
    if (legend) legend.after(button);
    else if (named.matches("h1, h2, label")) {
      const line = h("div", { class: "aloud-line" });
      named.replaceWith(line);
      line.append(named, button);
    } else element.append(button);
  }

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => decorate().catch(() => {}), 150);
  };
  const changed = (changes) => {
    const isOurs = ({ addedNodes, removedNodes, target }) =>
      target.closest?.(".aloud, .speaking") || [...addedNodes, ...removedNodes].every((node) => /aloud/.test(node.className) || node.nodeName === "MARK" || node.nodeType === 3);
    if (!changes.every(isOurs)) later();
  };
  new MutationObserver(changed).observe(el, { childList: true, subtree: true });
  globalThis.speechSynthesis?.addEventListener?.("voiceschanged", later);
  addEventListener("pagehide", () => playing?.stop());
  later();
}
