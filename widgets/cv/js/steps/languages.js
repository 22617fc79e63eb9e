// Languages I speak, with CEFR's levels in plain words.
import { once } from "onward/page/asking";
import { choice, select } from "onward/page/choices";
import { entries } from "onward/cv/entries";

const LEVELS = ["native", "A1", "A2", "B1", "B2", "C1", "C2"];

export default async (context) => {
  const { model, t } = context;
  const { languages } = await once(model, "choices");
  const names = new Map(languages);
  const levels = LEVELS.map((level) => [level, t(`languages.levels.${level}`), t(`languages.levels.${level}_about`)]);

  const screens = (path) => [
    (fields) => [
      fields.heading(t("languages.which.title")),
      select(fields, [...path, "language"], "languages.language", [["", t("languages.other")], ...languages]),
      fields.text([...path, "name"], "languages.name", { maxlength: 60 }),
    ],
    (fields) => choice(fields, [...path, "level"], "languages.level", levels),
  ];

  return [
    ({ heading, h }) => [
      heading(t("languages.list.title")),
      h("p", {}, t("languages.list.about")),
      entries(context, "languages", "languages", {
        fresh: { language: "", name: "", level: "" },
        screens,
        words: ({ language, name, level }) =>
          [names.get(language) || name, level && t(`languages.levels.${level}`)].filter(Boolean).join(" · "),
      }),
    ],
  ];
};
