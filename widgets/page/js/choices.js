// Controls to choose with; the first screens do without. `fields` are a screen's (see fields.js).
import { h, idOf } from "onward/page/fields";

// `options` are [value, words]; the empty value stands for no answer.
export function select({ saving, line }, path, key, options) {
  const put = (value) => saving.put(path, value);
  return line(path, key, (id, described) =>
    listOf(options, saving.read(...path) ?? "", { id, "aria-describedby": described }, put));
}

export function listOf(options, now, props, choose) {
  const onchange = ({ target }) => choose(target.value);
  return h("select", { ...props, onchange },
    options.map(([value, words]) => h("option", { value, selected: value === now }, words)));
}

// `options` are [value, words, more]; `then` hears what she chose.
export function choice({ saving, group }, path, key, options, then) {
  const now = saving.read(...path);
  const row = ([value, words, more]) => {
    const onchange = () => {
      saving.put(path, value);
      then?.(value);
    };
    return h("label", { class: "choice" },
      h("input", { type: "radio", name: idOf(path), value, checked: value === now, onchange }),
      h("span", {}, words, more ? h("small", {}, more) : null));
  };
  return group(path, key, options.map(row));
}

export function check({ t, saving, around }, path, key, then) {
  const { id, why, note, described } = around(path, key);
  const onchange = ({ target }) => {
    saving.put(path, target.checked);
    then?.(target.checked);
  };
  const checked = saving.read(...path) === true;
  const box = h("input", { type: "checkbox", id, checked, "aria-describedby": described, onchange });
  return h("div", { class: "field" }, h("label", { class: "choice" }, box, h("span", {}, t(`${key}.label`))), note, why);
}
