// A vacancy or a message that she received: she puts the text in, and sees its signs.
import { ask, once } from "onward/page/asking";
import { choice } from "onward/page/choices";
import { textOf } from "onward/page/text";
import { findingList, highlighted } from "onward/vacancies/findings";
import { addStyle } from "onward/page/style";

export default async (context) => {
  const { model, t, h, saving } = context;
  addStyle("vacancies/board.css");
  const choices = await once(model, "choices");
  const words = await textOf(model, "vacancies/judge", "page/walk");
  const severity = (key) => words(`judge.${key}`);

  return [
    (fields) => [
      fields.heading(t("message.paste.title")),
      h("p", {}, t("message.paste.about")),
      fields.text(["message", "text"], "message.text", { rows: 8, maxlength: 10000 }),
      choice(fields, ["message", "kind"], "message.kind", ["ad", "message"].map((each) => [each, t(`message.kind.${each}`)])),
      choice(fields, ["message", "language"], "message.language", choices.checked),
    ],
    async ({ heading }) => {
      await saving.settled();
      const text = saving.read("message", "text") || "";
      if (!text.trim()) return [heading(t("message.empty"))];
      const { findings, spans, language, helplines } = await ask(model, { kind: "signs" }, "signs");
      const next = ["answer", "keep", "counsellor", "police"].map((each) => h("li", {}, t(`message.next.${each}`)));
      const line = ({ name, number, hours, checked }) =>
        h("li", {}, h("strong", {}, name), " ", h("a", { href: `tel:${number.replace(/\s/g, "")}`, dir: "ltr" }, number), hours ? `, ${hours}` : "",
          h("small", {}, t("message.helplines_checked", { when: new Intl.DateTimeFormat(t.language, { dateStyle: "long" }).format(new Date(checked)) })));
      const none = () => t(language ? "message.none" : "message.unread");
      return [
        heading(findings.length ? t("message.found", { count: findings.length }) : none()),
        h("div", { class: "paper", dir: "auto", lang: language || null }, h("p", {}, highlighted({ h }, text, spans))),
        findings.length ? findingList({ h }, severity, findings, language) : null,
        h("h2", {}, t("message.next.title")),
        h("ul", {}, next),
        helplines.length ? [h("h2", {}, t("message.helplines")), h("ul", {}, helplines.map(line))] : null,
      ];
    },
  ];
};
