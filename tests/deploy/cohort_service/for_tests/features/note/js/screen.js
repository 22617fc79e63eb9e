// A screen with one field, for the tests of the page.
import { createSaving } from "onward/page/saving";
import { textOf } from "onward/page/text";

async function render({ model, el }) {
  const t = await textOf(model, "note");
  const saving = createSaving(model, el);
  el.innerHTML = "<h1></h1><label><span></span><br><textarea></textarea></label>";
  el.querySelector("h1").textContent = t("title");
  el.querySelector("span").textContent = t("label");
  const field = el.querySelector("textarea");
  field.value = saving.read("words") || "";
  field.addEventListener("input", () => saving.put(["words"], field.value));
  return saving.stop;
}

export default { render };
