// Two versions of her words, from two open pages: she sees both and chooses.
import { h } from "onward/page/fields";
import { textOf } from "onward/page/text";

const words = (value, t) => {
  if (value == null || value === "") return t("conflict.nothing");
  if (typeof value === "boolean") return t(`conflict.${value ? "yes" : "no"}`);
  if (typeof value !== "object") return String(value);
  const parts = Object.entries(value).filter(([key, part]) => key !== "id" && key !== "kind" && typeof part === "string");
  return parts.map(([, part]) => part).filter(Boolean).join(" · ");
};

export async function choose({ model, root, saving, conflicts, redraw }) {
  const t = await textOf(model, "page/conflict");
  for (const conflict of conflicts) {
    const box = h("div", {
      class: "lesson conflict", role: "alertdialog", lang: t.language, dir: t.direction,
      "aria-label": t("conflict.title"), tabindex: -1,
    });
    const keep = (isMine) => () => {
      box.remove();
      settle(saving, conflict, isMine);
      redraw();
    };
    const option = (key) =>
      h("button", { type: "button", onclick: keep(key === "mine") },
        h("small", {}, t(`conflict.${key}`)), h("bdi", {}, words(conflict[key], t)));
    box.append(h("h2", {}, t("conflict.title")), h("p", {}, t("conflict.about")),
      option("mine"), option("theirs"));
    root.before(box); // it stays until she has chosen, on whichever screen she is
    box.focus();
  }
}

// An entry that the other page removed is put back as a whole when she keeps her version of a part of it.
// Hers is what is on the screen by then: she may have typed on.
function settle(saving, { path, theirs }, isMine) {
  const entry = path.slice(0, 2);
  const isGone = path.length > 2 && theirs == null;
  if (!isGone) saving.put(path, isMine ? saving.read(...path) ?? null : theirs);
  else saving.put(entry, isMine ? saving.read(...entry) : null);
  saving.flush();
}
