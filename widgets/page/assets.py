"""The static files of every feature and lesson: found by scanning, named after their place, hashed.

`widgets/cv/js/steps/work.js` is `onward/cv/steps/work`, `widgets/cv/css/editor.css` is
`onward/cv/editor.css`. `lessons/write_a_cv/text/it.toml` is `onward/write_a_cv/text.it`, and each
table in it a text of its own, so that a first screen fetches its words only:
`onward/write_a_cv/text.work.it`.
"""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from widgets.language import load_text, page_languages

WIDGETS = Path(__file__).parent.parent
MEDIA_TYPES = {
    "js": "text/javascript",
    "css": "text/css",
    "json": "application/json",
}
ASIDE = re.compile(rb"^[ \t]*//.*\n|^[ \t]+|^/\*.*\*/\n", re.MULTILINE)
ENCODINGS = ("br", "gzip")
"""Ways to compress, the tighter first, by their names in HTTP."""
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)"(onward/[^"]+)\"""")


@dataclass(frozen=True)
class Asset:
    """One static file: its name in imports, and its bytes as the browser may ask for them."""

    name: str
    extension: str
    content: bytes

    @cached_property
    def file(self) -> str:
        """The last part of its URL; it changes with the content, so that browsers may keep it for a year."""
        stem = self.name.removesuffix(f".{self.extension}").replace("/", "-")
        return f"{stem}-{hashlib.sha256(self.content).hexdigest()[:10]}.{self.extension}"

    @property
    def media_type(self) -> str:
        return MEDIA_TYPES[self.extension]

    @cached_property
    def gzip(self) -> bytes:
        return gzip.compress(self.content, 9, mtime=0)

    @cached_property
    def brotli(self) -> bytes:
        return bytes(brotli.compress(self.content, quality=11))

    def compressed(self, encoding: str) -> bytes:
        """`encoding`: one of `ENCODINGS`."""
        return self.brotli if encoding == "br" else self.gzip

    @property
    def imports(self) -> list[str]:
        """Modules of ours that this module imports, now or on demand."""
        return list(dict.fromkeys(IMPORT.findall(self.content.decode()))) if self.extension == "js" else []


class Assets:
    """Every static file under some folders of features and lessons."""

    def __init__(self, roots: Iterable[Path] = (WIDGETS,)) -> None:
        found = (asset for root in roots for folder in folders(root) for asset in assets_of(folder))
        self.by_name: Mapping[str, Asset] = {asset.name: asset for asset in found}

    def closure(self, module: str) -> list[str]:
        """A module and all that it imports, each after those that it needs itself."""
        order: dict[str, None] = {}

        def visit(name: str) -> None:
            for needed in self.by_name[name].imports:
                if needed not in order and needed != name:
                    visit(needed)
            order[name] = None

        visit(module)
        return list(order)


def folders(root: Path) -> list[Path]:
    """Not Python's own, which only the account that made it may read."""
    return sorted(folder for folder in root.iterdir() if folder.is_dir() and folder.name != "__pycache__")


def assets_of(folder: Path) -> Iterator[Asset]:
    """One feature's or lesson's scripts, styles and texts."""
    for file in sorted((folder / "js").rglob("*.js")):
        yield Asset(name_of(folder, file.relative_to(folder / "js")), "js", lean(file.read_bytes()))
    for file in sorted((folder / "css").rglob("*.css")):
        name = name_of(folder, file.relative_to(folder / "css"))
        yield Asset(f"{name}.css", "css", lean(file.read_bytes()))
    if (folder / "text").is_dir():
        yield from texts_of(folder)


def lean(source: bytes) -> bytes:
    """A script or style sheet without indentation and lines of comment: a sixth less on the way to a phone.

    So no template literal of ours spans lines.
    """
    return ASIDE.sub(b"", source)


def name_of(folder: Path, file: Path) -> str:
    return f"onward/{folder.name}/{file.with_suffix('').as_posix()}"


def texts_of(folder: Path) -> Iterator[Asset]:
    """A folder's texts in each page language: whole, and table by table."""
    for language in page_languages():
        text = load_text(folder / "text", language.tag).for_browser()
        yield as_json(f"onward/{folder.name}/text.{language.tag}", text)
        for part in dict.fromkeys(key.split(".")[0] for key in text["phrases"] if "." in key):
            phrases = {key: phrase for key, phrase in text["phrases"].items() if key.startswith(f"{part}.")}
            yield as_json(f"onward/{folder.name}/text.{part}.{language.tag}", {**text, "phrases": phrases})


def as_json(name: str, document: Mapping[str, object]) -> Asset:
    return Asset(
        name, "json", json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
    )
