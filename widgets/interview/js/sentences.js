// Sentences in the employer's language with hers beside them.
import { ask } from "onward/page/asking";
import { h } from "onward/page/fields";

export const sentencesOf = (model, ...tables) =>
  ask(model, { kind: "sentences", tables }, "sentences", { fits: ({ asked }) => asked.join() === tables.join() });

// Two languages, one below the other: the employer's large, hers small.
export function both({ mine, theirs, language }, tag = "p") {
  const first = h("span", { lang: language, dir: "auto" }, theirs);
  return h(tag, { class: "both" }, first, mine && mine !== theirs ? h("small", { dir: "auto" }, mine) : null);
}

export const listOfBoth = (rows) => h("ul", { class: "sentences" }, rows.map((row) => both(row, "li")));
