// Walks through a lesson's steps, one question a screen; she can go back, skip, and come back where she was.
import { createFields, h } from "onward/page/fields";
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
  let context, notes, drawn = 0;

  const root = h("section", { class: "lesson", lang: t.language, dir: t.direction });
  el.replaceChildren(root);

  function remark(path) {
    const reason = remarked.get(JSON.stringify(path));
    if (reason) return t(`walk.refused.${reason}`);
    const advice = (model.get("advice") || []).find((each) => `${each.path}` === `${path}`);
    return advice && t(`advice.${advice.code}`);
  }

  function remarkAll() {
    for (const [key, note] of notes || []) {
      const words = remark(JSON.parse(key)) || "";
      if (note.textContent !== words) note.textContent = words;
    }
  }

  async function enter(index, screen = 0) {
    place = index;
    const { id, load } = steps[place];
    try {
      const [module, words] = await Promise.all([load(), textOf(model, `${lesson}/${id}`, "page/walk")]);
      context = { model, el, t: words, saving, open, close, redraw: draw, next, h };
      levels = [{ screens: await module.default(context), at: 0 }];
      levels[0].at = Math.min(screen, levels[0].screens.length - 1);
      draw();
    } catch (error) {
      console.warn(error.name); // a step that could not be fetched
      show(h("p", { role: "alert" }, t("walk.no_step")), button("again", () => enter(index, screen), "main"));
    }
  }

  const top = () => levels[levels.length - 1];
  const button = (key, onclick, kind) => h("button", { type: "button", class: kind, onclick }, t(`walk.${key}`));

  async function draw() {
    const { screens, at } = top();
    const fields = createFields({ t: context.t, saving, remarks: remark });
    notes = fields.notes;
    const body = await screens[at]({ ...context, ...fields });
    show(progress(), h("form", { onsubmit: (event) => (event.preventDefault(), next()) }, body, controls()));
    if (drawn++) {
      root.querySelector("h1")?.focus();
      scrollTo(0, 0);
    }
    if (levels.length === 1) model.send({ kind: "step", current: steps[place].id, screen: at });
    steps[place + 1]?.load().catch(() => {}); // at hand when she gets there
  }

  const show = (...nodes) => root.replaceChildren(...nodes);

  function progress() {
    const words = t("walk.progress", { number: place + 1, total: steps.length });
    const { screens, at } = levels[0];
    const bar = h("progress", { max: steps.length, value: place + at / screens.length, "aria-hidden": "true" });
    return h("p", { class: "progress" }, h("strong", {}, words), " ", h("span", {}, context.t(`${steps[place].id}.title`)), bar);
  }

  function controls() {
    const inside = levels.length > 1;
    const last = !inside && place === steps.length - 1 && top().at === top().screens.length - 1;
    const first = !inside && !place && !top().at;
    const ahead = inside && top().at === top().screens.length - 1 ? "done" : "next";
    return h("div", { class: "controls" },
      last ? null : h("button", { class: "main" }, t(`walk.${ahead}`)),
      first ? null : button("back", back),
      inside || place === steps.length - 1 ? null : button("skip", () => enter(place + 1)));
  }

  function next() {
    saving.flush();
    if (++top().at < top().screens.length) return draw();
    if (levels.length > 1) return close();
    model.send({ kind: "step", done: steps[place].id });
    return place < steps.length - 1 ? enter(place + 1) : (top().at--, draw());
  }

  function back() {
    saving.flush();
    if (top().at) return top().at--, draw();
    return levels.length > 1 ? close() : enter(place - 1, Infinity);
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
    if (!conflicts) return;
    const { choose } = await import("onward/page/conflict");
    choose({ model, root, saving, conflicts, redraw: draw });
  });
  el.addEventListener("input", ({ target }) => {
    const path = target.id.startsWith("q-") && target.id.slice(2).split("-");
    if (path && remarked.delete(JSON.stringify(path))) remarkAll();
  });
  model.on("change:advice", remarkAll);
  model.on("heal", () => context && model.send({ kind: "step", current: steps[place].id, screen: levels[0].at }));

  await enter(place, model.get("screen") || 0);
  return saving.stop;
}
