// A small form: the questions come as data, one a screen.
import { choice } from "onward/page/choices";
import { walk } from "onward/page/walk";

const MAX_LENGTH = { text: 120, email: 120, area: 2000 };

const question = ({ step, name, kind, options }) => (fields) => {
  const { t, text } = fields;
  const key = `${step}.${name}`;
  if (kind === "choice") return choice(fields, [name], key, options.map((each) => [each, t(`${key}.options.${each}`)]));
  const ways = { area: { rows: 8 }, email: { type: "email", autocomplete: "email", dir: "ltr" }, text: {} };
  return text([name], key, { maxlength: MAX_LENGTH[kind], ...ways[kind] });
};

function render({ model, el }) {
  const fields = model.get("fields");
  const screens = (step) => async () => ({ default: () => fields.filter((field) => field.step === step).map(question) });
  const load = (id) => (id === "hand_in" ? () => import("onward/page/hand_in") : screens(id));
  return walk({ model, el }, model.get("steps").map((id) => ({ id, load: load(id) })));
}

export default { render };
