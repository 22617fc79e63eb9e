// Speaks with the page's kernel and shows its widgets. It reconnects by itself and, when the kernel is gone,
// asks for a new one: the widgets on the screen stay, and what was not yet acknowledged is sent again.
import { createModel } from "onward/page/model";

const PATIENCE = 8000; // ms without any answer
const REST = 30000; // ms without a touch, after which a page can do without a kernel
const TARGET = "jupyter.widget";
const settings = JSON.parse(document.querySelector("#onward").textContent);
const session = random();
const waiting = new Map(); // id of a message → what to do when the kernel has dealt with it
const early = []; // messages from the kernel before the widgets are there
let kernel;
let models = new Map(); // by the id that the kernel gave last
let queue = [];
let socket, asked, attempt = 0, wakeUp, rouse, gone, seeking, started = false, stock, tellLoaded;
let touched = Date.now();
let isUnsaved = false;
const loaded = new Promise((resolve) => (tellLoaded = resolve));

function random() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

const tell = (state) => document.dispatchEvent(new CustomEvent("onward:connection", { detail: state }));
const token = () => document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] || "";
const request = (path, { headers, ...options } = {}) =>
  fetch(path, { ...options, redirect: "manual", cache: "no-store", headers: { ...headers, "X-XSRFToken": token() } });
const kernelOf = (page) => page.querySelector("#kernel")?.value;

// One message of the kernel's websocket protocol v1: offsets, then channel, header, parent, metadata, content, buffers.
export function pack(channel, header, content, metadata = {}, buffers = []) {
  const text = new TextEncoder();
  const parts = [channel, ...[header, {}, metadata, content].map((each) => JSON.stringify(each))].map((each) => text.encode(each));
  for (const each of buffers) {
    parts.push(ArrayBuffer.isView(each) ? new Uint8Array(each.buffer, each.byteOffset, each.byteLength) : new Uint8Array(each));
  }
  let end = 8 * (parts.length + 2);
  const offsets = [end, ...parts.map((part) => (end += part.byteLength))];
  const message = new Uint8Array(end);
  const view = new DataView(message.buffer);
  [offsets.length, ...offsets].forEach((value, place) => view.setUint32(8 * place, value, true));
  parts.forEach((part, place) => message.set(part, offsets[place]));
  return message;
}

export function unpack(data) {
  const view = new DataView(data);
  const offsets = Array.from({ length: view.getUint32(0, true) }, (_, place) => view.getUint32(8 * (place + 1), true));
  const part = (place) => new Uint8Array(data, offsets[place], offsets[place + 1] - offsets[place]);
  const json = (place) => JSON.parse(new TextDecoder().decode(part(place)));
  const buffers = offsets.slice(5, -1).map((_, place) => new DataView(data, offsets[place + 5], offsets[place + 6] - offsets[place + 5]));
  return { header: json(1), parent: json(2), metadata: json(3), content: json(4), buffers };
}

// Sends to the kernel, now or when there is a connection. `done` is called when the kernel has dealt with it.
function send(type, content, { metadata, buffers, done, id = random() } = {}) {
  if (done) waiting.set(id, done);
  const header = { msg_id: id, msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString() };
  const message = pack("shell", header, content, metadata, buffers);
  if (socket?.readyState === 1) {
    asked ||= Date.now();
    socket.send(message);
  } else {
    queue.push(message);
    rouse?.();
  }
  return id;
}

const comm = {
  message: (id, data, options) => send("comm_msg", { comm_id: id, data }, options),
  open: (id, target, data, options) => send("comm_open", { comm_id: id, target_name: target, data }, options),
  close: (id) => send("comm_close", { comm_id: id, data: {} }),
};

