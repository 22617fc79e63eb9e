// Look at it: the CV as the Word file will show it, and how it is made.
import { ask, once } from "onward/page/asking";
import { check, choice } from "onward/page/choices";
import { addStyle } from "onward/page/style";
import { textOf } from "onward/page/text";

const TAGS = { name: "h2", heading: "h3", item: "li" };

const STEP_OF = { basics: "who", wishes: "wish", work: "work", education: "learn", certificates: "learn", skills: "can", languages: "languages" };
const stepOf = ([section, name]) => (["label", "occupation"].includes(name) ? "wish" : name === "summary" ? "can" : STEP_OF[section]);

export default async ({ model, t, h, saving, go }) => {
  addStyle("cv/look.css");
  const choices = await once(model, "choices");
  const designs = ["plain", "photo"].map((design) => [design, t(`look.designs.${design}`), t(`look.designs.${design}_about`)]);

  function blockOf({ kind, text, language, aside, is_foreign: isForeign }) {
    const words = kind === "photo" ? t("look.photo") : text;
    return h(TAGS[kind] || "p", { class: kind, lang: language, dir: "auto" },
      h("span", {}, words), aside ? h("span", { class: "aside" }, aside) : null,
      isForeign ? h("small", { class: "foreign", lang: t.language, dir: t.direction }, t("look.foreign")) : null);
  }

  // What she could still do, each with the way there.
  async function remarks() {
    const advice = model.get("advice");
    const words = await textOf(model, "cv/advice");
    const button = (step) => h("button", { type: "button", onclick: () => go(step) }, t("look.go"));
    const row = ({ code, path }) =>
      h("li", {}, h("p", {}, words(`advice.${code}`)), stepOf(path) ? button(stepOf(path)) : null);
    return advice.length
      ? [h("p", {}, t("look.advice_about")), h("ul", { class: "advice" }, advice.map(row))]
      : h("p", {}, t("look.no_advice"));
  }

  async function sheet() {
    await saving.settled();
    const { blocks, language, direction } = await ask(model, { kind: "preview" }, "preview");
    const isForeign = blocks.some((block) => block.is_foreign);
    return [
      isForeign ? h("p", { class: "note" }, t("look.foreign_about")) : null,
      blocks.length > 1 || saving.read("basics", "name") ? null : h("p", {}, t("look.empty")),
      h("article", { class: "sheet", lang: language, dir: direction, "aria-label": t("look.sheet"), tabindex: 0 }, blocks.map(blockOf)),
    ];
  }

  return [
    async ({ heading }) => [heading(t("look.look.title")), await sheet()],
    async ({ heading }) => [heading(t("look.advice.title")), await remarks()],
    (fields) => choice(fields, ["settings", "language"], "look.language", choices.cv_languages),
    (fields) => choice(fields, ["settings", "design"], "look.design", designs),
    (fields) => [fields.heading(t("look.consent.title")), check(fields, ["settings", "consent"], "look.consent")],
    async ({ heading }) => [heading(t("look.again.title")), await sheet()],
  ];
};
