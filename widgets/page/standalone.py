"""A screen's modules as one text, for JupyterLab and stock Voilà, which serve no files of ours."""

import json
from functools import cache
from string import Template

from .assets import Assets

# Each module becomes a blob: URL before the modules that import it; no bundler, and the same files.
LOADER = Template("""\
const urls = {};
for (const [name, source] of $sources) {
  const resolved = source.replace($imports, (whole, before, name) => before + '"' + urls[name] + '"');
  urls[name] = URL.createObjectURL(new Blob([resolved], { type: "text/javascript" }));
}
const { default: screen } = await import(urls[$module]);
export default screen;
""")
IMPORT = r'/(\bfrom\s*|\bimport\s*\(?\s*)"(onward\/[^"]+)"/g'


@cache
def shipped() -> Assets:
    """The assets under `widgets/`; lessons bring texts only, and those come as a trait."""
    return Assets()


@cache
def standalone_module(module: str) -> str:
    """A self-contained ES module that exports what the named one does."""
    files = [(name, shipped().by_name[name].content.decode()) for name in shipped().closure(module)]
    return LOADER.substitute(sources=json.dumps(files), imports=IMPORT, module=json.dumps(module))


def standalone_styles(names: tuple[str, ...]) -> str:
    return "\n".join(shipped().by_name[name].content.decode() for name in names)
