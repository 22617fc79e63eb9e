// A vacancy to judge: she touches what worries her, then sees its signs, with reasons.
import { ask } from "onward/page/asking";
import { findingList } from "onward/vacancies/findings";

// `words` are the texts whose table is "judge"; her marks stand at `path`, as numbers of sentences.
export function advert({ model, saving, h }, words, { id, path, number, total, onSeen }) {
  return async ({ heading }) => {
    const fits = (answer) => answer.id === id;
    const { title, language, pieces } = await ask(model, { kind: "pieces", id }, "pieces", { fits });
    const marks = () => saving.read(...path, "marks") || [];
    const result = h("div", { role: "status", tabindex: -1 });

    function flip(piece, button) {
      const isOn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", isOn);
      const others = marks().filter((each) => each !== piece);
      saving.put([...path, "marks"], isOn ? [...others, piece] : others);
    }

    async function look() {
      saving.put([...path, "seen"], true);
      await saving.settled();
      const { findings, touched } = await ask(model, { kind: "judged", id }, "judged", { fits });
      const told = findings.map((each) => ({ ...each, remark: words(each.is_seen ? "judge.good_eye" : "judge.missed") }));
      result.replaceChildren(
        told.length ? findingList({ h }, (key) => words(`judge.${key}`), told, language) : h("p", { class: "note good" }, words("judge.none_real")),
        ...touched.map((text) => h("div", { class: "note" }, h("blockquote", { dir: "auto", lang: language }, text), h("p", {}, words("judge.only_you")))));
      onSeen?.();
    }

    const show = () => look().then(() => result.focus(), () => (result.textContent = words("walk.no_step")));
    const piece = ({ number, text }) => {
      const button = h("button", { type: "button", "aria-pressed": String(marks().includes(number)) }, text);
      button.addEventListener("click", () => flip(number, button));
      return button;
    };
    if (saving.read(...path, "seen")) look().catch(() => {});
    return [
      heading(words("judge.ad.title")),
      h("p", { class: "small" }, words("judge.ad.number", { number, total })),
      h("p", {}, words("judge.ad.about")),
      h("h2", { lang: language, dir: "auto" }, title),
      h("div", { class: "pieces", lang: language, dir: "auto" }, pieces.map(piece)),
      h("button", { type: "button", class: "send", onclick: show }, words("judge.look")),
      result,
    ];
  };
}
