// Copies a text, and says whether that worked; on some phones only her finger can.
export function copyButton({ t, h, key }, textOf) {
  const status = h("p", { class: "note good", role: "status" });
  async function copy() {
    try {
      await navigator.clipboard.writeText(textOf());
      status.textContent = t(`${key}.copied`);
    } catch (error) {
      status.textContent = t.has(`${key}.copy_failed`) ? t(`${key}.copy_failed`) : t("walk.no_step");
    }
  }
  return [h("button", { type: "button", class: "main", onclick: copy }, t(`${key}.copy`)), status];
}
