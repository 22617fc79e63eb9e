// What she looks for: taken from her CV where she made one.
import { once } from "onward/page/asking";
import { choice, select } from "onward/page/choices";
import { chosen } from "onward/page/chosen";

const DISTANCES = [10, 30, 50, 100];

export const distances = (t, none) => [["", none], ...DISTANCES.map((km) => [String(km), t("look_for.distance.km", { km })])];

export default async ({ model, t, saving }) => {
  const choices = await once(model, "choices");
  return [
    (fields) => select(fields, ["wish", "occupation"], "look_for.occupation", [["", t("look_for.other_work")], ...choices.occupations]),
    (fields) => [
      fields.text(["wish", "place"], "look_for.place", { maxlength: 60 }),
      select(fields, ["wish", "distance"], "look_for.distance", distances(t, t("look_for.distance.none"))),
    ],
    (fields) => choice(fields, ["wish", "language"], "look_for.language", choices.languages),
    (fields) => [
      fields.group(["wish", "hours"], "look_for.hours", chosen({ saving }, ["wish", "hours"], choices.hours)),
      choice(fields, ["wish", "night"], "look_for.night", ["yes", "no"].map((each) => [each, t(`look_for.night.${each}`)])),
    ],
  ];
};
