// The words that employers use for her work, in the language of the vacancies.
import { ask } from "onward/page/asking";

export default async ({ model, t, h, saving }) => [
  async ({ heading }) => {
    await saving.settled();
    const { names, also, language, does } = await ask(model, { kind: "words" }, "words");
    const word = (each) => h("li", { lang: language, dir: "auto" }, h("strong", {}, each));
    return [
      heading(t("search_words.words.title")),
      names.length ? h("p", {}, t("search_words.words.about")) : h("p", {}, t("search_words.words.none")),
      does ? h("p", {}, does) : null,
      h("ul", {}, names.map(word)),
      also.length ? [h("h2", {}, t("search_words.words.also")), h("ul", {}, also.map(word))] : null,
    ];
  },
  ({ text }) => text(["wish", "words"], "search_words.own", { maxlength: 60 }),
];
