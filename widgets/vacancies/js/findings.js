// What the helper found in a text: where, how serious, why it matters, what to do.
export function highlighted({ h }, text, findings) {
  const parts = [];
  let at = 0;
  for (const { start, end, severity } of findings) {
    if (start < at) continue;
    parts.push(text.slice(at, start), h("mark", { class: severity }, text.slice(start, end)));
    at = end;
  }
  return [...parts, text.slice(at)];
}

export function findingList({ h }, words, findings) {
  return h("ul", { class: "advice" }, findings.map(({ severity, name, why, do: todo, texts, remark }) =>
    h("li", { class: severity },
      h("p", { class: "small" }, words(`severity.${severity}`)),
      h("h2", {}, name),
      remark ? h("p", {}, remark) : null,
      texts.map((each) => h("blockquote", { dir: "auto" }, each)),
      h("p", {}, why),
      h("p", {}, h("strong", {}, todo)))));
}
