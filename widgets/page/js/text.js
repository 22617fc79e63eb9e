// A screen's texts: brought by the model, or by the page, or static files.
const { assets } = JSON.parse(document.querySelector("#onward")?.textContent || "{}");
const brought = {};

// The page's files of modules bring the texts that are needed with them.
export const bring = (texts) => Object.assign(brought, texts);

// The URL of one of our files: "cv/look.css"; none in JupyterLab and stock Voilà.
export const urlOf = (name) => assets && assets + name;

// `await textOf(model, "cv", "page/walk")` → t("key", {count: 3}), from a folder's texts or one table of them.
export async function textOf(model, ...names) {
  const own = model.get("text");
  if (own?.phrases) return reader(own);
  const texts = await Promise.all(names.map((name) => load(name, model.get("language"))));
  return reader({ ...texts[0], phrases: Object.assign({}, ...texts.map(({ phrases }) => phrases)) });
}

async function load(name, language) {
  const [folder, table] = name.split("/");
  const file = `${folder}/${["text", table, language].filter(Boolean).join(".")}`;
  return (brought[file] ||= await (await fetch(urlOf(file))).json());
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
