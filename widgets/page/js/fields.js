// Native controls for one record: a big question, an example, a reason, and what we say kindly about the answer.
export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") node.addEventListener(name.slice(2), value);
    else if (value != null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat(9).filter((child) => child != null));
  return node;
}

export const idOf = (path) => `q-${path.join("-")}`;
const keyOf = (path) => JSON.stringify(path);

// `t` are the screen's texts; `notes` maps a path to the place for what we say about its answer.
export function createFields({ t, saving }) {
  let hasHeading = false;
  const notes = new Map();

  // The first question of a screen that has no title of its own is the screen's heading.
  function heading(text) {
    if (hasHeading) return text;
    hasHeading = true;
    return h("h1", { tabindex: -1 }, text);
  }

  function around(path, key) {
    const id = idOf(path);
    const more = (name) => t.has(`${key}.${name}`);
    const example = more("example") ? h("p", { class: "example", id: `${id}-example` }, t(`${key}.example`)) : null;
    const why = more("why")
      ? h("details", {}, h("summary", {}, t("walk.why")), h("p", {}, t(`${key}.why`)))
      : null;
    const note = h("div", { class: "note", role: "status", id: `${id}-note` });
    notes.set(keyOf(path), note);
    const described = [example?.id, note.id].filter(Boolean).join(" ");
    return { id, example, why, note, described };
  }

  function line(path, key, make) {
    const { id, example, why, note, described } = around(path, key);
    const label = h("label", { for: id }, t(`${key}.label`));
    const title = hasHeading ? label : h("h1", { tabindex: -1 }, label);
    hasHeading = true;
    return h("div", { class: "field" }, title, example, make(id, described), note, why);
  }

  function group(path, key, children, props = {}) {
    const { example, why, note, described } = around(path, key);
    const legend = h("legend", {}, heading(t(`${key}.label`)));
    return h("fieldset", { "aria-describedby": described, ...props }, legend, example, children, note, why);
  }

  function text(path, key, props = {}) {
    const oninput = ({ target }) => saving.put(path, target.value.trim() ? target.value : "");
    return line(path, key, (id, described) => {
      const control = h(props.rows ? "textarea" : "input", { id, "aria-describedby": described, dir: "auto", oninput, ...props });
      control.value = saving.read(...path) ?? "";
      return control;
    });
  }

  return { text, line, group, around, heading, notes };
}
