// What she asks the employer, and how she asks again.
import { chosen } from "onward/page/chosen";
import { addStyle } from "onward/page/style";
import { listOfBoth, sentencesOf } from "onward/interview/sentences";

export default async ({ model, t, h, saving }) => {
  addStyle("interview/interview.css");
  await saving.settled();
  const { tables } = await sentencesOf(model, "ask_employer", "ask_again");
  return [
    ({ group }) => group(["ask"], "ask.ask", chosen({ saving }, ["ask"], tables.ask_employer)),
    ({ heading }) => [heading(t("ask.again.title")), h("p", {}, t("ask.again.about")), listOfBoth(tables.ask_again)],
  ];
};
