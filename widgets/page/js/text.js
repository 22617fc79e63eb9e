// A screen's texts: brought by the model, or static files that the page lists.
const listed = (selector) => JSON.parse(document.querySelector(selector)?.textContent || "{}");

// The URL of one of our files: in the page's JSON (#onward, "texts"), or in its import map.
export const urlOf = (name) =>
  listed("#onward").texts?.[name] || listed('script[type="importmap"]').imports?.[name];

// `await textOf(model, "cv")` → t("key", {count: 3}); a part of the texts is one table of the file.
export async function textOf(model, folder, part) {
  const own = model.get("text");
  if (own?.phrases) return reader(own);
  const name = ["text", part, model.get("language")].filter(Boolean).join(".");
  return reader(await (await fetch(urlOf(`onward/${folder}/${name}`))).json());
}

export function reader({ language, direction, phrases }) {
  const plural = new Intl.PluralRules(language);
  const t = (key, values = {}) => {
    let phrase = phrases[key] ?? key;
    if (phrase.other) phrase = phrase[plural.select(values.count)] ?? phrase.other;
    return phrase.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  };
  return Object.assign(t, { language, direction, has: (key) => key in phrases });
}
