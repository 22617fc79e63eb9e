// Before she goes: what to take along, the way, a safe place, phone and video.
import { chosen } from "onward/page/chosen";
import { addStyle } from "onward/page/style";
import { named, page } from "onward/interview/pages";
import { listOfBoth, sentencesOf } from "onward/interview/sentences";

const BRING = ["cv", "papers", "permit", "notes", "address", "phone"];
const PLACE = ["public", "day", "firm", "counsellor", "way_back"];
const CALLS = ["quiet", "background", "light", "try", "charged", "name"];

export default async ({ model, t, h, saving }) => {
  addStyle("interview/interview.css");
  const list = ({ heading, group }, name, ids, key = `before.${name}`) => [
    heading(t(`${key}.title`)),
    h("p", {}, t(`${key}.about`)),
    group([name], key, chosen({ saving }, [name], named(t, key, ids))),
  ];

  return [
    (fields) => list(fields, "bring", BRING),
    page(t, "before.way", ["clothes", "try", "late"]),
    page(t, "before.arrive", ["early", "hello", "look", "hand"]),
    (fields) => [list(fields, "place", PLACE), h("p", { class: "note" }, t("before.place.note"))],
    (fields) => list(fields, "calls", CALLS),
    async ({ heading }) => {
      await saving.settled();
      const { tables } = await sentencesOf(model, "phone");
      return [heading(t("before.lines.title")), h("p", {}, t("before.lines.about")), listOfBoth(tables.phone)];
    },
  ];
};
