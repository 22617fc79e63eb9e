// What she does not want to talk about, and sentences that lead on from a gap.
import { chosen } from "onward/page/chosen";
import { sentencesOf } from "onward/interview/sentences";

export default async ({ model, t, h, saving }) => {
  await saving.settled();
  const { tables } = await sentencesOf(model, "avoid", "gap");
  const list = (name, rows) => ({ heading, group }) => [
    heading(t(`gaps.${name}.title`)),
    h("p", {}, t(`gaps.${name}.about`)),
    group([name], `gaps.${name}`, chosen({ saving }, [name], rows)),
  ];
  return [list("avoid", tables.avoid.map(({ id, mine }) => [id, mine])), list("gap", tables.gap)];
};
