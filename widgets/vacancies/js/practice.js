// A test of her eyes: five vacancies that she has not seen, then what she saw.
import { walk } from "onward/page/walk";

const steps = [
  { id: "about", load: () => import("onward/vacancies/practice/about") },
  { id: "test", load: () => import("onward/vacancies/practice/test") },
  { id: "result", load: () => import("onward/vacancies/practice/result") },
  { id: "hand_in", load: () => import("onward/page/hand_in") },
];

const render = (page) => walk(page, steps);

export default { render };
