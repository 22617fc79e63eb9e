// A style sheet of ours that a step needs; in JupyterLab the screen has brought it along.
import { urlOf } from "onward/page/text";

export function addStyle(name) {
  const href = urlOf(name);
  if (!href || document.querySelector(`link[href="${href}"]`)) return;
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}
