// A vacancy as a card in a list, and whole.
import { ask } from "onward/page/asking";
import { wordsOf } from "onward/vacancies/wording";

const MARKED = "practice";
const LONGEST = 200; // letters that a record keeps of a text that is not hers

export const age = (t, days) => (days ? t("search.days_ago", { count: days }) : t("search.today"));

export function card({ t, h }, posting, onclick) {
  const { title, employer, place, pay, hours, days, source, language } = posting;
  return h("li", { class: "entry vacancy" },
    h("h2", { lang: language, dir: "auto" }, title),
    h("p", { lang: language, dir: "auto" }, [employer || t("search.no_employer"), place].filter(Boolean).join(" · ")),
    h("p", { class: "small" }, [hours, h("span", { lang: language, dir: "auto" }, pay), age(t, days)].filter(Boolean).flatMap((each, at) => (at ? [" · ", each] : [each]))),
    source === MARKED ? h("p", { class: "small tag" }, t("search.practice")) : null,
    readButton({ t, h }, title, onclick));
}

export const readButton = ({ t, h }, title, onclick) =>
  h("button", { type: "button", onclick, "aria-label": t("search.open_named", { title }) }, t("search.open"));

const short = (text) => [...(text || "")].slice(0, LONGEST).join("");

// One screen with the whole vacancy; it is opened above the list.
export function whole(context, id) {
  const { model, h, saving, open } = context;
  return async ({ heading }) => {
    const t = await wordsOf(model, "search");
    const { posting, like } = await ask(model, { kind: "posting", id }, "posting", { fits: (answer) => answer.id === id });
    if (!posting) return [heading(t("search.none"))];
    const { title, employer, place, text, language, facts, codes, days, source, contact } = posting;
    const status = h("p", { class: "note good", role: "status" });
    const button = h("button", { type: "button", class: "main", onclick: flip });
    const isSaved = () => (saving.read("saved") || []).some((each) => each.id === id);

    function say() {
      button.textContent = t(isSaved() ? "search.unsave" : "search.save");
      status.textContent = isSaved() ? t("search.saved") : "";
    }
    function flip() {
      saving.put(["saved", id], isSaved() ? null : { id, title: short(title), employer: short(employer), place: short(place), language, ...codes, state: "saved", date: "", note: "" });
      saving.flush();
      say();
    }
    say();
    return [
      heading(h("bdi", { lang: language }, title)),
      h("p", {}, h("bdi", { lang: language }, [employer || t("search.no_employer"), place].filter(Boolean).join(" · ")), " · ", age(t, days)),
      source === MARKED ? h("p", { class: "small tag" }, t("search.practice")) : null,
      h("dl", { class: "facts" }, facts.map(([name, value]) => [h("dt", {}, name), h("dd", { dir: "auto" }, value)])),
      h("div", { class: "paper", lang: language, dir: "auto" }, text.split(/\n{2,}/).map((part) => h("p", {}, part.trim()))),
      contact ? h("p", {}, h("strong", {}, t("search.contact")), " ", h("bdi", {}, contact)) : null,
      h("p", { class: "note" }, t("search.check")),
      button,
      status,
      like.length ? [h("h2", {}, t("search.like")), h("ul", { class: "entries" },
        like.map((each) => card({ t, h }, each, () => open([whole(context, each.id)]))))] : null,
    ];
  };
}
