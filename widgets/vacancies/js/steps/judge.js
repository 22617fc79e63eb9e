// Three vacancies to judge before she trusts one.
import { ask } from "onward/page/asking";
import { textOf } from "onward/page/text";
import { advert } from "onward/vacancies/advert";
import { addStyle } from "onward/page/style";

export default async (context) => {
  const { model, saving } = context;
  addStyle("vacancies/board.css");
  await saving.settled();
  const { ids } = await ask(model, { kind: "exercise" }, "exercise");
  for (const id of ids) if (!saving.read("judged", id)) saving.put(["judged", id], { id, marks: [], seen: false });
  const words = await textOf(model, "vacancies/judge", "page/walk");
  return ids.map((id, at) => advert(context, words, { id, path: ["judged", id], number: at + 1, total: ids.length }));
};