function connect() {
  const address = new URL(`${settings.base}api/kernels/${kernel}/channels?session_id=${session}`, location);
  address.protocol = address.protocol.replace("http", "ws");
  const mine = (socket = new WebSocket(address, "v1.kernel.websocket.jupyter.org"));
  mine.binaryType = "arraybuffer";
  asked = Date.now(); // for an answer to the request to connect
  mine.onopen = () => {
    if (mine !== socket) return;
    asked = 0;
    attempt = 0;
    const again = started;
    started = true;
    for (const message of queue.splice(0)) socket.send(message);
    tell("open");
    tellSeen();
    if (again) new Set(models.values()).forEach((model) => model.again());
  };
  mine.onmessage = ({ data }) => mine === socket && receive(unpack(data));
  mine.onclose = () => mine === socket && lost();
}

function receive(message) {
  asked = 0;
  if (!settings.loaded) return early.push(message);
  const { header, parent, content, buffers } = message;
  if (header.msg_type === "status") {
    if (content.execution_state === "dead") return lost();
    if (content.execution_state === "idle" && waiting.has(parent.msg_id)) {
      const done = waiting.get(parent.msg_id);
      waiting.delete(parent.msg_id);
      done();
    }
  } else if (stock?.receive(message)) return;
  else if (header.msg_type === "comm_msg") models.get(content.comm_id)?.receive(content.data, buffers);
  else if (header.msg_type === "comm_close") models.get(content.comm_id)?.emit("destroy");
  else if (header.msg_type === "comm_open" && content.target_name === TARGET && !models.has(content.comm_id)) {
    const { state, buffer_paths: paths = [] } = content.data;
    add({ id: content.comm_id, state }, paths.map((path, place) => [path, buffers[place]]));
  }
}

// The connection is lost: look whether the kernel is still there, again and again.
function lost() {
  if (gone) return;
  const old = socket;
  socket = undefined;
  asked = 0;
  old?.close();
  tell("offline");
  seeking ||= seek().finally(() => (seeking = undefined));
}

async function seek() {
  for (let found = false; !found && !gone; ) {
    const pause = attempt++ ? Math.min(15000, 400 * 2 ** attempt) * (0.5 + Math.random() / 2) : 0;
    await new Promise((resolve) => {
      wakeUp = resolve;
      setTimeout(resolve, pause);
    });
    found = await find().catch(() => void tell("offline"));
  }
  if (!gone) connect();
}

// Whether there is a kernel: the old one, or a new one.
async function find() {
  const answer = await request(`${settings.base}api/kernels/${kernel}`, { signal: AbortSignal.timeout?.(5000) });
  if (answer.status === 204 || isSignedOut(answer)) return answer.status === 204;
  if (answer.status !== 404) throw new Error("no_answer");
  await needed();
  return heal();
}

function isSignedOut({ status, type }) {
  const is = status === 403 || type === "opaqueredirect";
  if (is) tell("signed_out");
  return is;
}

// A kernel that nobody needs serves another page: this one asks for a new one when she looks at it or does something.
const isResting = () =>
  !queue.length && !isUnsaved && (document.visibilityState === "hidden" || Date.now() - touched > REST);

async function needed() {
  while (isResting()) {
    tell("open");
    await new Promise((resolve) => (rouse = resolve));
  }
}

// A new kernel for the same page: its widgets take the places of the old ones, in the order of their making.
// Where many people wait she keeps her place while the page asks.
async function heal() {
  const answer = await request(location.pathname, { signal: AbortSignal.timeout?.(60000), headers: { "X-Heals": 1 } });
  if (answer.status === 202) {
    tell("waiting");
    await new Promise((resolve) => setTimeout(resolve, 1000 * answer.headers.get("Retry-After")));
    await needed();
    return heal();
  }
  if (isSignedOut(answer)) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const found = page.querySelector("#models");
  if (!found) return false;
  await loaded; // what is still being made of the page takes the first kernel's widgets
  kernel = kernelOf(page);
  queue = [];
  started = true;
  waiting.clear();
  const next = JSON.parse(found.textContent);
  const old = [...new Set(models.values())];
  models = new Map();
  for (const one of next) {
    const place = old.findIndex((model) => model.kind === kind(one));
    if (place < 0) add(one);
    else {
      const [model] = old.splice(place, 1);
      models.set(one.id, model);
      model.replace(one.id, one.state, bytes(one.buffers));
    }
  }
  stock?.heal(next);
  return true;
}

