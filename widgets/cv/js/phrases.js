// Phrases that she taps into her CV: in her language, with the CV's language beside it.
import { h } from "onward/page/fields";

const FIRST = 6; // a long list opens with these, and with those that she chose

// `phrases` are {id, mine, theirs, language}, or [id, words].
export function toggles(phrases, { isOn, flip, more }) {
  const buttons = phrases.map((phrase) => {
    const { id, mine, theirs, language } = Array.isArray(phrase) ? { id: phrase[0], mine: phrase[1] } : phrase;
    const onclick = ({ currentTarget: button }) => {
      const now = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", now);
      flip(id, now);
    };
    return h("button", { type: "button", "aria-pressed": String(isOn(id)), onclick },
      h("span", {}, mine), theirs && theirs !== mine ? h("small", { lang: language, dir: "ltr" }, theirs) : null);
  });
  const box = h("div", { class: "toggles" }, buttons);
  if (more && buttons.length > FIRST + 2) shorten(box, buttons, more);
  return box;
}

function shorten(box, buttons, more) {
  const late = buttons.filter((button, at) => at >= FIRST && button.getAttribute("aria-pressed") === "false");
  const show = () => {
    for (const button of late) button.hidden = false;
    opener.remove();
    late[0].focus();
  };
  const opener = h("button", { type: "button", class: "add", onclick: show }, more);
  for (const button of late) button.hidden = true;
  if (late.length) box.append(opener);
}
