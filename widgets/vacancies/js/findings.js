// What the helper found in a text: where, how serious, why it matters, what to do. Places count whole characters: 😀 is one.
export function highlighted({ h }, text, findings) {
  const letters = [...text];
  const part = (start, end) => letters.slice(start, end).join("");
  const parts = [];
  let at = 0;
  for (const { start, end, severity } of findings) {
    if (start < at) continue;
    parts.push(part(at, start), h("mark", { class: severity }, part(start, end)));
    at = end;
  }
  return [...parts, part(at)];
}

// `language` is the text's.
export function findingList({ h }, words, findings, language) {
  return h("ul", { class: "advice" }, findings.map(({ severity, name, why, do: todo, texts, remark }) =>
    h("li", { class: severity },
      h("p", { class: "small" }, words(`severity.${severity}`)),
      h("h2", {}, name),
      remark ? h("p", {}, remark) : null,
      texts.map((each) => h("blockquote", { dir: "auto", lang: language }, each)),
      h("p", {}, why),
      h("p", {}, h("strong", {}, todo)))));
}