const kind = ({ name, state }) => [name, state._esm || state._module, state._anywidget_id].join();
const bytes = (buffers = []) =>
  buffers.map(([path, data]) => [path, new DataView(Uint8Array.from(atob(data), (letter) => letter.charCodeAt()).buffer)]);

function add(one, buffers = bytes(one.buffers)) {
  const model = createModel({ id: one.id, state: one.state, buffers, comm, models });
  model.kind = kind(one);
  if (one.state._css?.startsWith("/")) addStyle(one.state._css);
  models.set(one.id, model);
  return model;
}

const addStyle = (href) =>
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));

async function start() {
  if (document.readyState === "loading") {
    await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
  }
  const found = document.querySelector("#models");
  if (!found) {
    goodbye();
    if (document.querySelector("#main [role=alert]")) return document.querySelector("#skeleton")?.remove();
    tell("offline"); // the page broke off on its way
    return setTimeout(() => location.reload(), 3000 + 3000 * Math.random());
  }
  const all = JSON.parse(found.textContent);
  const views = [...document.querySelectorAll("#main [data-model]")];
  if (all.some(({ from }) => from === "@jupyter-widgets/controls")) {
    const { createManager } = await import("onward/stock_widgets/manager");
    stock = await createManager({ comm, all });
  } else all.forEach((one) => add(one));
  settings.loaded = true;
  tellLoaded();
  for (const message of early.splice(0)) receive(message);
  const shown = views.map((place) => (stock ? stock.show(place.dataset.model, place) : models.get(place.dataset.model)?.show(place)));
  await Promise.all(shown).catch(failed);
  removeEventListener("pagehide", goodbye);
  addEventListener("pagehide", goodbye); // once more, behind the screens' own: they send first
  document.querySelector("#skeleton")?.remove();
}

function failed(error) {
  console.error(error.name);
  tell("failed");
}

// A page that goes lets its kernel go, after what it sent last.
function goodbye() {
  gone = true;
  if (socket?.readyState === 1) socket.close(4001);
  else if (kernel) request(`${settings.base}api/kernels/${kernel}`, { method: "DELETE", keepalive: true }).catch(() => {});
}
addEventListener("pagehide", goodbye);
const look = () => {
  if (document.visibilityState === "hidden") return;
  wakeUp?.();
  if (socket?.readyState === 1) send("kernel_info_request", {});
};
const touch = () => {
  touched = Date.now();
  rouse?.();
};
// The service hears whether somebody looks at the page.
const tellSeen = () => socket?.readyState === 1 && socket.send(document.visibilityState);
addEventListener("online", look);
addEventListener("offline", () => lost());
document.addEventListener("visibilitychange", () => {
  tellSeen();
  if (document.visibilityState === "visible") touch();
  look();
});
for (const kind of ["keydown", "pointerdown", "input"]) addEventListener(kind, touch, { capture: true, passive: true });
document.addEventListener("onward:saving", ({ detail }) => {
  isUnsaved = ["saving", "unsaved"].includes(detail.state);
  if (isUnsaved) rouse?.();
});
setInterval(() => asked && Date.now() - asked > PATIENCE && lost(), 1000);

// The page names its kernel as soon as there is one; until then it may have to wait for its turn.
async function begin() {
  while (!(kernel = kernelOf(document)) && document.readyState === "loading") {
    await new Promise((resolve) => {
      const seen = new MutationObserver(() => resolve(seen.disconnect()));
      seen.observe(document, { childList: true, subtree: true });
    });
  }
  if (kernel && !gone) connect();
}

begin();
start().catch(failed);
