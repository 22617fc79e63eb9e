// What I want: where, in which language, which work, when.
import { once } from "onward/page/asking";
import { choice, select } from "onward/page/choices";
import { date } from "onward/cv/dates";
import { toggles } from "onward/page/toggles";

export default async ({ model, t, saving }) => {
  const choices = await once(model, "choices");
  const none = ["", t("wish.none")];
  return [
    (fields) => select(fields, ["settings", "country"], "wish.country", [none, ...choices.countries]),
    (fields) => choice(fields, ["settings", "language"], "wish.language", choices.cv_languages),
    (fields) => [
      fields.heading(t("wish.work.title")),
      select(fields, ["basics", "occupation"], "wish.occupation", [["", t("wish.other_work")], ...choices.occupations]),
      fields.text(["basics", "label"], "wish.label", { maxlength: 80 }),
    ],
    ({ group }) => group(["wishes", "hours"], "wish.hours", toggles(choices.hours, {
      isOn: (id) => (saving.read("wishes", "hours") || []).includes(id),
      flip: (id, isOn) => {
        const others = (saving.read("wishes", "hours") || []).filter((each) => each !== id);
        saving.put(["wishes", "hours"], isOn ? [...others, id] : others);
      },
    })),
    (fields) => {
      const isNow = () => saving.read("wishes", "start") === "now";
      const show = () => (later.hidden = isNow());
      const start = choice(fields, ["wishes", "start"], "wish.start", [...choices.start, ["", t("wish.not_now")]], show);
      const later = date(fields, ["wishes", "start"], "wish.later");
      if (!isNow()) start.querySelector('[value=""]').checked = true;
      show();
      return [start, later];
    },
    ({ text }) => text(["wishes", "text"], "wish.text", { rows: 4, maxlength: 600 }),
  ];
};
