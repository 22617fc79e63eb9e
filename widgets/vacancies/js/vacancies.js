// The vacancy lesson: looking, reading, judging, asking, applying, keeping track. The first two steps come at once.
import lookFor from "onward/vacancies/steps/look_for";
import where from "onward/vacancies/steps/where";
import { walk } from "onward/page/walk";

const load = {
  where: async () => ({ default: where }),
  look_for: async () => ({ default: lookFor }),
  search_words: () => import("onward/vacancies/steps/search_words"),
  search: () => import("onward/vacancies/steps/search"),
  read: () => import("onward/vacancies/steps/read"),
  judge: () => import("onward/vacancies/steps/judge"),
  message: () => import("onward/vacancies/steps/message"),
  ask: () => import("onward/vacancies/steps/ask"),
  apply: () => import("onward/vacancies/steps/apply"),
  track: () => import("onward/vacancies/steps/track"),
  hand_in: () => import("onward/page/hand_in"),
};

const render = ({ model, el }) => walk({ model, el }, model.get("steps").map((id) => ({ id, load: load[id] })));

export default { render };
