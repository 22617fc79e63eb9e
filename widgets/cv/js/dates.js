// When something was.
import { listOf } from "onward/page/choices";
import { h } from "onward/page/fields";

// A month and a year, or a year alone: what she remembers.
export function date({ t, saving, group }, path, key) {
  let [, year = "", month = ""] = /^(\d{4})-?(\d\d)?$/.exec(saving.read(...path)) || [];
  const put = () => saving.put(path, year && month ? `${year}-${month}` : year);
  const monthName = new Intl.DateTimeFormat(t.language, { month: "long", timeZone: "UTC" });
  const months = Array.from({ length: 12 }, (_, at) => [
    String(at + 1).padStart(2, "0"),
    monthName.format(Date.UTC(2000, at, 15)),
  ]);
  const now = new Date().getFullYear();
  const years = Array.from({ length: 66 }, (_, ago) => [String(now + 1 - ago), String(now + 1 - ago)]);
  const list = (name, options, value, choose) =>
    listOf([["", t(`walk.${name}`)], ...options], value, { "aria-label": t(`walk.${name}`) }, choose);
  return group(path, key, h("div", { class: "row" },
    list("month", months, month, (value) => ((month = value), put())),
    list("year", years, year, (value) => ((year = value), put()))));
}
