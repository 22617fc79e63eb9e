// Questions that they may not ask, among others: she sorts them, chooses what to say, and says it aloud.
import { ask } from "onward/page/asking";
import { toggles } from "onward/page/toggles";
import { addStyle } from "onward/page/style";
import { both, sentencesOf } from "onward/interview/sentences";

export default async (context) => {
  const { model, t, h, saving, go } = context;
  addStyle("interview/interview.css");
  await saving.settled();
  const { ids, questions } = await ask(model, { kind: "sorting" }, "sorting");
  if (!saving.read("sorting")?.length) saving.put(["sorting"], ids);
  const { tables, names } = await sentencesOf(model, "react");
  const kept = (id) => (saving.read("sorted") || []).find((each) => each.id === id);

  function one(question, at) {
    const { id } = question;
    const judged = () => ask(model, { kind: "asked", id }, "asked", { fits: (answer) => answer.id === id });

    return async ({ heading }) => {
      const result = h("div", { role: "status", tabindex: -1 });
      const button = (said) => h("button", { type: "button", class: "answer", "aria-pressed": String(kept(id)?.said === said), onclick: () => say(said) }, t(`not_asked.one.${said}`));
      const buttons = ["no", "may"].map(button);

      async function say(said) {
        saving.put(["sorted", id], { first: said, ...kept(id), id, said }); // what she thought first counts
        saving.flush();
        buttons.forEach((each, place) => each.setAttribute("aria-pressed", String(["no", "may"][place] === said)));
        await tell();
        result.focus();
      }

      async function tell() {
        const { is_lawful, name, about, exception, law } = await judged();
        const { said, react } = kept(id);
        const flip = (each, isOn) => {
          saving.put(["sorted", id], { ...kept(id), react: isOn ? each : "" });
          saving.flush();
          tell();
        };
        const rows = tables.react.map((row) => ({ ...row, mine: row.mine === row.theirs ? names[row.id] : `${names[row.id]}: ${row.mine}` }));
        result.replaceChildren(...[
          h("p", { class: "note good" }, t((said === "may") === is_lawful ? "not_asked.right" : "not_asked.wrong")),
          h("h2", {}, name),
          h("p", {}, h("strong", {}, t(is_lawful ? "not_asked.allowed" : "not_asked.forbidden")), " ", about),
          exception ? h("p", {}, exception) : null,
          law ? h("p", { class: "small" }, t("not_asked.law", { name: law.name, year: law.date.slice(0, 4) }), law.is_checked ? null : [" ", t("not_asked.law_unchecked")]) : null,
          is_lawful ? null : h("fieldset", {}, h("legend", {}, t("not_asked.react.label")), h("p", {}, t("not_asked.react.about")),
            toggles(rows, { isOn: (each) => each === react, flip })),
        ].filter(Boolean));
      }

      if (kept(id)) await tell();
      return [
        heading(t("not_asked.one.title", { number: at + 1, total: ids.length })),
        h("blockquote", { class: "asked" }, both(question)),
        h("p", { id: "think" }, t("not_asked.one.label")),
        h("div", { class: "stack", role: "group", "aria-labelledby": "think" }, buttons),
        result,
      ];
    };
  }

  async function others() {
    saving.put(["sorting"], []);
    await saving.settled();
    go("not_asked");
  }

  const line = ({ name, number, hours, checked }) =>
    h("li", {}, h("strong", {}, name), " ", h("a", { href: `tel:${number.replace(/\s/g, "")}`, dir: "ltr" }, number), hours ? `, ${hours}` : "",
      h("small", {}, t("not_asked.helplines_checked", { when: new Intl.DateTimeFormat(t.language, { dateStyle: "long" }).format(new Date(checked)) })));

  return [
    ({ heading }) => [heading(t("not_asked.start.title")), ["about", "allowed", "how"].map((each) => h("p", {}, t(`not_asked.start.${each}`)))],
    ...questions.map(one),
    async ({ heading }) => {
      await saving.settled();
      const { right } = await ask(model, { kind: "sorted" }, "sorted");
      return [
        heading(t("not_asked.done.title")),
        h("p", {}, t("not_asked.done.about", { right, total: ids.length })),
        h("button", { type: "button", class: "send", onclick: others }, t("not_asked.again")),
      ];
    },
    async ({ heading }) => {
      const { helplines } = await ask(model, { kind: "help" }, "help");
      return [
        heading(t("not_asked.tell.title")),
        h("ul", {}, ["counsellor", "equality", "union"].map((each) => h("li", {}, t(`not_asked.tell.${each}`)))),
        h("p", { class: "note" }, t("not_asked.tell.note")),
        helplines.length ? [h("h2", {}, t("not_asked.helplines")), h("ul", {}, helplines.map(line))] : null,
      ];
    },
  ];
};
