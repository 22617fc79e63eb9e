// The vacancies of this attempt, one a screen.
import { ask } from "onward/page/asking";
import { textOf } from "onward/page/text";
import { advert } from "onward/vacancies/advert";
import { addStyle } from "onward/page/style";

export default async (context) => {
  const { model, saving } = context;
  addStyle("vacancies/board.css");
  const words = await textOf(model, "vacancies/judge", "page/walk");
  await saving.settled();
  let ids = (saving.read("ads") || []).map(({ id }) => id);
  if (!ids.length) {
    ({ ids } = await ask(model, { kind: "draw" }, "draw"));
    for (const id of ids) saving.put(["ads", id], { id, marks: [], seen: false });
    saving.flush();
  }
  return ids.map((id, at) => advert(context, words, { id, path: ["ads", id], number: at + 1, total: ids.length }));
};
