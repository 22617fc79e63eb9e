"""A Word document read back: what a person sees in it, paragraph by paragraph, and nothing else."""

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.exceptions import XmlchemyError
from docx.oxml.ns import qn

from .document import DATES_STYLE
from .package import UnsafeDocument, unpack
from .words import clean

APART = {qn("w:del"), qn("w:moveFrom"), qn("w:txbxContent")}
"""Words deleted, and words in a box, which has paragraphs of its own."""
BREAKS = {qn("w:tab"): "  ", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}


DAMAGE = (AttributeError, IndexError, KeyError, OpcError, TypeError, ValueError, XmlchemyError)


@dataclass(frozen=True)
class Paragraph:
    """One paragraph: its style by name, its words, the dates at its end, its language (BCP 47)."""

    style: str
    text: str
    aside: str
    language: str


@dataclass(frozen=True)
class WordText:
    """A document's language, its paragraphs that hold words, in order, and the names of its styles."""

    language: str
    paragraphs: list[Paragraph]
    styles: frozenset[str] = frozenset()


@contextmanager
def noticing_damage() -> Iterator[None]:
    """Refuses a document whose parts are not what they must be, which python-docx notices late."""
    try:
        yield
    except UnsafeDocument:
        raise
    except DAMAGE as error:
        raise UnsafeDocument("damaged") from error


@noticing_damage()
def read_document(data: bytes) -> WordText:
    """The words of a Word file; raises `UnsafeDocument` for a file that could harm or is damaged."""
    document = open_document(data)
    language = document_language(document)
    styles = {style.style_id: str(style.name) for style in document.styles}
    found = [_read_paragraph(each, styles, language) for each in document.element.body.iter(qn("w:p"))]
    seen = [paragraph for paragraph in found if paragraph.text or paragraph.aside]
    return WordText(language, seen, frozenset(styles.values()))


def open_document(data: bytes) -> Any:
    """python-docx's document, once its package was inspected."""
    unpack(data)
    return docx.Document(io.BytesIO(data))


def document_language(document: Any) -> str:
    """The language that text without its own has."""
    tags = [element.get(qn("w:val")) for element in document.styles.element.iter(qn("w:lang"))]
    return next((tag for tag in tags if tag), "")


def runs_seen(element: Any) -> Iterator[Any]:
    """The runs of a paragraph that a person sees: none deleted, hidden or in a box of its own."""
    for run in element.iter(qn("w:r")):
        if not is_hidden(run) and not _is_apart(run, element):
            yield run


def is_hidden(run: Any) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(qn("w:val")) not in ("0", "false", "off")


def _is_apart(run: Any, paragraph: Any) -> bool:
    around = takewhile(lambda each: each is not paragraph, run.iterancestors())
    return any(each.tag in APART for each in around)


def text_of(run: Any) -> str:
    return "".join(_text_of_piece(piece) for piece in run)


def _text_of_piece(piece: Any) -> str:
    return str(piece.text or "") if piece.tag == qn("w:t") else BREAKS.get(piece.tag, "")


def _read_paragraph(element: Any, styles: Mapping[str, str], language: str) -> Paragraph:
    words: list[str] = []
    asides: list[str] = []
    runs = list(runs_seen(element))
    for run in runs:
        is_dates = styles.get(_style_id(run, "w:rPr/w:rStyle")) == DATES_STYLE
        (asides if is_dates else words).append(text_of(run))
    tags = [tag for tag in map(_language_of, runs) if tag]
    style = styles.get(_style_id(element, "w:pPr/w:pStyle"), "Normal")
    return Paragraph(style, clean("".join(words)), clean("".join(asides)), tags[0] if tags else language)


def _language_of(run: Any) -> str:
    tag = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
    is_rtl = run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
    return str(tag.get(qn("w:bidi" if is_rtl else "w:val"), "")) if tag is not None else ""


def _style_id(element: Any, path: str) -> str:
    style = element.find("/".join(map(qn, path.split("/"))))
    return str(style.get(qn("w:val"))) if style is not None else ""
