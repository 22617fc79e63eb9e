// The frame's manners: quick exit, what is saved, the connection, idle time. Runs on every page.
const settings = JSON.parse(document.querySelector("#onward").textContent);
const status = document.querySelector("#status");
const exit = document.querySelector("#exit");
const [target, hub] = settings.exit;

const token = () => document.cookie.match(/(?:^|; )_xsrf=([^;]*)/)?.[1] || "";
const post = (path) =>
  fetch(path, { method: "POST", keepalive: true, headers: { "X-XSRFToken": token() } }).catch(() => {});

// Quick exit. The page is blank at once; what she typed last is sent by the screens when the page goes.
let leaving = false;
export function leave(place = target) {
  leaving = true;
  document.documentElement.hidden = true;
  document.title = "";
  for (const path of [settings.base + "exit", hub + "exit"]) navigator.sendBeacon(path);
  location.replace(place);
}

// A page that is left while it still loads may run this without its body.
exit?.addEventListener("click", (event) => {
  event.preventDefault();
  leave();
});

const keys = { Escape: 2, Shift: 3 };
let pressed = [];
addEventListener("keydown", ({ key, timeStamp, repeat }) => {
  if (repeat) return;
  pressed = pressed.filter((each) => each.key === key && timeStamp - each.timeStamp < 1500);
  pressed.push({ key, timeStamp });
  if (keys[key] && pressed.length >= keys[key]) leave();
}, true);

// A page that the browser kept shows nothing when she comes back: it is fetched again.
addEventListener("pagehide", ({ persisted }) => {
  if (persisted) document.documentElement.hidden = true;
});
addEventListener("pageshow", ({ persisted }) => persisted && location.reload());

// What is saved, and the connection. A connection that is lost says more than what is not saved yet.
let saving = "";
let connection = "";
let reason = "";
let timer;
function show() {
  clearTimeout(timer);
  const key = connection || (saving && (saving === "unsaved" ? `unsaved_${reason}` : saving));
  const words = settings.words[key] ?? (key ? settings.words.unsaved_failed : "");
  const write = (text, kind) => {
    if (status.textContent !== text) status.textContent = text;
    status.className = kind;
  };
  if (saving !== "saved" && status.className === "saved") write("", ""); // never "Saved" when it is not
  // A short break, and "saving" that is saved in a moment, are not worth a word.
  const patience = key === "saving" ? 400 : connection === "offline" ? 1500 : 0;
  timer = setTimeout(write, patience, words, key);
}

document.addEventListener("onward:saving", ({ detail }) => {
  saving = detail.state;
  reason = detail.reason || "failed";
  show();
});
document.addEventListener("onward:connection", ({ detail }) => {
  connection = detail === "open" ? "" : detail;
  show();
});

addEventListener("beforeunload", (event) => {
  document.activeElement?.blur(); // her last words go ahead of the request for the next page
  if (!leaving && ["saving", "unsaved"].includes(saving)) event.preventDefault();
});

// Idle time. A sign of life goes to the service once a minute at most; without one the session ends.
const idle = settings.idle * 60000;
let seen = Date.now();
let told = seen;
function alive() {
  seen = Date.now();
  if (seen - told < 60000) return;
  told = seen;
  post(settings.base + "awake");
  show();
}
function watch() {
  const left = seen + idle - Date.now();
  if (left <= 0) return leave(hub + "logout");
  if (left < 120000) status.textContent = settings.words.idle;
  setTimeout(watch, Math.min(15000, left));
}
if (idle) {
  for (const kind of ["keydown", "pointerdown", "scroll", "input"]) addEventListener(kind, alive, { passive: true });
  document.addEventListener("visibilitychange", () => Date.now() - seen > idle && leave(hub + "logout"));
  watch();
}
