// She reads a vacancy and touches what worries her; then she sees what the helper found, with reasons.
import { ask } from "onward/page/asking";
import { findingList } from "onward/vacancies/findings";
import { addStyle } from "onward/vacancies/style";

export default async ({ model, t, h, saving, redraw }) => {
  addStyle("vacancies/vacancies.css");
  await saving.settled();
  let { ids } = await ask(model, { kind: "exercise" }, "exercise");
  for (const id of ids) if (!saving.read("judged", id)) saving.put(["judged", id], { id, marks: [], seen: false });

  const advert = (id, at) => async ({ heading, h }) => {
    const { title, language, pieces } = await ask(model, { kind: "pieces", id }, "pieces", { fits: (answer) => answer.id === id });
    const marks = () => saving.read("judged", id)?.marks || [];
    const status = h("div", { role: "status", tabindex: -1 });

    function flip(number, button) {
      const isOn = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", isOn);
      const others = marks().filter((each) => each !== number);
      saving.put(["judged", id, "marks"], isOn ? [...others, number] : others);
    }

    async function look() {
      saving.put(["judged", id, "seen"], true);
      await saving.settled();
      const { findings, touched } = await ask(model, { kind: "judged", id }, "judged", { fits: (answer) => answer.id === id });
      const words = (key) => t(`judge.${key}`);
      const told = findings.map((each) => ({ ...each, name: `${each.name}. ${t(each.is_seen ? "judge.good_eye" : "judge.missed")}` }));
      status.replaceChildren(
        ...(told.length ? [findingList({ h }, words, told)] : [h("p", { class: "note good" }, t("judge.none_real"))]),
        ...touched.map((text) => h("div", { class: "note" }, h("blockquote", { dir: "auto" }, text), h("p", {}, t("judge.only_you")))));
      status.focus();
    }

    const piece = ({ number, text }) => {
      const button = h("button", { type: "button", "aria-pressed": String(marks().includes(number)) }, text);
      button.addEventListener("click", () => flip(number, button));
      return button;
    };
    if (saving.read("judged", id)?.seen) look().catch(() => {});
    return [
      heading(t("judge.ad.title")),
      h("p", {}, t("judge.ad.about")),
      h("p", { class: "small" }, t("judge.ad.number", { number: at + 1, total: ids.length })),
      h("h2", { lang: language, dir: "auto" }, title),
      h("div", { class: "pieces", lang: language, dir: "auto" }, pieces.map(piece)),
      h("button", { type: "button", class: "send", onclick: () => look().catch(() => (status.textContent = t("walk.no_step"))) }, t("judge.look")),
      status,
    ];
  };

  return ids.map(advert);
};
