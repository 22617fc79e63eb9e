// The board: words and a town, more choices on demand, cards, the whole vacancy.
import { ask, once } from "onward/page/asking";
import { choice, listOf } from "onward/page/choices";
import { card, whole } from "onward/vacancies/card";
import { addStyle } from "onward/page/style";
import { wordsOf } from "onward/vacancies/wording";
import { distances } from "onward/vacancies/steps/look_for";

const DAYS = ["1", "7", "30"];
const PAGE = 10;
const KEPT = 5;
const FILTERS = ["place", "distance", "needed", "hours", "contract", "no_night", "no_experience", "days"];

export default async (context) => {
  const { model, h, saving, open } = context;
  addStyle("vacancies/board.css");
  const t = await wordsOf(model, "search", "look_for");
  const choices = await once(model, "choices");
  const wish = saving.read("wish") || {};
  const ofHerWork = async () => (await ask(model, { kind: "words" }, "words")).names[0];
  let query = {
    words: wish.words || (wish.occupation && (await ofHerWork())) || "", place: wish.place || "", distance: wish.distance || "",
    language: wish.language || "", needed: "", hours: "", contract: "", no_night: wish.night === "no", no_experience: false, days: "", sort: "best",
  };
  let results; // {query, total, cards, corrected}, kept while she reads one of them and while she types the next
  let asked = 0;

  const label = (query) => [query.words, query.place].filter(Boolean).join(" · ");

  function field(key, control) {
    control.id = `search-${key}`;
    return h("div", { class: "field" }, h("label", { for: control.id }, t(`search.${key}.label`)), control);
  }
  const line = (name, props = {}) => {
    const input = h("input", { dir: "auto", maxlength: 80, ...props, oninput: ({ target }) => (query[name] = target.value) });
    input.value = query[name];
    return input;
  };
  const list = (name, options) => listOf(options, query[name], {}, (value) => (query[name] = value));
  const box = (name, key) =>
    h("label", { class: "choice" }, h("input", { type: "checkbox", checked: query[name], onchange: ({ target }) => (query[name] = target.checked) }), h("span", {}, t(`search.${key}.label`)));

  async function fetchPage(offset, query) {
    const number = ++asked;
    const answer = await ask(model, { kind: "search", number, offset, query }, "search", { fits: (each) => each.number === number });
    return { ...answer, query };
  }

  // Searches that she keeps; those of last time only if she wants it.
  function keep(name, query) {
    const id = JSON.stringify([query.words, query.place, query.language]).replace(/[^\p{L}\p{N}]+/gu, "_");
    const list = saving.read(name) || [];
    if (name === "recent") for (const old of list.slice(0, Math.max(0, list.length - KEPT + 1))) if (old.id !== id) saving.put([name, old.id], null);
    saving.put([name, id], { ...query, id });
    saving.flush();
    return JSON.stringify([name, id]);
  }

  return [
    ({ heading, notes }) => {
      const status = h("p", { role: "status", tabindex: -1, class: "found" });
      const found = h("ul", { class: "entries" });
      const below = h("div");
      const old = h("div");

      function show() {
        const { total, cards, corrected } = results;
        status.replaceChildren(total ? t("search.found", { count: total }) : t("search.none"), corrected ? ` ${t("search.corrected", { words: corrected })}` : "");
        found.replaceChildren(...cards.map((each) => card({ t, h }, each, () => open([whole(context, each.id)]))));
        const note = h("p", { role: "status" });
        const refused = h("div", { class: "note", role: "status" });
        const keepIt = async () => {
          notes.set(keep("searches", results.query), refused);
          note.textContent = t("search.kept");
          showKept();
          await saving.settled();
          showKept(); // what was kept of it
        };
        below.replaceChildren(
          ...(cards.length < total ? [h("button", { type: "button", class: "add", onclick: showMore }, t("search.show_more"))] : []),
          h("button", { type: "button", onclick: keepIt }, t("search.keep_search")), note, refused);
      }

      async function search() {
        status.textContent = t("search.searching");
        try {
          results = await fetchPage(0, { ...query });
          const used = FILTERS.filter((each) => query[each]);
          const before = saving.read("used") || [];
          if (used.some((each) => !before.includes(each))) saving.put(["used"], [...new Set([...before, ...used])]);
          if (saving.read("keep_recent") === true && query.words) keep("recent", results.query);
          show();
          return true;
        } catch (error) {
          status.textContent = t("search.failed");
        }
      }

      // To what she asked for; a search that the page began by itself leaves her where she is.
      const searchAndGo = async () => (await search()) && status.focus();

      async function showMore({ target }) {
        target.disabled = true;
        try {
          const more = await fetchPage(results.cards.length, results.query);
          const first = results.cards.length;
          results = { ...results, cards: [...results.cards, ...more.cards] };
          show();
          found.children[first]?.querySelector("button").focus();
        } catch (error) {
          target.disabled = false;
          status.textContent = t("search.failed");
        }
      }

      function showKept() {
        const rows = (name) => (saving.read(name) || []).map((each) => h("li", { class: "row" },
          h("button", { type: "button", onclick: () => again(each) }, h("bdi", {}, label(each) || t("search.any"))),
          h("button", { type: "button", "aria-label": `${t("search.forget")}: ${label(each)}`, onclick: () => (saving.put([name, each.id], null), showKept()) }, "✕")));
        const part = (name, title) => {
          const items = rows(name);
          return items.length ? [h("h2", {}, t(title)), h("ul", { class: "entries" }, items)] : [];
        };
        old.replaceChildren(...[part("searches", "search.kept_title"), part("recent", "search.recent_title")].flat());
      }

      function again({ id, ...kept }) {
        query = { ...query, ...kept };
        results = undefined;
        context.redraw();
      }

      const remember = h("label", { class: "choice" },
        h("input", { type: "checkbox", checked: saving.read("keep_recent") === true, onchange: ({ target }) => {
          saving.put(["keep_recent"], target.checked);
          if (!target.checked) for (const each of saving.read("recent") || []) saving.put(["recent", each.id], null);
          showKept();
        } }),
        h("span", {}, t("search.recent.label"), h("small", {}, t("search.recent.why"))));

      const start = (event) => {
        if (event.key !== "Enter" || event.isComposing || !event.target.matches("input:not([type=checkbox])")) return;
        event.preventDefault();
        searchAndGo();
      };
      const any = ["", t("search.any")];
      const nodes = [
        heading(t("search.search.title")),
        h("div", { role: "search", onkeydown: start },
          field("words", line("words", { type: "search", placeholder: t("search.words.example"), enterkeyhint: "search" })),
          field("place", line("place", { placeholder: t("search.place.example") })),
          h("details", {}, h("summary", {}, t("search.more")),
            field("distance", list("distance", distances(t, t("look_for.distance.none")))),
            field("language", list("language", [["", t("search.language.any")], ...choices.languages])),
            field("needed", list("needed", [any, ...choices.languages])),
            field("hours", list("hours", [any, ...choices.hours])),
            field("contract", list("contract", [any, ...choices.contracts])),
            field("days", list("days", [["", t("search.days.any")], ...DAYS.map((each) => [each, t(`search.days.${each}`)])])),
            field("sort", list("sort", ["best", "newest"].map((each) => [each, t(`search.sort.${each}`)]))),
            box("no_night", "night"), box("no_experience", "experience"), remember)),
        h("button", { type: "button", class: "main send", onclick: searchAndGo }, t("search.button")),
        status, found, below, old,
      ];
      showKept();
      if (results) show();
      else if (query.words || query.place) search();
      return nodes;
    },
    async (fields) => {
      await saving.settled();
      const { task } = await ask(model, { kind: "task" }, "task");
      if (saving.read("task") !== task) saving.put(["task"], task);
      const saved = saving.read("saved") || [];
      const status = h("p", { role: "status", class: "found" });
      async function check() {
        await saving.settled();
        const { fits } = await ask(model, { kind: "task" }, "task");
        status.textContent = fits == null ? "" : t(`search.task.${fits ? "right" : "wrong"}`);
      }
      const options = saved.map(({ id, title, employer, place }) => [id, title, [employer, place].filter(Boolean).join(" · ")]);
      if (saving.read("task_found")) check().catch(() => {});
      return [
        fields.heading(t("search.task.title")),
        h("p", {}, t(`search.task.${task}`)),
        h("p", {}, t("search.task.how")),
        saved.length ? choice(fields, ["task_found"], "search.task", options, () => check().catch(() => {})) : null,
        status,
      ];
    },
  ];
};
