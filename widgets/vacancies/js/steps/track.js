// Saved → applied → invited → answer, with dates and what comes next.
import { choice } from "onward/page/choices";
import { readButton, whole } from "onward/vacancies/card";
import { addStyle } from "onward/page/style";
import { wordsOf } from "onward/vacancies/wording";

const LAST_DAY = "2099-12-31"; // else a browser takes years of six digits
const STATES = ["saved", "applied", "interview", "answer_yes", "answer_no"];

export default async (context) => {
  const { model, t, h, saving, open, redraw } = context;
  addStyle("vacancies/board.css");
  const ofVacancies = await wordsOf(model, "search");

  const screens = (id) => [
    (fields) => choice(fields, ["saved", id, "state"], "track.state", STATES.map((each) => [each, t(`track.state.${each}`)])),
    ({ text }) => [
      text(["saved", id, "date"], "track.date", { type: "date", max: LAST_DAY }),
      text(["saved", id, "note"], "track.note", { rows: 3, maxlength: 300 }),
    ],
  ];

  return [
    ({ heading }) => {
      const saved = saving.read("saved") || [];
      const day = (date) => {
        const noon = new Date(`${date}T12:00`);
        return isNaN(noon) ? date : new Intl.DateTimeFormat(t.language, { dateStyle: "medium" }).format(noon);
      };
      const row = ({ id, title, employer, place, language, state, date, note }) => h("li", { class: "entry" },
        h("bdi", { lang: language }, [title, employer, place].filter(Boolean).join(" · ")),
        h("p", {}, h("strong", {}, t(`track.state.${state}`)), date ? ` · ${day(date)}` : ""),
        note ? h("p", { dir: "auto" }, note) : null,
        h("p", { class: "small" }, t(`track.next.${state}`)),
        h("div", { class: "row" },
          h("button", { type: "button", "aria-label": t("walk.change_named", { name: title }), onclick: () => open(screens(id)) }, t("walk.change")),
          readButton({ t: ofVacancies, h }, title, () => open([whole(context, id)])),
          h("button", { type: "button", "aria-label": t("walk.remove_named", { name: title }), onclick: () => (saving.put(["saved", id], null), saving.flush(), redraw()) }, t("walk.remove"))));
      return [
        heading(t("track.list.title")),
        h("p", {}, t(saved.length ? "track.list.about" : "track.none")),
        h("ul", { class: "entries" }, saved.map(row)),
      ];
    },
  ];
};
