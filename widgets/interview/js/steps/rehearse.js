// She practises aloud: by voice, which never leaves her phone, or in writing.
import { ask } from "onward/page/asking";
import { choice } from "onward/page/choices";
import { h } from "onward/page/fields";
import { addStyle } from "onward/page/style";
import { textOf } from "onward/page/text";
import { obstacle, reasonOf, record } from "onward/interview/recording";
import { answerTo, card, helpWith, myQuestions, questionOf } from "onward/interview/questions";
import { both } from "onward/interview/sentences";

const HEARD = ["answered", "example", "calm", "enough"];
const PARTS = ["situation", "task", "action", "result"];
const SHORT = 15, LONG = 90; // seconds
let kept; // the one recording there is: its URL

function forget() {
  if (kept) URL.revokeObjectURL(kept);
  kept = undefined;
}

export default async (context) => {
  const { model, t, saving, open } = context;
  addStyle("interview/interview.css");
  const words = await textOf(model, `${model.get("lesson")}/answers`, "page/walk");
  addEventListener("pagehide", forget);

  function voice(onObstacle) {
    const status = h("p", { role: "status", class: "found" });
    const result = h("div");
    const button = h("button", { type: "button", class: "main send" }, t("rehearse.start"));
    let running, clock;

    async function begin() {
      forget();
      result.replaceChildren();
      try {
        running = await record();
      } catch (error) {
        return onObstacle(reasonOf(error));
      }
      button.textContent = t("rehearse.stop");
      status.textContent = t("rehearse.recording");
      const look = () => {
        if (!button.isConnected) return end(); // she went on: nothing records unseen
        status.textContent = `${t("rehearse.recording")} ${t("rehearse.seconds", { count: running.seconds() })}`;
      };
      clock = setInterval(look, 1000);
    }

    async function end() {
      clearInterval(clock);
      const mine = running;
      running = undefined;
      const { url, seconds } = await mine.stop();
      if (!button.isConnected) return URL.revokeObjectURL(url);
      kept = url;
      const length = seconds < SHORT ? "short" : seconds > LONG ? "long" : "good";
      status.textContent = t(`rehearse.length.${length}`);
      button.textContent = t("rehearse.again");
      const heard = (each) => h("label", { class: "choice" }, h("input", { type: "checkbox" }), h("span", {}, t(`rehearse.heard.${each}`)));
      result.replaceChildren(
        h("p", {}, t("rehearse.listen")),
        h("audio", { controls: true, src: url, "aria-label": t("rehearse.listen") }),
        h("fieldset", {}, h("legend", {}, t("rehearse.heard.label")), HEARD.map(heard)));
    }

    button.addEventListener("click", () => (running ? end() : begin()));
    return [h("p", { class: "note good" }, t("rehearse.private")), button, status, result];
  }

  function writing(path, { text }, note) {
    const field = text([...path, "written"], "rehearse.written", { rows: 8, maxlength: 2000 });
    const control = field.querySelector("textarea");
    const prepared = PARTS.map((name) => saving.read(...path, name)).filter(Boolean).join(" ");
    const take = () => {
      control.value = prepared;
      saving.put([...path, "written"], prepared);
    };
    const result = h("div", { role: "status", tabindex: -1 });

    async function look() {
      result.textContent = t("rehearse.looking");
      try {
        await saving.settled();
        const { remarks } = await ask(model, { kind: "remarks", id: path[1] }, "remarks", { fits: (answer) => answer.id === path[1] });
        result.replaceChildren(...shown(remarks));
      } catch (error) {
        result.textContent = t("walk.no_step");
      }
      result.focus();
    }

    const shown = (remarks) => remarks.length
      ? [h("h2", {}, t("rehearse.remarks.title")), h("ul", { class: "remarks" }, remarks.map(({ code, quote }) =>
          h("li", {}, h("p", {}, t(`rehearse.remark.${code}`)), quote ? h("small", {}, t("rehearse.quote", { words: quote })) : null)))]
      : [h("p", { class: "note good" }, t("rehearse.fine"))];

    return [
      note ? h("p", { class: "note", role: "alert" }, t(`rehearse.microphone.${note}`)) : null,
      field,
      h("div", { class: "stack" },
        prepared && !control.value ? h("button", { type: "button", onclick: take }, t("rehearse.written.take")) : null,
        h("button", { type: "button", class: "main", onclick: look }, t("rehearse.look"))),
      result,
    ];
  }

  function begin(id) {
    const path = answerTo(saving, id);
    let how = "voice";
    let note = obstacle();
    const answer = async (fields) => {
      forget();
      const question = await questionOf(model, id);
      const title = fields.heading(both(question, "span"));
      const place = h("div");
      const show = () => place.replaceChildren(...(how === "voice" && !note ? voice(blocked) : writing(path, fields, note)).flat().filter(Boolean));
      const blocked = (reason) => {
        note = reason;
        how = "write";
        show();
      };
      const way = (each) => h("label", { class: "choice" },
        h("input", { type: "radio", name: "how", value: each, checked: each === (note ? "write" : how), onchange: () => ((how = each), (note = each === "voice" ? obstacle() : ""), show()) }),
        h("span", {}, t(`rehearse.how.${each}`), h("small", {}, t(`rehearse.how.${each}_about`))));
      show();
      return [
        title,
        h("details", {}, h("summary", {}, words("answers.question.good")), helpWith(words, { ...question, why: "" })),
        h("fieldset", {}, h("legend", {}, t("rehearse.how.label")), ["voice", "write"].map(way)),
        place,
      ];
    };
    open([answer]);
  }

  return [
    async ({ heading }) => {
      forget();
      await saving.settled();
      const { questions } = await myQuestions(model);
      return [
        heading(t("rehearse.list.title")),
        h("p", {}, t("rehearse.list.about")),
        h("ul", { class: "entries" }, questions.map((each) => card(t, each, "rehearse.practise", () => begin(each.id)))),
      ];
    },
  ];
};
