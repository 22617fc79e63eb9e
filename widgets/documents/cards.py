"""A Word page of sign-in cards to print and cut: eight on a page, with lines to cut along."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from widgets.language import REFERENCE

from .document import WordDocument
from .words import speaks_right_to_left, word_language

COLUMNS = 2
HEIGHT = Cm(6.3)
SMALL, LARGE = Pt(11), Pt(22)
LONG = 12
"""Letters from which a value is an address rather than a code."""
AFTER_ROOM = ("w:tblLook", "w:tblCaption")
AFTER_BORDERS = ("w:shd", "w:tblLayout", "w:tblCellMar", *AFTER_ROOM)
AFTER_DIRECTION = ("w:tblW", "w:jc", "w:tblInd", "w:tblBorders", *AFTER_BORDERS)


@dataclass(frozen=True)
class Card:
    """What stands on a card: lines of a label and a value, and a note below."""

    lines: Sequence[tuple[str, str]]
    note: str


def write_cards(cards: Sequence[Card], language: str) -> bytes:
    """The cards as a Word document in one language; nothing in it says who made it or for whom."""
    document = WordDocument(language)
    table = document._document.add_table(rows=0, cols=COLUMNS)
    style_table(table._tbl.tblPr, speaks_right_to_left(language))
    waiting = iter(cards)
    while row := list(islice(waiting, COLUMNS)):
        add_row(table, row, language)
    return document.to_bytes()


def add_row(table: Any, cards: Sequence[Card], language: str) -> None:
    row = table.add_row()
    row.height, row.height_rule = HEIGHT, WD_ROW_HEIGHT_RULE.EXACTLY
    for cell, card in zip(row.cells, cards, strict=False):
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
        for label, value in card.lines:
            add_text(cell, label, SMALL, language)
            add_value(cell, value, speaks_right_to_left(language))
        add_text(cell, card.note, SMALL, language)


def add_value(cell: Any, value: str, at_right: bool) -> None:
    """An address, a code or a PIN: from left to right in every language, or its parts would change places."""
    paragraph = cell.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(3)
    if at_right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(value)
    run.bold, run.font.size = True, LARGE if len(value) < LONG else SMALL
    run._r.get_or_add_rPr().append(OxmlElement("w:lang", {qn("w:val"): word_language(REFERENCE)}))


def add_text(cell: Any, text: str, size: Any, language: str) -> None:
    paragraph, is_rtl = cell.add_paragraph(), speaks_right_to_left(language)
    if is_rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    paragraph.paragraph_format.space_after = Pt(3)
    run = paragraph.add_run(text)
    run.font.size = size
    properties = run._r.get_or_add_rPr()
    if is_rtl:
        properties.append(OxmlElement("w:rtl"))
    tag = {qn("w:bidi" if is_rtl else "w:val"): word_language(language)}
    properties.append(OxmlElement("w:lang", tag))


def style_table(properties: Any, is_rtl: bool) -> None:
    """Lines to cut along and room inside; the schema orders a table's properties."""
    if is_rtl:
        properties.insert_element_before(OxmlElement("w:bidiVisual"), *AFTER_DIRECTION)
    borders, room = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = {qn("w:val"): "dashed", qn("w:sz"): "6", qn("w:color"): "808080"}
        borders.append(OxmlElement(f"w:{side}", line))
    for side in ("top", "left", "bottom", "right"):
        room.append(OxmlElement(f"w:{side}", {qn("w:w"): "200", qn("w:type"): "dxa"}))
    properties.insert_element_before(borders, *AFTER_BORDERS)
    properties.insert_element_before(room, *AFTER_ROOM)
