// Sends what she types to the kernel, and says "saved" only when the kernel says so.
// One message is in flight; it is sent again, unchanged, until it is answered. The rest is merged per path.
const PAUSE = 600; // ms after the last key
const PATIENCE = 8000; // ms without an answer

const copy = (value) => (value == null ? null : JSON.parse(JSON.stringify(value)));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const child = (node, key) => {
  if (!Array.isArray(node)) return node?.[key];
  return key === "order" ? node.map((item) => item.id) : node.find((item) => item.id === key);
};

export const read = (root, path) => copy(path.reduce(child, root));

// Set at a path, in lists by id; null removes.
export function write(root, path, value) {
  const last = path[path.length - 1];
  const node = path.slice(0, -1).reduce((at, key) => child(at, key) ?? (at[key] = value?.id === last ? [] : {}), root);
  if (!Array.isArray(node)) {
    if (value === null) delete node[last];
    else node[last] = copy(value);
  } else if (last === "order") {
    node.sort((a, b) => value.indexOf(a.id) - value.indexOf(b.id));
  } else {
    const place = node.findIndex((item) => item.id === last);
    if (value !== null) node.splice(place < 0 ? node.length : place, place < 0 ? 0 : 1, copy(value));
    else for (let at = node.length - 1; at >= 0; at--) if (node[at].id === last) node.splice(at, 1);
  }
}

export function createSaving(model, el) {
  const known = copy(model.get("document")) || {}; // as the store has it
  const shown = copy(known); // as the screen has it
  const waiting = new Map(); // path → value, not yet sent
  const disputed = new Set(); // paths of which she has still to choose a version
  const refused = new Set(); // paths on the screen whose value must not be kept
  let flight, timer, patience;
  let seq = 0;

  const tell = (state, detail) =>
    el.dispatchEvent(new CustomEvent("onward:saving", { bubbles: true, detail: { state, ...detail } }));

  // Resolves once all that is on the screen was answered, whatever the answer.
  async function settled() {
    flush();
    while (flight || waiting.size) {
      await new Promise((resolve) => el.addEventListener("onward:saving", resolve, { once: true }));
      flush();
    }
  }

  function message() {
    const base = copy(known);
    for (const { path, value } of flight?.changes ?? []) write(base, path, value); // it comes first
    const changes = [];
    for (const [key, value] of waiting) {
      const path = JSON.parse(key);
      const before = read(base, path);
      if (same(before, value)) continue;
      changes.push({ path, value, base: before });
      write(base, path, value);
    }
    return { kind: "change", seq: ++seq, changes };
  }

  function launch() {
    clearTimeout(patience);
    if (!flight) {
      const next = message();
      waiting.clear();
      if (!next.changes.length) return settle();
      flight = next;
    }
    patience = setTimeout(launch, PATIENCE);
    model.send(flight);
  }

  function flush() {
    clearTimeout(timer);
    timer = 0;
    if (!flight && waiting.size) launch();
  }

  function settle() {
    if (waiting.size) timer || flush();
    else if (disputed.size) tell("conflict");
    else if (refused.size) tell("unsaved", { reason: "refused" });
    else tell("saved");
  }

  function put(path, value) {
    write(shown, path, value);
    const key = JSON.stringify(path);
    // What stands inside of a value that is set as a whole goes with it.
    const inside = key.slice(0, -1) + ",";
    for (const kept of [waiting, disputed, refused]) {
      for (const other of kept.keys()) if (other.startsWith(inside)) kept.delete(other);
    }
    waiting.set(key, value);
    disputed.delete(key);
    refused.delete(key);
    tell("saving");
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  }

  function answered({ kind, conflicts = [], refusals = [] }) {
    clearTimeout(patience);
    const kept = new Set([...conflicts, ...refusals].map(({ path }) => JSON.stringify(path)));
    for (const { path, value } of flight.changes) {
      const key = JSON.stringify(path);
      if (!kept.has(key)) {
        write(known, path, value);
        refused.delete(key);
      }
    }
    for (const { path, stored } of refusals) {
      // Of an item with many fields she sees what was kept; a single one stays as she wrote it, to be mended.
      if (stored?.id) write(shown, path, stored);
      else refused.add(JSON.stringify(path));
      write(known, path, stored);
    }
    for (const { path, theirs } of conflicts) {
      write(known, path, theirs);
      disputed.add(JSON.stringify(path));
      waiting.delete(JSON.stringify(path));
    }
    flight = undefined;
    if (conflicts.length) {
      tell("conflict", { conflicts: conflicts.map((each) => ({ ...each, mine: read(shown, each.path) })) });
    }
    if (refusals.length) tell("unsaved", { reason: "refused", refusals });
    if (refusals.some(({ stored }) => !stored?.id) && !waiting.size) return;
    if (kind !== "conflict" || waiting.size) settle();
  }

  function receive(content) {
    if (!flight || content.seq !== flight.seq) return;
    if (content.kind === "unsaved") tell("unsaved", { reason: content.reason }); // and tried again when patience ends
    else if (["saved", "conflict", "refused"].includes(content.kind)) answered(content);
  }

  // The page may be gone before the answer: send the rest now; should it come back, it is sent again.
  function leave() {
    flush();
    if (flight && waiting.size) model.send({ ...message(), seq: 0 });
  }

  // Another document in the place of the whole: one that she brought in a file.
  function replace(document) {
    for (const root of [known, shown]) {
      for (const key of Object.keys(root)) delete root[key];
      Object.assign(root, copy(document));
    }
    refused.clear();
    tell("saved");
  }

  const heal = () => (flight ? launch() : flush());
  const away = () => document.visibilityState === "hidden" && leave();
  model.on("msg:custom", receive);
  model.on("heal", heal);
  el.addEventListener("focusout", flush);
  el.addEventListener("change", flush);
  addEventListener("pagehide", leave);
  document.addEventListener("visibilitychange", away);

  if (model.get("problem")) tell("unsaved", { reason: model.get("problem") });

  function stop() {
    leave();
    clearTimeout(patience);
    model.off("msg:custom", receive);
    model.off("heal", heal);
    removeEventListener("pagehide", leave);
    document.removeEventListener("visibilitychange", away);
  }

  return { put, flush, settled, replace, stop, read: (...path) => read(shown, path) };
}
