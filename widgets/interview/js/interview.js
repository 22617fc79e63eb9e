// The interview lesson: before, in and after a job interview. The first two steps come at once.
import job from "onward/interview/steps/job";
import what from "onward/interview/steps/what";
import { walk } from "onward/page/walk";

const load = {
  job: async () => ({ default: job }),
  what: async () => ({ default: what }),
  before: () => import("onward/interview/steps/before"),
  answers: () => import("onward/interview/steps/answers"),
  gaps: () => import("onward/interview/steps/gaps"),
  ask: () => import("onward/interview/steps/ask"),
  rehearse: () => import("onward/interview/steps/rehearse"),
  not_asked: () => import("onward/interview/steps/not_asked"),
  talk: () => import("onward/interview/steps/talk"),
  after: () => import("onward/interview/steps/after"),
  hand_in: () => import("onward/page/hand_in"),
};

const render = ({ model, el }) => walk({ model, el }, model.get("steps").map((id) => ({ id, load: load[id] })));

export default { render };
