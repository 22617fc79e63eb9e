// One widget's model as anywidget modules know it: get, set, save_changes, on, off, send.
const isBytes = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value);

// Takes binary values out of a state: [the rest, their paths, their bytes].
function split(state) {
  const paths = [];
  const buffers = [];
  const walk = (value, path) => {
    if (isBytes(value)) {
      paths.push(path);
      buffers.push(value);
      return null;
    }
    if (!value || typeof value !== "object") return value;
    const entries = Object.entries(value).map(([key, each]) => [key, walk(each, [...path, Array.isArray(value) ? +key : key])]);
    return Array.isArray(value) ? entries.map(([, each]) => each) : Object.fromEntries(entries);
  };
  return [walk(state, []), paths, buffers];
}

function join(state, buffers) {
  for (const [path, bytes] of buffers) {
    const last = path[path.length - 1];
    path.slice(0, -1).reduce((node, key) => (node[key] ??= {}), state)[last] = bytes;
  }
  return state;
}

export function createModel({ id, state, buffers, comm, models }) {
  const values = join(state, buffers);
  const listeners = new Map();
  const changed = new Set(); // set here, not yet sent
  let flight; // keys that were sent and not yet dealt with

  const model = {
    get: (key) => values[key],
    set(key, value) {
      const entries = typeof key === "string" ? [[key, value]] : Object.entries(key);
      for (const [name, next] of entries) {
        if (values[name] === next) continue;
        values[name] = next;
        changed.add(name);
        model.emit(`change:${name}`, model, next);
      }
      if (entries.length) model.emit("change", model);
    },
    save_changes() {
      if (flight || !changed.size) return;
      flight = new Set(changed);
      changed.clear();
      const [rest, buffer_paths, bytes] = split(Object.fromEntries([...flight].map((key) => [key, values[key]])));
      const done = () => {
        flight = undefined;
        model.save_changes();
      };
      comm.message(id, { method: "update", state: rest, buffer_paths }, { buffers: bytes, done });
    },
    on(names, callback) {
      for (const name of names.split(/\s+/)) listeners.set(name, [...(listeners.get(name) || []), callback]);
    },
    off(names, callback) {
      for (const name of names ? names.split(/\s+/) : [...listeners.keys()]) {
        listeners.set(name, callback ? (listeners.get(name) || []).filter((each) => each !== callback) : []);
      }
    },
    send: (content, _callbacks, bytes = []) => void comm.message(id, { method: "custom", content }, { buffers: bytes }),
    emit: (name, ...values) => (listeners.get(name) || []).forEach((each) => each(...values)),
    widget_manager: { get_model: async (other) => models.get(other.replace("IPY_MODEL_", "")) },

    receive(data, bytes) {
      if (data.method === "custom") return model.emit("msg:custom", data.content, bytes);
      const state = join(data.state, (data.buffer_paths || []).map((path, place) => [path, bytes[place]]));
      model.take(state);
    },
    // What the kernel says, but for what she has changed since.
    take(state) {
      const news = Object.entries(state).filter(([key, value]) => !changed.has(key) &&
        (isBytes(value) || JSON.stringify(value) !== JSON.stringify(values[key])));
      for (const [key, value] of news) values[key] = value;
      for (const [key, value] of news) model.emit(`change:${key}`, model, value);
      if (news.length) model.emit("change", model);
    },
    // A new kernel: the same model under another id.
    replace(next, state, bytes) {
      id = next;
      flight?.forEach((key) => changed.add(key));
      flight = undefined;
      model.take(join(state, bytes));
    },
    // A new connection: what was not acknowledged goes again.
    again() {
      flight?.forEach((key) => changed.add(key));
      flight = undefined;
      model.save_changes();
      model.emit("heal");
    },
    async show(el) {
      const children = values.children;
      if (!values._esm) {
        return Promise.all((children || []).map((child) => {
          const place = el.appendChild(document.createElement("div"));
          return models.get(child.replace("IPY_MODEL_", ""))?.show(place);
        }));
      }
      model.module ||= import(values._esm.match(/^\s*export\s*{\s*default\s*}\s*from\s*["']([^"']+)["']/)[1]);
      const { default: made, ...named } = await model.module;
      const widget = (typeof made === "function" ? await made() : made) || named;
      model.ready ||= Promise.resolve(widget.initialize?.({ model }));
      await model.ready;
      return widget.render?.({ model, el });
    },
  };
  return model;
}
