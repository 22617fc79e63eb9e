// Questions to ask before she goes anywhere.
import { ask } from "onward/page/asking";
import { chosen } from "onward/page/chosen";
import { copyButton } from "onward/page/copying";

export default async ({ model, t, h, saving }) => {
  await saving.settled();
  const { questions, language } = await ask(model, { kind: "questions" }, "questions");
  return [
    ({ group }) => group(["questions"], "ask.questions", chosen({ saving }, ["questions"], questions)),
    ({ heading }) => {
      const mine = saving.read("questions") || [];
      const lines = questions.filter(({ id }) => mine.includes(id)).map(({ theirs }) => theirs);
      return [
        heading(t("ask.ready.title")),
        lines.length ? h("p", {}, t("ask.ready.about")) : h("p", {}, t("ask.none")),
        lines.length ? h("div", { class: "paper", lang: language, dir: "auto" }, lines.map((each) => h("p", {}, each))) : null,
        lines.length ? copyButton({ t, h, key: "ask" }, () => lines.join("\n")) : null,
        h("p", { class: "note" }, t("ask.meet")),
      ];
    },
  ];
};
