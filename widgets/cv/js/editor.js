// The CV lesson: its steps, the first two at once, the others when she comes to them.
import who from "onward/cv/steps/who";
import wish from "onward/cv/steps/wish";
import { walk } from "onward/page/walk";

const load = {
  who: async () => ({ default: who }),
  wish: async () => ({ default: wish }),
  work: () => import("onward/cv/steps/work"),
  learn: () => import("onward/cv/steps/learn"),
  can: () => import("onward/cv/steps/can"),
  languages: () => import("onward/cv/steps/languages"),
  look: () => import("onward/cv/steps/look"),
  download: () => import("onward/cv/steps/download"),
  hand_in: () => import("onward/page/hand_in"),
};

const render = ({ model, el }) => walk({ model, el }, model.get("steps").map((id) => ({ id, load: load[id] })));

export default { render };
