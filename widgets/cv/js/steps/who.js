// Who I am, and how to reach me safely.
export default () => [
  ({ text }) => text(["basics", "name"], "who.name", { autocomplete: "name", maxlength: 80 }),
  ({ text }) => text(["basics", "phone"], "who.phone", { type: "tel", autocomplete: "tel", dir: "ltr", maxlength: 40 }),
  ({ text }) => text(["basics", "email"], "who.email", { type: "email", autocomplete: "email", dir: "ltr", maxlength: 120 }),
  ({ text }) => text(["basics", "town"], "who.town", { autocomplete: "address-level2", maxlength: 80 }),
];
