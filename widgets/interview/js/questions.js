// Her questions as a list, and one of them with all that helps to answer it.
import { ask } from "onward/page/asking";
import { h } from "onward/page/fields";
import { both } from "onward/interview/sentences";

export const myQuestions = (model) => ask(model, { kind: "mine" }, "mine");

export const questionOf = async (model, id) =>
  (await ask(model, { kind: "question", id }, "question", { fits: (answer) => answer.id === id })).question;

// `key` names the button's words: "answers.open" with "answers.open_named" for those who hear them.
export const card = (t, question, key, onclick, state) => h("li", { class: "entry" },
  both(question),
  state ? h("p", { class: "small good" }, state) : null,
  h("button", { type: "button", onclick, "aria-label": t(`${key}_named`, { name: question.mine }) }, t(key)));

// The question, why it is asked, what an answer holds, words to know.
export function helpWith(t, { why, good, words }) {
  return [
    why ? h("details", {}, h("summary", {}, t("answers.question.why")), h("p", {}, why)) : null,
    good ? h("div", { class: "note good" }, h("h2", {}, t("answers.question.good")), h("p", {}, good)) : null,
    words.length ? [h("h2", {}, t("answers.question.words")), h("dl", { class: "words" },
      words.map(({ mine, theirs, language }) => [h("dt", { lang: language, dir: "auto" }, theirs), h("dd", { dir: "auto" }, mine === theirs ? "" : mine)]))] : null,
  ];
}

// Her answer, made if she has none yet.
export function answerTo(saving, id) {
  if (!(saving.read("answers") || []).some((each) => each.id === id)) saving.put(["answers", id], { id });
  return ["answers", id];
}
