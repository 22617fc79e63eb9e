// The work and the language of the interview.
import { once } from "onward/page/asking";
import { choice, select } from "onward/page/choices";

export default async ({ model, t }) => {
  const { occupations, languages } = await once(model, "choices");
  return [
    (fields) => select(fields, ["job", "occupation"], "job.occupation", [["", t("job.other_work")], ...occupations]),
    (fields) => choice(fields, ["job", "language"], "job.language", languages),
  ];
};
