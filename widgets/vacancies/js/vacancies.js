// The vacancy lesson: looking, reading, judging, asking, applying, keeping track.
import { walk } from "onward/page/walk";

const steps = [
  { id: "where", load: () => import("onward/vacancies/steps/where") },
  { id: "look_for", load: () => import("onward/vacancies/steps/look_for") },
  { id: "search_words", load: () => import("onward/vacancies/steps/search_words") },
  { id: "search", load: () => import("onward/vacancies/steps/search") },
  { id: "read", load: () => import("onward/vacancies/steps/read") },
  { id: "judge", load: () => import("onward/vacancies/steps/judge") },
  { id: "message", load: () => import("onward/vacancies/steps/message") },
  { id: "ask", load: () => import("onward/vacancies/steps/ask") },
  { id: "apply", load: () => import("onward/vacancies/steps/apply") },
  { id: "track", load: () => import("onward/vacancies/steps/track") },
  { id: "hand_in", load: () => import("onward/page/hand_in") },
];

const render = (page) => walk(page, steps);

export default { render };
