// A screen's texts: brought by the model, or static files that the page lists.
const listed = (selector) => JSON.parse(document.querySelector(selector)?.textContent || "{}");

// The URL of one of our files: in the page's JSON (#onward, "texts"), or in its import map.
export const urlOf = (name) =>
  listed("#onward").texts?.[name] || listed('script[type="importmap"]').imports?.[name];

// `await textOf(model, "cv", "page/walk")` → t("key", {count: 3}), from a folder's texts or one table of them.
export async function textOf(model, ...names) {
  const own = model.get("text");
  if (own?.phrases) return reader(own);
  const texts = await Promise.all(names.map((name) => load(name, model.get("language"))));
  return reader({ ...texts[0], phrases: Object.assign({}, ...texts.map(({ phrases }) => phrases)) });
}

async function load(name, language) {
  const [folder, table] = name.split("/");
  const file = `onward/${folder}/${["text", table, language].filter(Boolean).join(".")}`;
  return listed("#onward").first?.[file] || (await fetch(urlOf(file))).json(); // the first come with the page
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

// Adds a style sheet that a later step needs; in JupyterLab the screen has brought it along.
export function addStyle(name) {
  const url = listed("#onward").styles?.[`${name}.css`];
  if (!url || document.querySelector(`link[href="${url}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: url }));
}
