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
    const keep = (value) => () => {
      box.remove();
      settle(saving, conflict, value);
      redraw();
    };
    const option = (key, value) =>
      h("button", { type: "button", onclick: keep(value) },
        h("small", {}, t(`conflict.${key}`)), h("bdi", {}, words(value, t)));
    box.append(h("h2", {}, t("conflict.title")), h("p", {}, t("conflict.about")),
      option("mine", conflict.mine), option("theirs", conflict.theirs));
    root.before(box); // it stays until she has chosen, on whichever screen she is
    box.focus();
  }
}

// An entry that the other page removed is put back as a whole when she keeps her version of a part of it.
function settle(saving, { path, mine, theirs }, value) {
  const entry = path.slice(0, 2);
  const isGone = path.length > 2 && theirs == null;
  if (!isGone) saving.put(path, value);
  else saving.put(entry, value === mine ? saving.read(...entry) : null);
  saving.flush();
}
