"""A Word document on our template: paragraphs by style, runs by language, and nothing about who wrote it."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt

from .package import pack, read_package
from .words import Run, clean, is_right_to_left, isolate, runs_of, speaks_right_to_left, word_language

TEMPLATE = Path(__file__).parent / "template.docx"
"""Made by `python -m widgets.documents.template` from `template_parts/`."""
DATES_STYLE = "CV Dates"
PHOTO_STYLE = "CV Photo"
PHOTO_PLACE = {
    "w": "1701",
    "h": "2268",
    "hRule": "exact",
    "hSpace": "227",
    "wrap": "around",
    "vAnchor": "margin",
    "hAnchor": "margin",
    "xAlign": "right",
    "y": "1",
}
"""30 × 40 mm in twentieths of a point. Not in the style: LibreOffice reads frames from paragraphs only."""


@dataclass(frozen=True)
class Words:
    """Text in one language (BCP 47)."""

    text: str
    language: str


class WordDocument:
    """A document in one language; `to_bytes` gives the same bytes for the same paragraphs."""

    def __init__(self, language: str) -> None:
        self._document = docx.Document(str(TEMPLATE))
        self._language = language
        self._is_right_to_left = speaks_right_to_left(language)
        self._set_language()

    def add(
        self,
        style: str,
        words: Sequence[Words],
        *,
        aside: str = "",
        separator: str = "",
        has_own_direction: bool = False,
        keeps_with_next: bool = False,
        space_before: float | None = None,
    ) -> None:
        """A paragraph; `aside` (dates) stands at the line's end, `separator` between the words.

        With `has_own_direction` it runs as its text does, else as the document. `space_before` is in points.
        """
        paragraph = self._document.add_paragraph(style=style)
        direction = self._direction_of(words) if has_own_direction else self._is_right_to_left
        _set_direction(paragraph, direction)
        if keeps_with_next:
            paragraph.paragraph_format.keep_with_next = True
        if space_before is not None:
            paragraph.paragraph_format.space_before = Pt(space_before)
        runs = isolate(
            [*self._runs(words, separator, direction), *self._own_runs(aside, tab="\t")], direction
        )
        for index, run in enumerate(runs):
            is_dates = bool(aside) and index == len(runs) - 1
            _add_run(paragraph, run, DATES_STYLE if is_dates else None)

    def add_photo_place(self, words: Words) -> None:
        """An empty frame at the page's end side, beside what follows; the words in it say what it is for."""
        self.add(PHOTO_STYLE, [words])
        paragraph = self._document.paragraphs[-1]
        frame = OxmlElement("w:framePr", {qn(f"w:{name}"): value for name, value in PHOTO_PLACE.items()})
        paragraph._p.get_or_add_pPr().pStyle.addnext(frame)

    def to_bytes(self) -> bytes:
        buffer = io.BytesIO()
        self._document.save(buffer)
        return pack(read_package(buffer.getvalue()))

    def _direction_of(self, words: Sequence[Words]) -> bool:
        return is_right_to_left("".join(each.text for each in words), self._is_right_to_left)

    def _runs(self, words: Sequence[Words], separator: str, direction: bool) -> list[Run]:
        runs: list[Run] = []
        for each in words:
            runs += self._own_runs(separator) if runs else []
            runs += runs_of(clean(each.text), each.language, self._language, direction)
        return runs

    def _own_runs(self, text: str, tab: str = "") -> list[Run]:
        """Words of the document itself; a tab before them stays outside the direction marks."""
        language = word_language(self._language)
        parts = [part for part in (tab, text) if part and text]
        return [Run(part, language, self._is_right_to_left) for part in parts]

    def _set_language(self) -> None:
        tag = word_language(self._language)
        defaults = next(self._document.styles.element.iter(qn("w:docDefaults")))
        next(defaults.iter(qn("w:lang"))).set(qn("w:bidi" if self._is_right_to_left else "w:val"), tag)
        self._document.core_properties.language = tag


def _set_direction(paragraph: Any, is_rtl: bool) -> None:
    if is_rtl:
        # the schema orders a paragraph's properties; style is the only one there so far
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))


def _add_run(paragraph: Any, run: Run, style: str | None) -> None:
    properties = paragraph.add_run(run.text, style)._r.get_or_add_rPr()
    if run.is_right_to_left:
        properties.append(OxmlElement("w:rtl"))
    language = OxmlElement("w:lang")
    language.set(qn("w:bidi" if run.is_right_to_left else "w:val"), run.language)
    properties.append(language)
