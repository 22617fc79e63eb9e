// What I can do: phrases from the work she wants and from everyday life, and her own words.
import { ask } from "onward/page/asking";
import { entries } from "onward/cv/entries";
import { toggles } from "onward/page/toggles";
import { h } from "onward/page/fields";

const FIRST = 6; // a long list opens with these, and with those that she chose

export default async (context) => {
  const { model, t, saving } = context;
  const occupation = saving.read("basics", "occupation") || "";
  const isThese = (answer) => answer.occupation === occupation;
  const phrases = await ask(model, { kind: "phrases", occupation }, "phrases", { fits: isThese });
  const skills = () => saving.read("skills") || [];
  const find = (phrase) => skills().find((skill) => skill.phrase === phrase);

  // A phrase's entry has an id of its own, made from the phrase, so that two taps never make two entries.
  const idOf = (phrase) => phrase.replace(/[^a-z0-9]/g, "");
  const flip = (phrase, isOn) => {
    const id = find(phrase)?.id || idOf(phrase);
    saving.put(["skills", id], isOn ? { id, phrase } : null);
  };
  const offer = (list, key) => ({ group }) => {
    const box = toggles(list, { isOn: (phrase) => Boolean(find(phrase)), flip });
    shorten(box, t("walk.more"));
    return group(["skills"], key, box);
  };

  const own = {
    fresh: { text: "" },
    screens: (path) => [({ text }) => text([...path, "text"], "can.own", { maxlength: 120 })],
    words: ({ text }) => text,
    shows: (skill) => !skill.phrase,
  };
  return [
    phrases.skills.length ? offer(phrases.skills, "can.work") : null,
    offer(phrases.everyday, "can.everyday"),
    ({ heading, h }) => [heading(t("can.more.title")), h("p", {}, t("can.more.about")), entries(context, "skills", "can", own)],
    ({ text }) => text(["basics", "summary"], "can.summary", { rows: 5, maxlength: 700 }),
  ].filter(Boolean);
};

function shorten(box, more) {
  const buttons = [...box.children];
  const late = buttons.filter((button, at) => at >= FIRST && button.getAttribute("aria-pressed") === "false");
  if (!late.length || buttons.length <= FIRST + 2) return;
  const show = () => {
    for (const button of late) button.hidden = false;
    opener.remove();
    late[0].focus();
  };
  const opener = h("button", { type: "button", class: "add", onclick: show }, more);
  for (const button of late) button.hidden = true;
  box.append(opener);
}
