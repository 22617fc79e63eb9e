"""Joins the modules and texts that a page needs at once into one file: on a slow phone each request costs.

Our modules are written so that this needs no parser: imports and exports stand at the start of a line, an
import on one line. A test compares what every module exports with what is found here.
"""

import json
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from widgets.page.assets import Asset

from .lean import shortened

IMPORT = re.compile(r"""^import (?P<what>.+?) from "(?P<name>[^"]+)";.*\n""", re.MULTILINE)
NAMED = re.compile(r"^export ((?:async )?function|const|let|class) (?P<name>\w+)", re.MULTILINE)
DEFAULT = re.compile(r"^export default ", re.MULTILINE)
TEXT = "onward/page/text"
"""The module that takes the texts in; see `bring` there."""
FALLBACK = re.compile(rb"(?<=var\()(--[\w-]+),\s*#[0-9a-f]+")
"""Colours for JupyterLab, which has no frame of ours."""
STYLE_BLANKS = re.compile(r"/\*.*?\*/|\s*([{};,>])\s*|(?<=:)\s+", re.DOTALL)

Texts = Mapping[str, Any]
"""Texts as the browser reads them, by their names without "onward/"."""


@dataclass(frozen=True)
class Bundle:
    """Some modules in one file, and which of them other modules can import from it."""

    asset: Asset
    provides: frozenset[str]


def bundle(
    modules: Sequence[Asset], entry: str = "", *, wanted: Set[str] | None = None, texts: Texts | None = None
) -> Bundle:
    """These modules, each after those that it imports; `entry` is the one whose default is the file's.

    `wanted` are those that others import; None: it may be any.
    """
    names = [name for module in modules for name in exported(module)]
    if len(names) != len(set(names)):
        raise ValueError("two modules export the same name")
    own = {module.name: f"$own{place}" for place, module in enumerate(modules)}
    used = [*(name for module in modules for name in imported(module)), *([TEXT] if texts else [])]
    elsewhere = {name: f"$other{place}" for place, name in enumerate(dict.fromkeys(used)) if name not in own}
    places = {**own, **elsewhere}
    offered = [module for module in modules if wanted is None or module.name in {*wanted, entry}]
    lines = [f'import * as {place} from "{name}";' for name, place in elsewhere.items()]
    lines += [made(module, places) for module in modules]
    lines += [offer(module, places[module.name], is_entry=module.name == entry) for module in offered]
    if texts:
        lines.append(f"{places[TEXT]}.bring({compact(texts)});")
    provided = {module.name for module in offered if module.name == entry or not has_default(module)}
    return Bundle(Asset("page", "js", "".join(lines).encode()), frozenset(provided))


def compact(texts: Texts) -> str:
    return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))


def offer(module: Asset, place: str, *, is_entry: bool) -> str:
    """Exports what the module exports; of the file's one default there can be one only."""
    names = exported(module)
    named = f"export const {{{','.join(names)}}}={place};" if names else ""
    return named + (f"export default {place}.default;" if is_entry and has_default(module) else "")


def joined_styles(styles: Sequence[Asset]) -> Asset:
    """Style sheets in one file, in their order; the frame's, which is among them, has the colours."""
    content = b"\n".join(style.content for style in styles)
    return lean(Asset("page", "css", FALLBACK.sub(rb"\1", content)))


def lean(asset: Asset) -> Asset:
    """A script with short names, a style sheet without blanks."""
    if asset.extension == "js":
        return replace(bundle([asset], asset.name).asset, name=asset.name)
    if asset.extension == "css":
        content = STYLE_BLANKS.sub(r"\1", asset.content.decode()).replace(";}", "}").strip()
        return replace(asset, content=content.encode())
    return asset


def made(module: Asset, places: Mapping[str, str]) -> str:
    """The module's function, short if it may be, called with the modules that it imports."""
    needed = ",".join(places[name] for name in dict.fromkeys(imported(module)))
    return f"const {places[module.name]}=({shortened(module.name, factory(module))})({needed});"


def factory(module: Asset) -> str:
    """The module as a function of those that it imports, with what it exports as its result."""
    needed = {name: f"$needed{place}" for place, name in enumerate(dict.fromkeys(imported(module)))}

    def bound(found: re.Match[str]) -> str:
        default, _, named = found["what"].partition("{")
        both = [f"default: {default.strip(', ')}"] * bool(default) + [named.strip("} ")] * bool(named)
        return f"const {{ {', '.join(both).replace(' as ', ': ')} }} = {needed[found['name']]};\n"

    source = DEFAULT.sub("const $default = ", NAMED.sub(r"\1 \g<name>", IMPORT.sub(bound, source_of(module))))
    result = ",".join([*exported(module), *(["default:$default"] if has_default(module) else [])])
    return f"({','.join(needed.values())})=>{{\n{source}\nreturn{{{result}}}\n}}"


def exported(module: Asset) -> list[str]:
    """The names that a module exports, without its default."""
    return [found["name"] for found in NAMED.finditer(source_of(module))]


def has_default(module: Asset) -> bool:
    return bool(DEFAULT.search(source_of(module)))


def imported(module: Asset) -> list[str]:
    """The modules that it imports at once, not on demand."""
    return [found["name"] for found in IMPORT.finditer(source_of(module))]


def source_of(module: Asset) -> str:
    return module.content.decode() if module.extension == "js" else ""
