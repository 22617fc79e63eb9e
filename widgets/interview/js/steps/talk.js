// A whole conversation: the employer's next words depend on what she says.
import { ask } from "onward/page/asking";
import { listOf } from "onward/page/choices";
import { addStyle } from "onward/page/style";
import { both } from "onward/interview/sentences";

const SURPRISE = "surprise";

export default async (context) => {
  const { model, t, h, saving, open, close } = context;
  addStyle("interview/interview.css");
  await saving.settled();
  const { stories, occupations, occupation } = await ask(model, { kind: "stories" }, "stories");
  let wanted = occupation;
  let story = SURPRISE;

  async function begin() {
    const isDrawn = story === SURPRISE;
    const drawn = isDrawn ? (await ask(model, { kind: "draw" }, "draw")).story : story;
    const id = String(Date.now());
    saving.put(["talks", id], { id, story: drawn, occupation: wanted, path: [], is_drawn: isDrawn });
    await saving.settled();
    open([(fields) => conversation(fields, id)]);
  }

  async function conversation({ heading }, id) {
    const log = h("ol", { class: "talk", "aria-live": "polite" });
    const below = h("div");

    async function show(isFirst) {
      const length = (saving.read("talks", id, "path") || []).length;
      const talk = await ask(model, { kind: "talk", id }, "talk", { fits: (answer) => answer.id === id && answer.length === length });
      const shown = log.children.length;
      log.append(...talk.lines.slice(shown).map(({ who, ...row }) =>
        h("li", { class: who }, h("strong", { class: "small" }, t(`talk.${who === "me" ? "me" : "employer"}`)), both({ ...row, language: talk.language }))));
      below.replaceChildren(...(talk.review ? ending(talk.review) : choices(talk.options)));
      if (!isFirst) log.lastElementChild.scrollIntoView({ block: "start" });
    }

    const choices = (options) => [h("h2", {}, t("talk.say")), h("div", { class: "stack" }, options.map((row) =>
      h("button", { type: "button", class: "answer", onclick: () => say(row.id) }, both(row, "span"))))];

    async function say(option) {
      below.querySelectorAll("button").forEach((each) => (each.disabled = true));
      saving.put(["talks", id, "path"], [...(saving.read("talks", id, "path") || []), option]);
      try {
        await saving.settled();
        await show();
        below.querySelector("button, h2")?.focus({ preventScroll: true });
      } catch (error) {
        below.replaceChildren(h("p", { role: "alert" }, t("walk.no_step")), h("button", { type: "button", onclick: () => show() }, t("walk.again")));
      }
    }

    const ending = ({ title, about, shown, to_try }) => [
      h("h2", { tabindex: -1 }, title),
      h("p", {}, about),
      shown.length ? [h("h2", {}, t("talk.result.well")), h("ul", {}, shown.map((each) => h("li", {}, each)))] : null,
      to_try ? h("div", { class: "note" }, h("h2", {}, t("talk.result.try")), h("p", {}, to_try)) : null,
      h("button", { type: "button", class: "send", onclick: close }, t("talk.again")),
    ].flat().filter(Boolean);

    await show(true);
    return [heading(t("talk.now.title")), log, below];
  }

  return [
    ({ heading }) => {
      const had = (saving.read("talks") || []).length;
      const way = ([id, name, about]) => h("label", { class: "choice" },
        h("input", { type: "radio", name: "story", value: id, checked: id === story, onchange: () => (story = id) }),
        h("span", {}, name, h("small", {}, about)));
      const ways = [[SURPRISE, t("talk.surprise"), t("talk.surprise_about")], ...stories.map(({ id, name, about }) => [id, name, about])];
      return [
        heading(t("talk.choose.title")),
        h("p", {}, t("talk.choose.about")),
        h("p", { class: "note" }, t("talk.choose.leave")),
        h("div", { class: "field" }, h("label", { for: "talk-occupation" }, t("talk.occupation.label")),
          listOf(occupations, wanted, { id: "talk-occupation" }, (value) => (wanted = value))),
        h("fieldset", {}, h("legend", {}, t("talk.story.label")), ways.map(way)),
        h("button", { type: "button", class: "main send", onclick: begin }, t("talk.begin")),
        had ? h("p", { class: "small" }, t("talk.had", { count: had })) : null,
      ];
    },
  ];
};
