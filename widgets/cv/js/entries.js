// A list of entries (work, school, languages): each is opened on small screens of its own.
import { date } from "onward/cv/dates";
import { check } from "onward/page/choices";
import { h } from "onward/page/fields";

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(8)), (n) => (n % 36).toString(36)).join("");

// A new item's values, its screens, its line in the list, and which items belong here.
export function entries({ t, saving, open, redraw }, list, key, { fresh, screens, words, shows = () => true }) {
  const items = () => saving.read(list) || [];
  const save = (path, value) => (saving.put(path, value), saving.flush());
  const edit = (id) => open(screens([list, id]));

  function add() {
    const id = newId();
    save([list, id], { id, ...fresh });
    edit(id);
  }

  function up(id) {
    const order = items().map((item) => item.id);
    const place = order.indexOf(id);
    order.splice(place - 1, 2, id, order[place - 1]);
    save([list, "order"], order);
    redraw();
  }

  // A removed entry can be brought back with one tap, while the list is on the screen.
  function remove(item, row) {
    save([list, item.id], null);
    const restore = () => (save([list, item.id], item), redraw());
    row.replaceChildren(
      h("p", { role: "status" }, t("walk.removed")),
      h("button", { type: "button", onclick: restore }, t("walk.undo")));
    row.querySelector("button").focus();
  }

  function rowOf(item, place) {
    const name = words(item) || t(`${key}.unnamed`);
    const button = (action, onclick) =>
      h("button", { type: "button", onclick, "aria-label": t(`walk.${action}_named`, { name }) }, t(`walk.${action}`));
    const row = h("li", { class: "entry" });
    row.append(h("bdi", {}, name), h("div", { class: "row" },
      button("change", () => edit(item.id)),
      button("remove", () => remove(item, row)),
      place ? button("up", () => up(item.id)) : null));
    return row;
  }

  const rows = items().filter(shows).map(rowOf);
  return [
    rows.length ? h("ul", { class: "entries" }, rows) : null,
    h("button", { type: "button", class: "add", onclick: add }, t(`${key}.${rows.length ? "add_more" : "add"}`)),
  ];
}

// From when to when; no end while it goes on.
export function period(fields, at, key) {
  const end = date(fields, at("end"), `${key}.end`);
  const show = (isCurrent) => (end.hidden = isCurrent);
  show(fields.saving.read(...at("current")) === true);
  return [date(fields, at("start"), `${key}.start`), check(fields, at("current"), `${key}.current`, show), end];
}
