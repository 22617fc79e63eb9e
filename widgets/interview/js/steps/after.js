// After the interview: thanks, an offer, an answer to it, a no.
import { ask } from "onward/page/asking";
import { chosen } from "onward/page/chosen";
import { copyButton } from "onward/page/copying";
import { addStyle } from "onward/page/style";
import { sentencesOf } from "onward/interview/sentences";

const PARTS = ["start", "body", "end"];
const ANSWERS = ["accept", "more_time", "decline"];

export default async ({ model, t, h, saving }) => {
  addStyle("interview/interview.css");
  await saving.settled();
  const { tables } = await sentencesOf(model, ...PARTS.map((part) => `thank_${part}`), ...ANSWERS, "learn_no");
  const offered = (name) => chosen({ saving }, ["offer"], tables[name].map((row) => ({ ...row, id: `${name}.${row.id}` })));
  const part = (name) => h("fieldset", {}, h("legend", {}, t(`after.answer.${name}`)), offered(name));

  return [
    ({ heading, group }) => [
      heading(t("after.thanks.title")),
      h("p", {}, t("after.thanks.about")),
      PARTS.map((name) => group(["thanks", name], `after.thanks.${name}`, chosen({ saving }, ["thanks", name], tables[`thank_${name}`]))),
    ],
    ({ text }) => text(["thanks", "text"], "after.text", { rows: 4, maxlength: 1000 }),
    async ({ heading }) => {
      await saving.settled();
      const { lines, language } = await ask(model, { kind: "message" }, "message");
      return [
        heading(t("after.message.title")),
        lines.length
          ? [h("div", { class: "paper", lang: language, dir: "auto" }, lines.map((each) => h("p", {}, each))), copyButton({ t, h, key: "after" }, () => lines.join("\n"))]
          : h("p", {}, t("after.message.none")),
      ];
    },
    async ({ heading }) => {
      const { terms, language } = await ask(model, { kind: "terms" }, "terms");
      const row = ({ name, mine, about }) => h("details", { class: "term" }, h("summary", {}, h("bdi", { lang: language }, name)),
        mine === name ? null : h("p", {}, h("strong", {}, mine)), h("p", {}, about));
      return [heading(t("after.offer.title")), h("p", {}, t("after.offer.about")), terms.map(row), h("p", { class: "note" }, t("after.offer.wait"))];
    },
    ({ heading }) => [heading(t("after.answer.title")), h("p", {}, t("after.answer.about")), ANSWERS.map(part)],
    ({ heading }) => [
      heading(t("after.no.title")),
      h("p", {}, t("after.no.about")),
      h("fieldset", {}, h("legend", {}, t("after.no.label")), offered("learn_no")),
      h("p", {}, t("after.no.next")),
    ],
  ];
};
