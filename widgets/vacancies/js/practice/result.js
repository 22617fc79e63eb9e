// What she saw, and what to look at once more; then again, with other vacancies.
import { ask } from "onward/page/asking";
import { textOf } from "onward/page/text";
import { findingList } from "onward/vacancies/findings";
import { addStyle } from "onward/page/style";

export default async ({ model, t, h, saving, go }) => {
  addStyle("vacancies/board.css");
  const words = await textOf(model, "vacancies/judge", "page/walk");

  async function again(missed) {
    const ids = (saving.read("ads") || []).map(({ id }) => id);
    const past = (saving.read("past") || []).filter((each) => !ids.includes(each));
    saving.put(["past"], [...past, ...ids].slice(-100));
    saving.put(["missed"], missed.map(({ sign }) => sign));
    saving.put(["attempt"], (saving.read("attempt") || 1) + 1);
    for (const id of ids) saving.put(["ads", id], null);
    await saving.settled();
    go("test");
  }

  return [
    async ({ heading }) => {
      await saving.settled();
      const { total, seen, missed, worried } = await ask(model, { kind: "result" }, "result");
      return [
        heading(t("result.done.title")),
        h("p", {}, total ? t("result.seen", { seen, total }) : t("result.nothing")),
        missed.length ? [h("p", {}, t("result.missed")), findingList({ h }, (key) => words(`judge.${key}`), missed)] : null,
        total && !missed.length ? h("p", { class: "note good" }, t("result.all")) : null,
        worried ? h("p", { class: "note" }, t("result.worried", { count: worried })) : null,
        h("p", {}, t("result.feeling")),
        h("button", { type: "button", class: "send", onclick: () => again(missed) }, t("result.again")),
      ];
    },
  ];
};
