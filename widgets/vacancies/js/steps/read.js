// What the words in vacancies mean.
import { ask } from "onward/page/asking";

export default async ({ model, t, h, saving }) => [
  async ({ heading }) => {
    await saving.settled();
    const { terms, language } = await ask(model, { kind: "terms" }, "terms");
    const row = ({ name, mine, about }) =>
      h("details", { class: "term" }, h("summary", {}, h("bdi", { lang: language }, name)),
        mine === name ? null : h("p", {}, h("strong", {}, mine)), h("p", {}, about));
    return [heading(t("read.terms.title")), h("p", {}, t("read.terms.about")), terms.map(row)];
  },
];
