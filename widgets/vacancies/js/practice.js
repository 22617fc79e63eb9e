// A test of her eyes: five vacancies that she has not seen, then what she saw.
import about from "onward/vacancies/practice/about";
import { walk } from "onward/page/walk";

const load = {
  about: async () => ({ default: about }),
  test: () => import("onward/vacancies/practice/test"),
  result: () => import("onward/vacancies/practice/result"),
  hand_in: () => import("onward/page/hand_in"),
};

const render = ({ model, el }) => walk({ model, el }, model.get("steps").map((id) => ({ id, load: load[id] })));

export default { render };
