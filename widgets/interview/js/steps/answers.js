// Her own answers: what it was like, what she had to do, what she did, how it ended.
import { ask } from "onward/page/asking";
import { chosen } from "onward/page/chosen";
import { addStyle } from "onward/page/style";
import { answerTo, card, helpWith, myQuestions, questionOf } from "onward/interview/questions";
import { both, listOfBoth, sentencesOf } from "onward/interview/sentences";

const PARTS = ["situation", "task", "action", "result"];

export default async (context) => {
  const { model, t, h, saving, open } = context;
  addStyle("interview/interview.css");

  // Her words, and below them beginnings to tap: each comes to the end of what she wrote.
  function part(path, name, sentences, work) {
    return ({ text }) => {
      const field = text([...path, name], `answers.${name}`, { rows: 4, maxlength: 600 });
      const control = field.querySelector("textarea");
      const add = (words) => {
        control.value = [control.value.trim(), words.replace(/\s*…$/, " ")].filter(Boolean).join(" ");
        saving.put([...path, name], control.value);
        control.focus();
      };
      const button = (row) => h("button", { type: "button", class: "begin", onclick: () => add(row.theirs) }, both(row, "span"));
      const done = work.map((words) => h("button", { type: "button", class: "begin", onclick: () => add(words) }, h("span", { dir: "auto" }, words)));
      return [
        field,
        done.length ? [h("h2", {}, t("answers.cv")), h("div", { class: "stack" }, done)] : null,
        h("h2", {}, t("answers.begin")),
        h("div", { class: "stack" }, sentences.map(button)),
      ];
    };
  }

  async function begin(id) {
    const path = answerTo(saving, id);
    await saving.settled();
    const [question, { tables, work }] = await Promise.all([questionOf(model, id), sentencesOf(model, ...PARTS)]);
    open([
      ({ heading }) => [
        heading(both(question, "span")),
        helpWith(t, question),
        question.starters.length ? [h("h2", {}, t("answers.question.starters")), listOfBoth(question.starters)] : null,
        h("p", {}, t("answers.star.about")),
      ],
      ...PARTS.map((name) => part(path, name, tables[name], name === "situation" ? work : [])),
      async ({ heading }) => {
        await saving.settled();
        const { text } = await ask(model, { kind: "remarks", id }, "remarks", { fits: (answer) => answer.id === id });
        return [
          heading(t("answers.sheet.title")),
          both(question),
          text ? [h("div", { class: "paper", dir: "auto" }, h("p", {}, text)), h("p", {}, t("answers.sheet.about"))] : h("p", { class: "note" }, t("answers.sheet.empty")),
        ];
      },
    ]);
  }

  const all = async ({ heading }) => {
    const { groups } = await ask(model, { kind: "all" }, "all");
    const group = ({ id, questions }, at) => h("details", { open: !at }, h("summary", {}, t(`answers.all.${id}`)), chosen({ saving }, ["chosen"], questions));
    return [heading(t("answers.all.title")), h("p", {}, t("answers.all.about")), groups.map(group)];
  };

  // The questions to begin with stay when she adds others.
  async function addMore(questions) {
    if (!saving.read("chosen")?.length) saving.put(["chosen"], questions.map(({ id }) => id));
    await saving.settled();
    open([all]);
  }

  return [
    async ({ heading }) => {
      await saving.settled();
      const { questions } = await myQuestions(model);
      const answers = saving.read("answers") || [];
      const has = (id) => answers.some((each) => each.id === id && [...PARTS, "written"].some((name) => each[name]));
      return [
        heading(t("answers.list.title")),
        h("p", {}, t("answers.list.about")),
        h("ul", { class: "entries" }, questions.map((each) => card(t, each, "answers.open", () => begin(each.id), has(each.id) ? t("answers.has") : ""))),
        h("button", { type: "button", class: "add", onclick: () => addMore(questions) }, t("answers.add")),
      ];
    },
  ];
};
