// What the test is, and the language of its vacancies.
import { once } from "onward/page/asking";
import { choice } from "onward/page/choices";

export default async ({ model, t, h, saving }) => {
  const { languages } = await once(model, "choices");
  return [
    ({ heading }) => [heading(t("about.start.title")), h("p", {}, t("about.first")), h("p", {}, t("about.second")), h("p", {}, t("about.third"))],
    // Another language brings other vacancies.
    (fields) => choice(fields, ["language"], "about.language", languages, () => {
      for (const { id } of saving.read("ads") || []) saving.put(["ads", id], null);
    }),
  ];
};
