// Functions by name come in as JSON; their short forms go out.
import { readFileSync } from "node:fs";
import { minify } from "terser";

const PREFIX = "export default";
const made = {};
for (const [name, source] of Object.entries(JSON.parse(readFileSync(0, "utf-8")))) {
  const { code } = await minify(`${PREFIX} ${source};`, { module: true, ecma: 2020, compress: { passes: 3 } });
  made[name] = code.slice(PREFIX.length).replace(/;$/, "").trim();
}
process.stdout.write(JSON.stringify(made));
