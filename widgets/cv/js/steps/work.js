// What I have done: with pay, without pay, at home, in any country.
import { ask, once } from "onward/page/asking";
import { choice, select } from "onward/page/choices";
import { entries, period } from "onward/cv/entries";
import { toggles } from "onward/page/toggles";

const fresh = { kind: "paid", position: "", occupation: "", employer: "", town: "", country: "", start: "", end: "", current: false, phrases: [], text: "" };

export default async (context) => {
  const { model, t, saving } = context;
  const choices = await once(model, "choices");
  const occupations = new Map(choices.occupations);
  const kinds = ["paid", "unpaid", "home"].map((kind) => [kind, t(`work.kinds.${kind}`), t(`work.kinds.${kind}_about`)]);

  const words = ({ position, occupation, employer, kind }) =>
    [position || occupations.get(occupation) || (kind === "home" ? t("work.kinds.home") : ""), employer].filter(Boolean).join(" · ");

  async function tasks({ group, text, heading }, path) {
    const occupation = saving.read(...path, "occupation");
    const isThese = (answer) => answer.occupation === occupation;
    const { tasks } = await ask(model, { kind: "phrases", occupation }, "phrases", { fits: isThese });
    const chosen = () => saving.read(...path, "phrases") || [];
    const flip = (id, isOn) => {
      const others = chosen().filter((each) => each !== id);
      saving.put([...path, "phrases"], isOn ? [...others, id] : others);
    };
    return [
      heading(t("work.tasks.title")),
      tasks.length ? group([...path, "phrases"], "work.phrases", toggles(tasks, { isOn: (id) => chosen().includes(id), flip })) : null,
      text([...path, "text"], "work.text", { rows: 4, maxlength: 800 }),
    ];
  }

  const screens = (path) => {
    const at = (name) => [...path, name];
    return [
      (fields) => choice(fields, at("kind"), "work.kind", kinds),
      (fields) => [
        fields.heading(t("work.what.title")),
        select(fields, at("occupation"), "work.occupation", [["", t("work.other_work")], ...choices.occupations]),
        fields.text(at("position"), "work.position", { maxlength: 80 }),
      ],
      (fields) => [
        fields.heading(t("work.where.title")),
        fields.text(at("employer"), "work.employer", { maxlength: 80 }),
        fields.text(at("town"), "work.town", { maxlength: 80 }),
        select(fields, at("country"), "work.country", [["", t("work.no_country")], ...choices.countries]),
      ],
      (fields) => [
        fields.heading(t("work.when.title")),
        period(fields, at, "work"),
      ],
      (fields) => tasks(fields, path),
    ];
  };

  return [
    ({ heading, h }) => [
      heading(t("work.list.title")),
      h("p", {}, t("work.list.about")),
      entries(context, "work", "work", { fresh, screens, words }),
    ],
  ];
};
