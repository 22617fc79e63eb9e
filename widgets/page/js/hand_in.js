// Hand in: what happens next, in plain words; she may hand in again.
import { ask } from "onward/page/asking";
import { textOf } from "onward/page/text";

export default async ({ model, h, saving }) => {
  const t = await textOf(model, "page/hand_in");

  const when = (at) => new Intl.DateTimeFormat(t.language, { dateStyle: "long", timeStyle: "short" }).format(new Date(at));

  async function handIn(button, status) {
    button.disabled = true;
    status.textContent = t("hand_in.sending");
    try {
      await saving.settled();
      const { at } = await ask(model, { kind: "hand_in" }, "handed_in");
      model.set("handed_in_at", at);
      status.textContent = t("hand_in.sent", { when: when(at) });
      status.focus();
    } catch (error) {
      status.textContent = t("hand_in.failed");
    }
    button.disabled = false;
  }

  return [
    ({ heading }) => {
      const before = model.get("handed_in_at");
      const status = h("p", { class: "note good", role: "status", tabindex: -1 }, before ? t("hand_in.before", { when: when(before) }) : "");
      const button = h("button", { type: "button", class: "main send" }, t(before ? "hand_in.again" : "hand_in.button"));
      button.addEventListener("click", () => handIn(button, status));
      return [
        heading(t("hand_in.question")),
        h("p", {}, t("hand_in.about")),
        h("ol", {}, ["first", "second", "third"].map((part) => h("li", {}, t(`hand_in.next.${part}`)))),
        button,
        status,
        h("p", {}, h("a", { class: "button", href: "../home" }, t("hand_in.home"))),
      ];
    },
  ];
};
