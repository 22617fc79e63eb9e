// Walks through a lesson's steps, one question a screen; she can go back, skip, and come back where she was.
import { createFields, h, idOf } from "onward/page/fields";
import { readAloud } from "onward/page/reading";
import { createSaving } from "onward/page/saving";
import { textOf } from "onward/page/text";

// `steps`: [{id, load}], where load() gives a module whose default makes the step's screens:
// (context) → [(context) → nodes]. A step's words are the table of its name in the lesson's texts.
export async function walk({ model, el }, steps) {
  const lesson = model.get("lesson");
  const saving = createSaving(model, el);
  const remarked = new Map(); // path → why its value was refused
  const t = await textOf(model, "page/walk");
  let place = Math.max(0, steps.findIndex(({ id }) => id === model.get("step")));
  let levels = []; // the step's screens, and those of an entry that is open above them
  let context, notes, isEntering;
  let drawn = 0;

  const root = h("section", { class: "lesson", lang: t.language, dir: t.direction });
  el.replaceChildren(root);

  // Beside a field: why its answer is refused, or what we advise. What is missing is said at the end only.
  async function remarkAll() {
    const advice = (model.get("advice") || []).filter(({ code, path }) => path.length && !code.endsWith("_missing"));
    const [words, reasons] = await Promise.all([
      advice.length && textOf(model, model.get("remarks")),
      remarked.size && textOf(model, "page/refused"),
    ]);
    for (const [key, note] of notes || []) {
      const reason = remarked.get(key);
      const found = !reason && advice.find(({ path }) => JSON.stringify(path) === key);
      write(note, reason ? reasons(`refused.${reason}`) : found ? words(`advice.${found.code}`) : "", found?.offer, key);
    }
  }

  function write(note, words, offer, key) {
    const said = words + (offer || "");
    if (note.dataset.said === said) return;
    note.dataset.said = said;
    const take = () => {
      saving.put(JSON.parse(key), offer);
      saving.flush();
      draw();
    };
    const better = offer ? h("button", { type: "button", onclick: take }, t("walk.offer", { value: offer })) : null;
    note.replaceChildren(...[words, better].filter(Boolean));
  }

  const wordsOf = (id) => textOf(model, `${lesson}/${id}`, "page/walk");

  // The next step is at hand when she gets there; its module may bring its words along.
  async function fetchAhead(step) {
    await step?.load();
    if (step) await wordsOf(step.id);
  }

  async function enter(index, screen = 0) {
    if (isEntering) return;
    isEntering = true;
    try {
      const { id, load } = steps[index];
      const [module, words] = await Promise.all([load(), wordsOf(id)]);
      const inside = { model, el, t: words, saving, open, close, redraw: draw, next, go, h };
      const screens = await module.default(inside);
      place = index;
      context = inside;
      levels = [{ screens, at: Math.min(screen, screens.length - 1) }];
      await draw();
    } catch (error) {
      failed(error, () => enter(index, screen));
    } finally {
      isEntering = false;
    }
  }

  // A step that could not be fetched, or an answer that did not come.
  function failed(error, again) {
    console.warn(error.message);
    show(h("p", { role: "alert" }, t("walk.no_step")), h("div", { class: "controls" }, button("again", again, "main"), levels.length ? elsewhere() : null));
  }

  const go = (id) => enter(steps.findIndex((step) => step.id === id));

  const top = () => levels[levels.length - 1];
  const button = (key, onclick, kind) => h("button", { type: "button", class: kind, onclick }, t(`walk.${key}`));

  async function draw() {
    const mine = ++drawn;
    const { screens, at } = top();
    const fields = createFields({ t: context.t, saving });
    let body;
    try {
      body = await screens[at]({ ...context, ...fields });
    } catch (error) {
      if (mine === drawn) failed(error, draw);
      return;
    }
    if (mine !== drawn) return; // she has gone on meanwhile
    notes = fields.notes;
    show(progress(), h("form", { onsubmit: (event) => (event.preventDefault(), next()) }, body, controls()));
    remarkAll();
    if (mine > 1) {
      root.querySelector("h1")?.focus();
      scrollTo(0, 0);
    }
    if (levels.length === 1) model.send({ kind: "step", current: steps[place].id, screen: at });
  }

  const show = (...nodes) => root.replaceChildren(...nodes);

  function progress() {
    const words = t("walk.progress", { number: place + 1, total: steps.length });
    const { screens, at } = levels[0];
    const bar = h("progress", { max: steps.length, value: place + at / screens.length, "aria-hidden": "true" });
    return h("p", { class: "steps" }, h("strong", {}, words), " ", h("span", {}, context.t(`${steps[place].id}.title`)), bar);
  }

  const isInside = () => levels.length > 1;

  // Back, and past this step: also from a screen that can't be shown.
  const elsewhere = () => [
    !isInside() && !place && !top().at ? null : button("back", back),
    isInside() || place === steps.length - 1 ? null : button("skip", () => enter(place + 1)),
  ];

  function controls() {
    const inside = isInside();
    const last = !inside && place === steps.length - 1 && top().at === top().screens.length - 1;
    const ahead = inside && top().at === top().screens.length - 1 ? "done" : "next";
    return h("div", { class: "controls" },
      last ? null : h("button", { class: "main" }, t(`walk.${ahead}`)),
      elsewhere());
  }

  function next() {
    saving.flush();
    const level = top();
    if (level.at < level.screens.length - 1) return level.at++, draw();
    if (isInside()) return close();
    model.send({ kind: "step", done: steps[place].id });
    return place < steps.length - 1 && enter(place + 1);
  }

  function back() {
    saving.flush();
    if (top().at) return top().at--, draw();
    return isInside() ? close() : enter(place - 1, Infinity);
  }

  function open(screens) {
    levels.push({ screens, at: 0 });
    draw();
  }

  function close() {
    levels.pop();
    draw();
  }

  el.addEventListener("onward:saving", async ({ detail: { refusals = [], conflicts, state } }) => {
    for (const { path, reason } of refusals) remarked.set(JSON.stringify(path), reason);
    if (refusals.length || state === "saved") remarkAll();
    if (state === "saved") fetchAhead(steps[place + 1]).catch(() => {});
    if (!conflicts) return;
    const { choose } = await import("onward/page/conflict");
    choose({ model, root, saving, conflicts, redraw: draw });
  });
  el.addEventListener("input", ({ target }) => {
    const key = [...(notes?.keys() || [])].find((each) => idOf(JSON.parse(each)) === target.id);
    if (remarked.delete(key)) remarkAll();
  });
  model.on("change:advice", remarkAll);
  model.on("heal", () => context && model.send({ kind: "step", current: steps[place].id, screen: levels[0].at }));

  await enter(place, model.get("screen") || 0);
  readAloud(model, el);
  return saving.stop;
}
