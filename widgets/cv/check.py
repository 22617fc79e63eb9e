"""What to change in a Word CV, ours or another, before an employer gets it."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from widgets.documents import (
    PdfFailed,
    PdfUnavailable,
    Structure,
    UnsafeDocument,
    count_pages,
    inspect_document,
    to_pdf,
)
from widgets.language import Text, load_text

from .privacy import findings

HERE = Path(__file__).parent
MOST_PAGES = 2
COMMON_FONTS = {
    *("Aptos", "Aptos Display", "Arial", "Calibri", "Calibri Light", "Cambria", "Candara", "Carlito"),
    *("Garamond", "Georgia", "Helvetica", "Liberation Sans", "Liberation Serif", "Segoe UI", "Tahoma"),
    *("Times New Roman", "Trebuchet MS", "Verdana"),
}
"""Installed with Windows, macOS or Office, or measured like one that is."""
PHONE = re.compile(r"\+?[\d\s()/.-]{5,}")


@dataclass(frozen=True)
class Remark:
    """One thing to change; `code` is the key of its text, `values` what the text names."""

    code: str
    values: dict[str, Any] = field(default_factory=dict)

    def words(self, text: Text) -> str:
        return text(self.code, **self.values)


def check_text(language: str) -> Text:
    """The texts of the remarks."""
    return load_text(HERE / "check_text", language)


def check_docx(data: bytes, *, counts_pages: bool = True) -> list[Remark]:
    """Everything to change, in the order in which a person would; a file that is not opened has one remark.

    Pages are counted where LibreOffice is installed; that takes seconds.
    """
    try:
        found = inspect_document(data)
    except UnsafeDocument as error:
        return [Remark(f"refused.{error.code}")]
    pages = _pages(data) if counts_pages else ()
    return [*_private(found.text), *_structure(found), *pages, *_look(found), *_trail(found)]


def _private(text: str) -> Iterator[Remark]:
    """Each kind once, and without the words: the remark may be shown, sent or logged."""
    kinds = {
        kind for line in text.splitlines() for part in re.split(r"\||\s{2,}", line) for kind in _kinds(part)
    }
    yield from (Remark(f"private.{kind}") for kind in sorted(kinds))


def _kinds(part: str) -> Iterator[str]:
    is_phone = PHONE.fullmatch(part.strip()) is not None
    yield from (each.kind for each in findings(part) if not (is_phone and each.kind == "document"))
    yield from (kind for kind, label in _labels().items() if label.match(part))


@cache
def _labels() -> dict[str, re.Pattern[str]]:
    """How a line begins that tells about family or nationality: a label with a colon or alone."""
    words = tomllib.loads((HERE / "check_words.toml").read_text("utf-8"))
    return {kind: _label("|".join(text.split()).replace("_", r"\s+")) for kind, text in words.items()}


def _label(words: str) -> re.Pattern[str]:
    return re.compile(rf"\W*(?:{words})\s*(?:[:：/–-]|$)", re.IGNORECASE)


def _structure(found: Structure) -> Iterator[Remark]:
    facts = {
        "no_title": not found.title,
        "no_headings": not found.headings,
        "tables": found.tables > 0,
        "text_boxes": found.text_boxes > 0,
        "margins": bool(found.margin_text),
        "pictures": found.pictures > 0,
        "picture_text": found.pictures_without_text > 0,
        "hidden": bool(found.hidden_words),
        "comments": found.comments > 0,
        "tracked_changes": found.tracked_changes > 0,
    }
    if found.columns > 1:
        yield Remark("structure.columns", {"count": found.columns})
    yield from (Remark(f"structure.{name}") for name, is_so in facts.items() if is_so)


def _pages(data: bytes) -> Iterator[Remark]:
    try:
        pages = count_pages(to_pdf(data))
    except (PdfUnavailable, PdfFailed):
        return
    if pages > MOST_PAGES:
        yield Remark("structure.pages", {"count": pages})


def _look(found: Structure) -> Iterator[Remark]:
    if found.untagged_words:
        yield Remark("language.missing")
    yield from (Remark("fonts.rare", {"name": name}) for name in found.fonts if name not in COMMON_FONTS)


def _trail(found: Structure) -> Iterator[Remark]:
    """The kind of trail only: its value may be a name."""
    yield from (Remark(f"trail.{name}") for name in found.trail)
