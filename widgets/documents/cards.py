"""A Word page of sign-in cards to print and cut: eight on a page, with lines to cut along."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import docx
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from .document import TEMPLATE
from .package import pack, read_package
from .words import speaks_right_to_left, word_language

COLUMNS = 2
HEIGHT = Cm(6)
SMALL, LARGE = Pt(11), Pt(22)


@dataclass(frozen=True)
class Card:
    """What stands on a card: lines of a label and a value, and a note below."""

    lines: Sequence[tuple[str, str]]
    note: str


def write_cards(cards: Sequence[Card], language: str) -> bytes:
    """The cards as a Word document in one language; nothing in it says who made it or for whom."""
    document = docx.Document(str(TEMPLATE))
    document.core_properties.language = word_language(language)
    table = document.add_table(rows=0, cols=COLUMNS)
    cut_lines(table)
    if speaks_right_to_left(language):
        table._tbl.tblPr.append(OxmlElement("w:bidiVisual"))
    waiting = iter(cards)
    while row := list(islice(waiting, COLUMNS)):
        add_row(table, row, language)
    buffer = io.BytesIO()
    document.save(buffer)
    return pack(read_package(buffer.getvalue()))


def add_row(table: Any, cards: Sequence[Card], language: str) -> None:
    row = table.add_row()
    row.height, row.height_rule = HEIGHT, WD_ROW_HEIGHT_RULE.EXACTLY
    for cell, card in zip(row.cells, cards, strict=False):
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
        for label, value in card.lines:
            add_text(cell, label, SMALL, language)
            # An address, a code and a PIN run from left to right in every language.
            add_text(cell, value, LARGE if len(value) < 12 else SMALL, "en", is_bold=True)
        add_text(cell, card.note, SMALL, language)


def add_text(cell: Any, text: str, size: Any, language: str, is_bold: bool = False) -> None:
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    is_rtl = speaks_right_to_left(language)
    if is_rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    run = paragraph.add_run(text)
    run.bold, run.font.size = is_bold, size
    properties = run._r.get_or_add_rPr()
    tag = OxmlElement("w:lang")
    tag.set(qn("w:bidi" if is_rtl else "w:val"), word_language(language))
    if is_rtl:
        properties.append(OxmlElement("w:rtl"))
    properties.append(tag)


def cut_lines(table: Any) -> None:
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}", {qn("w:val"): "dashed", qn("w:sz"): "6", qn("w:color"): "808080"})
        borders.append(line)
    table._tbl.tblPr.append(borders)
