// An application: phrases in the employer's language, her own words; as text and as a Word file.
import { ask } from "onward/page/asking";
import { fetchFile } from "onward/page/files";
import { choice } from "onward/page/choices";
import { chosen } from "onward/page/chosen";
import { copyButton } from "onward/page/copying";
import { addStyle } from "onward/page/style";

const PARTS = ["start", "me", "time", "ask", "end"];

export default async (context) => {
  const { model, t, h, saving, open, go } = context;
  addStyle("vacancies/board.css");

  function screens(id) {
    const path = ["letters", id];
    const fits = (answer) => answer.id === id;

    const phrases = async ({ heading, group }) => {
      await saving.settled();
      const { parts } = await ask(model, { kind: "sentences", id }, "sentences", { fits });
      return [
        heading(t("apply.phrases.title")),
        PARTS.map((part) => group([...path, part], `apply.phrases.${part}`, chosen({ saving }, [...path, part], parts[part]))),
      ];
    };

    const sheet = async ({ heading }) => {
      await saving.settled();
      const { lines, language } = await ask(model, { kind: "letter", id }, "letter", { fits });
      const status = h("p", { class: "note", role: "status" });
      async function word() {
        status.textContent = t("apply.making");
        try {
          const name = await fetchFile(model, { kind: "word", id }, fits);
          status.textContent = t("apply.made", { name });
        } catch (error) {
          status.textContent = t("apply.failed");
        }
      }
      const sent = h("p", { class: "note good", role: "status" });
      function markSent() {
        saving.put(["saved", id, "state"], "applied");
        saving.put(["saved", id, "date"], new Date().toLocaleDateString("sv"));
        saving.flush();
        sent.textContent = t("apply.sent_done");
      }
      return [
        heading(t("apply.sheet.title")),
        h("p", {}, t("apply.sheet.about")),
        h("div", { class: "paper", lang: language, dir: "auto" }, lines.map((each) => h("p", {}, each))),
        copyButton({ t, h, key: "apply" }, () => lines.join("\n\n")),
        h("button", { type: "button", class: "send", onclick: word }, t("apply.word")),
        status,
        h("button", { type: "button", class: "send", onclick: markSent }, t("apply.sent")),
        sent,
      ];
    };

    return [
      (fields) => choice(fields, [...path, "form"], "apply.form", ["message", "letter"].map((each) => [each, t(`apply.form.${each}`), t(`apply.form.${each}_about`)])),
      phrases,
      ({ text }) => text([...path, "text"], "apply.text", { rows: 6, maxlength: 1500 }),
      sheet,
    ];
  }

  function begin(id) {
    if (!(saving.read("letters") || []).some((each) => each.id === id)) {
      saving.put(["letters", id], { id, form: "message", start: ["hello", "read", "interested"], me: [], time: [], ask: ["meet"], end: ["cv", "thanks", "regards", "name"], text: "" });
    }
    open(screens(id));
  }

  return [
    ({ heading }) => {
      const saved = saving.read("saved") || [];
      const row = ({ id, title, employer, place, language }) => h("li", { class: "entry" },
        h("bdi", { lang: language }, [title, employer, place].filter(Boolean).join(" · ")),
        h("button", { type: "button", onclick: () => begin(id) , "aria-label": t("apply.write_named", { title }) }, t("apply.write")));
      return [
        heading(t("apply.which.title")),
        h("p", {}, t(saved.length ? "apply.which.about" : "apply.which.none")),
        saved.length ? h("ul", { class: "entries" }, saved.map(row)) : h("button", { type: "button", onclick: () => go("search") }, t("apply.search")),
      ];
    },
  ];
};
