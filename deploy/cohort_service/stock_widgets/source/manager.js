// Draws ordinary ipywidgets on a page, over the page client's connection.
import * as base from "@jupyter-widgets/base";
import * as controls from "@jupyter-widgets/controls";
import { ManagerBase } from "@jupyter-widgets/base-manager";
import { Widget } from "@lumino/widgets";
import { anywidget } from "./anywidget.js";
import { output, capture } from "./output.js";
import "@lumino/widgets/style/index.css";
import "@jupyter-widgets/base/css/index.css";
import "@jupyter-widgets/controls/css/labvariables.css";
import "@jupyter-widgets/controls/css/widgets-base.css";
import "./manager.css";

const MODULES = {
  "@jupyter-widgets/base": base,
  "@jupyter-widgets/controls": controls,
  "@jupyter-widgets/output": output,
  anywidget,
};

// One widget's comm, as Jupyter's models expect it; its id changes when the page gets a new kernel.
class Comm {
  constructor(id, line) {
    Object.assign(this, { comm_id: id, target_name: "jupyter.widget", line, receive: () => {}, closed: () => {} });
  }
  on_msg(callback) {
    this.receive = callback;
  }
  on_close(callback) {
    this.closed = callback;
  }
  send(data, callbacks, metadata, buffers) {
    const done = () => callbacks?.iopub?.status?.({ content: { execution_state: "idle" } });
    return this.line.message(this.comm_id, data, { metadata, buffers, done });
  }
  open(data, callbacks, metadata, buffers) {
    return this.line.open(this.comm_id, this.target_name, data, { metadata, buffers });
  }
  close() {
    this.line.close(this.comm_id);
  }
}

class Manager extends ManagerBase {
  constructor(line) {
    super();
    this.line = line;
    this.comms = new Map();
  }
  async loadClass(name, module) {
    const found = MODULES[module]?.[name];
    if (!found) throw new Error(`${module} ${name}`);
    return found;
  }
  async _create_comm(target, id) {
    return this.commOf(id);
  }
  async _get_comm_info() {
    return {};
  }
  commOf(id) {
    const comm = new Comm(id, this.line);
    this.comms.set(id, comm);
    return comm;
  }
  make({ id, state, buffers }) {
    base.put_buffers(state, buffers.map(([path]) => path), buffers.map(([, bytes]) => bytes));
    return this.new_model({
      model_name: state._model_name,
      model_module: state._model_module,
      model_module_version: state._model_module_version,
      model_id: id,
      comm: this.commOf(id),
    }, state);
  }
}

const bytes = (data) => new DataView(Uint8Array.from(atob(data), (letter) => letter.charCodeAt()).buffer);
const ready = ({ id, state, buffers }) => ({ id, state, buffers: buffers.map(([path, data]) => [path, bytes(data)]) });

export async function createManager({ comm, all }) {
  const manager = new Manager(comm);
  let made = await Promise.all(all.map((one) => manager.make(ready(one))));
  await addStyles(new URL("manager.css", import.meta.url).href); // it stands beside this file

  // What concerns a widget; true if it did.
  function receive({ header, parent, content, buffers }) {
    const one = manager.comms.get(content.comm_id);
    if (header.msg_type === "comm_open" && content.target_name === "jupyter.widget" && !one) {
      const { state, buffer_paths: paths = [] } = content.data;
      manager.make({ id: content.comm_id, state, buffers: paths.map((path, place) => [path, buffers[place]]) });
    } else if (header.msg_type === "comm_msg") one?.receive({ header, parent_header: parent, content, buffers });
    else if (header.msg_type === "comm_close") one?.closed({ content });
    else return capture(made, header, parent, content);
    return true;
  }

  async function show(id, el) {
    const view = await manager.create_view(await manager.get_model(id));
    Widget.attach(view.luminoWidget, el);
  }

  // A new kernel has made the same widgets again: each keeps what she has chosen.
  function heal(next) {
    const old = [...made];
    manager.comms.clear();
    for (const { id, state } of next) {
      const place = old.findIndex((model) => model.name === state._model_name);
      if (place < 0) continue;
      const [model] = old.splice(place, 1);
      model.comm.comm_id = id;
      model.pending_msgs = 0;
      manager.comms.set(id, model.comm);
      for (const key of ["value", "index"]) {
        const mine = model.get(key);
        if (key in state && JSON.stringify(mine) !== JSON.stringify(state[key]) && !isShown(model)) {
          model.comm.send({ method: "update", state: { [key]: mine }, buffer_paths: [] });
        }
      }
      model.trigger("heal");
    }
  }

  return { receive, show, heal };
}

// Labels and the like show what the kernel says; only what she can change is hers.
const isShown = (model) => /^(Label|HTML|HTMLMath|IntProgress|FloatProgress|Valid|Image)Model$/.test(model.name);

function addStyles(url) {
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: url });
  document.head.append(link);
  return new Promise((resolve) => (link.onload = link.onerror = resolve));
}
