// Files that the kernel makes: fetched on her tap, given to the browser, forgotten.
import { ask } from "onward/page/asking";
import { h } from "onward/page/fields";

// Asks for a file and saves it on her phone; its name, or an error where it did not come.
export async function fetchFile(model, question, fits) {
  const { name, type, buffers } = await ask(model, question, "file", { fits, patience: 60000 });
  const link = h("a", { href: URL.createObjectURL(new Blob(buffers, { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  return name;
}
