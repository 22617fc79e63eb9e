// Words of other steps of this lesson: a vacancy looks the same wherever it is shown.
import { textOf } from "onward/page/text";

export const wordsOf = (model, ...steps) => textOf(model, ...steps.map((step) => `${model.get("lesson")}/${step}`), "page/walk");
