// An anywidget that stands among ordinary widgets.
import { DOMWidgetModel, DOMWidgetView } from "@jupyter-widgets/base";

const STUB = /^\s*export\s*{\s*default\s*}\s*from\s*["']([^"']+)["']/;

async function widgetOf(model) {
  const { default: made, ...named } = await import(model.get("_esm").match(STUB)[1]);
  return (typeof made === "function" ? await made() : made) || named;
}

class AnyModel extends DOMWidgetModel {
  initialize(...values) {
    super.initialize(...values);
    this.widget = widgetOf(this);
    this.started = this.widget.then((widget) => widget.initialize?.({ model: this }));
  }
}

class AnyView extends DOMWidgetView {
  async render() {
    await this.model.started;
    await (await this.model.widget).render?.({ model: this.model, el: this.el });
  }
}

export const anywidget = { AnyModel, AnyView };
