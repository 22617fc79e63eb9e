// Screens to read: a heading and some sentences, each a thought of its own.
import { h } from "onward/page/fields";

export const page = (t, key, parts) => ({ heading }) => [
  heading(t(`${key}.title`)),
  parts.map((part) => h("p", {}, t(`${key}.${part}`))),
];

// Things to touch that are named in the texts alone.
export const named = (t, key, ids) => ids.map((id) => [id, t(`${key}.${id}`)]);
