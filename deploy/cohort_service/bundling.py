"""Joins the modules that a page needs at once into one file: on a slow phone each request costs.

Our modules are written so that this needs no parser: imports and exports stand at the start of a line, an
import on one line. A test compares what every module exports with what is found here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from widgets.page.assets import Asset

IMPORT = re.compile(r"""^import (?P<what>.+?) from "(?P<name>[^"]+)";\n""", re.MULTILINE)
NAMED = re.compile(r"^export ((?:async )?function|const|let|class) (?P<name>\w+)", re.MULTILINE)
DEFAULT = re.compile(r"^export default ", re.MULTILINE)
COMMENT = re.compile(r"^\s*//.*\n|^[ \t]+|(?<=[;,{}]) // .*", re.MULTILINE)
STYLE_COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)


@dataclass(frozen=True)
class Bundle:
    """Some modules in one file, and which of them other modules can import from it."""

    asset: Asset
    provides: frozenset[str]


def bundle(modules: Sequence[Asset], entry: str) -> Bundle:
    """These modules, each after those that it imports; `entry` is the one whose default is the file's."""
    places = {module.name: f"${place}" for place, module in enumerate(modules)}
    lines = [wrapped(module, places) for module in modules]
    names = {name for module in modules for name in exported(module)}
    if len(names) != sum(len(exported(module)) for module in modules):
        raise ValueError("two modules export the same name")
    provided = {module.name for module in modules if module.name == entry or not has_default(module)}
    lines += [f"export const {{{','.join(exported(module))}}}={places[module.name]};" for module in modules]
    if entry in places:
        lines.append(f"export default {places[entry]}.default;")
    content = COMMENT.sub("", "\n".join(lines) + "\n")
    return Bundle(Asset("page", "js", content.encode()), frozenset(provided))


def joined_styles(styles: Sequence[Asset]) -> Asset:
    """Style sheets in one file, in their order."""
    content = "".join(style.content.decode() for style in styles)
    return Asset("page", "css", STYLE_COMMENT.sub("", content).encode())


def wrapped(module: Asset, places: Mapping[str, str]) -> str:
    """A module as a function's scope, with what it exports as the function's result."""

    def bound(found: re.Match[str]) -> str:
        default, _, named = found["what"].partition("{")
        both = [f"default: {default.strip(', ')}"] * bool(default) + [named.strip("} ")] * bool(named)
        return f"const {{ {', '.join(both).replace(' as ', ': ')} }} = {places[found['name']]};\n"

    source = DEFAULT.sub("const $default = ", NAMED.sub(r"\1 \g<name>", IMPORT.sub(bound, source_of(module))))
    result = ",".join([*exported(module), *(["default:$default"] if has_default(module) else [])])
    return f"const {places[module.name]}=(()=>{{\n{source}\nreturn{{{result}}}\n}})();"


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
