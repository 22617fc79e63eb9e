// What I learned: school, courses, certificates; or none of these, which is fine.
import { once } from "onward/page/asking";
import { choice, select } from "onward/page/choices";
import { date } from "onward/cv/dates";
import { entries, period } from "onward/cv/entries";

const lesson = { kind: "school", title: "", school: "", town: "", country: "", start: "", end: "", current: false, text: "" };

export default async (context) => {
  const { model, t } = context;
  const choices = await once(model, "choices");
  const kinds = ["school", "course", "other"].map((kind) => [kind, t(`learn.kinds.${kind}`)]);

  const education = (path) => {
    const at = (name) => [...path, name];
    return [
      (fields) => choice(fields, at("kind"), "learn.kind", kinds),
      ({ heading, text }) => [
        heading(t("learn.what.title")),
        text(at("title"), "learn.name", { maxlength: 80 }),
        text(at("school"), "learn.school", { maxlength: 80 }),
      ],
      (fields) => [
        fields.heading(t("learn.where.title")),
        fields.text(at("town"), "learn.town", { maxlength: 80 }),
        select(fields, at("country"), "learn.country", [["", t("learn.no_country")], ...choices.countries]),
      ],
      (fields) => [
        fields.heading(t("learn.when.title")),
        period(fields, at, "learn"),
      ],
    ];
  };

  const certificate = (path) => [
    (fields) => [
      fields.heading(t("learn.certificate.title")),
      fields.text([...path, "name"], "learn.certificate.name", { maxlength: 80 }),
      fields.text([...path, "issuer"], "learn.certificate.issuer", { maxlength: 80 }),
      date(fields, [...path, "date"], "learn.certificate.date"),
    ],
  ];

  return [
    ({ heading, h }) => [
      heading(t("learn.list.title")),
      h("p", {}, t("learn.list.about")),
      entries(context, "education", "learn", {
        fresh: lesson,
        screens: education,
        words: ({ title, school, kind }) => [title || t(`learn.kinds.${kind}`), school].filter(Boolean).join(" · "),
      }),
    ],
    ({ heading, h }) => [
      heading(t("learn.certificates.title")),
      h("p", {}, t("learn.certificates.about")),
      entries(context, "certificates", "learn.certificates", {
        fresh: { name: "", issuer: "", date: "" },
        screens: certificate,
        words: ({ name }) => name,
      }),
    ],
  ];
};
