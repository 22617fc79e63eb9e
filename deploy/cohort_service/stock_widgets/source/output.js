// The Output widget: what was printed or displayed inside of it, as plain text, cleaned HTML or a picture.
import { DOMWidgetView } from "@jupyter-widgets/base";
import { OutputModel as OutputBase } from "@jupyter-widgets/output";

const SHOWN = { stream: true, display_data: true, execute_result: true, clear_output: true };

class OutputModel extends OutputBase {
  defaults() {
    return { ...super.defaults(), msg_id: "", outputs: [] };
  }
}

class OutputView extends DOMWidgetView {
  render() {
    super.render();
    this.listenTo(this.model, "change:outputs", this.draw);
    this.draw();
  }
  draw() {
    this.el.replaceChildren(...this.model.get("outputs").map((each) => drawn(each, this.model.widget_manager)).filter(Boolean));
  }
}

function drawn({ output_type: type, name, text, data = {} }, manager) {
  const element = document.createElement(data["text/html"] ? "div" : data["image/png"] ? "img" : "pre");
  if (data["text/html"]) element.innerHTML = manager.inline_sanitize(data["text/html"]);
  else if (data["image/png"]) element.src = `data:image/png;base64,${data["image/png"]}`;
  else element.textContent = type === "stream" ? (name === "stdout" ? text : "") : data["text/plain"] || "";
  return element;
}

// An output whose request an Output widget has claimed goes into it; true if one did.
export function capture(models, header, parent, content) {
  const model = SHOWN[header.msg_type] && models.find((each) => each.get("msg_id") && each.get("msg_id") === parent.msg_id);
  if (!model) return false;
  const before = header.msg_type === "clear_output" ? [] : model.get("outputs");
  const next = header.msg_type === "clear_output" ? [] : [{ output_type: header.msg_type, ...content }];
  model.set("outputs", [...before, ...next]);
  model.save_changes();
  return true;
}

export const output = { OutputModel, OutputView };
