// Where vacancies are; and the page of the European Union, which opens elsewhere.
import { chosen } from "onward/page/chosen";

const PLACES = ["centre", "board", "shops", "agency", "people", "groups"];
const EURES = "https://europa.eu/eures/portal/jv-se/home";

export default async ({ t, h, saving }) => {
  const options = PLACES.map((id) => ({ id, mine: t(`where.places.${id}`), theirs: t(`where.places.${id}_about`), language: t.language }));

  return [
    ({ heading, group }) => [
      heading(t("where.list.title")),
      h("p", {}, t("where.list.about")),
      group(["places"], "where.places", chosen({ saving }, ["places"], options)),
    ],
    ({ heading }) => [
      heading(t("where.eures.title")),
      h("p", {}, t("where.eures.about")),
      h("p", { class: "note" }, t("where.eures.leave")),
      h("p", {}, h("a", { class: "button", href: EURES, target: "_blank", rel: "noopener noreferrer" }, t("where.eures.button"))),
    ],
  ];
};
