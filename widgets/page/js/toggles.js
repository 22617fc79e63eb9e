// Phrases that she taps: in her language, with the employer's beside it.
import { h } from "onward/page/fields";

// `phrases` are {id, mine, theirs, language}, or [id, words].
export function toggles(phrases, { isOn, flip }) {
  const buttons = phrases.map((phrase) => {
    const { id, mine, theirs, language } = Array.isArray(phrase) ? { id: phrase[0], mine: phrase[1] } : phrase;
    const onclick = ({ currentTarget: button }) => {
      const now = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", now);
      flip(id, now);
    };
    return h("button", { type: "button", "aria-pressed": String(isOn(id)), onclick },
      h("span", {}, mine), theirs && theirs !== mine ? h("small", { lang: language, dir: "auto" }, theirs) : null);
  });
  return h("div", { class: "toggles" }, buttons);
}
