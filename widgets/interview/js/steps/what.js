// What an interview is, and that she decides what she tells.
import { page } from "onward/interview/pages";

export default async ({ t }) => [
  page(t, "what.talk", ["about", "you", "long"]),
  page(t, "what.right", ["about", "true", "stop"]),
];
