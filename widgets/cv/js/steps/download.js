// Take the CV along: Word, PDF, JSON Resume; or bring one from elsewhere.
import { ask, once } from "onward/page/asking";
import { fetchFile } from "onward/page/files";

export default async ({ model, t, h, saving }) => {
  const { formats } = await once(model, "choices");

  async function download(format, status) {
    status.textContent = t("download.making");
    try {
      await saving.settled();
      const name = await fetchFile(model, { kind: "download", format }, (answer) => answer.format === format);
      status.textContent = t("download.made", { name });
    } catch (error) {
      status.textContent = t("download.failed");
    }
  }

  async function bring(file, status) {
    status.textContent = t("download.reading");
    try {
      const content = await file.arrayBuffer();
      await saving.settled();
      const { result, document } = await ask(model, { kind: "import" }, "imported", { tries: 1, patience: 60000, buffers: [content] });
      if (document) saving.replace(document);
      status.textContent = t(`download.import_${result}`);
    } catch (error) {
      status.textContent = t("download.import_failed");
    }
  }

  return [
    ({ heading }) => {
      const status = h("p", { class: "note", role: "status" });
      const button = (format, at) =>
        h("button", { type: "button", class: at ? "" : "main", onclick: () => download(format, status) }, t(`download.${format}`));
      return [
        heading(t("download.file.title")),
        h("p", {}, t("download.about")),
        h("p", {}, t("download.shared_phone")),
        h("div", { class: "stack" }, formats.map(button)),
        status,
      ];
    },
    ({ heading }) => {
      const status = h("p", { class: "note", role: "status" });
      // The browser's own file button speaks the browser's language; ours opens the same choice.
      const onchange = () => {
        const [file] = input.files;
        use.hidden = !file;
        status.textContent = file ? t("download.import_chosen", { name: file.name }) : "";
      };
      const input = h("input", { type: "file", hidden: true, accept: ".json,.docx", onchange });
      const button = (key, props) => h("button", { type: "button", ...props }, t(`download.${key}`));
      const use = button("import_button", { hidden: true, onclick: () => bring(input.files[0], status) });
      return [
        heading(t("download.import.title")),
        h("p", {}, t("download.import_about")),
        button("import_label", { onclick: () => input.click() }),
        input,
        status,
        use,
      ];
    },
  ];
};
