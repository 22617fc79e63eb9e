"""Facts about a Word document that decide whether people and programs can read it, and what it gives away."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from .package import parse, unpack
from .reading import (
    document_language,
    is_hidden,
    noticing_damage,
    open_document,
    read_document,
    runs_seen,
    text_of,
)

HEADINGS = re.compile(r"heading \d", re.I)
"""Word keeps these names in every language of its menus."""
PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "last_author",
    "Company": "company",
    "Manager": "manager",
}
PROPERTIES |= {
    "Application": "program",
    "Template": "template",
    "description": "comment",
    "keywords": "keywords",
}
USUAL = re.compile(r"Microsoft [\w ]*Word|LibreOffice\b.*|Normal(\.dotm)?")
THEME = "word/theme/theme1.xml"
DRAWINGS = ("wp:inline", "wp:anchor")


@dataclass(frozen=True)
class Structure:
    """What a look at the parts of a document found; counts, names, and all its words."""

    title: str
    headings: list[str]
    columns: int
    tables: int
    text_boxes: int
    margin_text: str
    pictures: int
    pictures_without_text: int
    languages: list[str]
    untagged_words: int
    fonts: list[str]
    trail: dict[str, str]
    comments: int
    tracked_changes: int
    hidden_words: str
    text: str


@noticing_damage()
def inspect_document(data: bytes) -> Structure:
    """Every fact at once; raises `UnsafeDocument` for a file that could harm or is damaged."""
    parts = unpack(data)
    document = open_document(data)
    paragraphs = read_document(data).paragraphs
    body = document.element.body
    return Structure(
        title=next((each.text for each in paragraphs if each.style.lower() == "title"), ""),
        headings=[each.text for each in paragraphs if HEADINGS.match(each.style)],
        columns=max((_columns(section) for section in body.iter(qn("w:sectPr"))), default=1),
        tables=_count(body, "w:tbl"),
        text_boxes=_count(body, "w:txbxContent"),
        margin_text=_margin_text(parts),
        pictures=len(_pictures(body)),
        pictures_without_text=sum(not each.get("descr") for each in _pictures(body)),
        languages=_languages(document),
        untagged_words=_untagged_words(document),
        fonts=_fonts(document, parts.get(THEME)),
        trail=_trail(parts),
        comments=_count_in(parts, "word/comments.xml", "w:comment"),
        tracked_changes=_count(body, "w:ins") + _count(body, "w:del"),
        hidden_words=" ".join(text_of(run) for run in body.iter(qn("w:r")) if is_hidden(run)).strip(),
        text="\n".join(f"{each.text} {each.aside}".strip() for each in paragraphs),
    )


def _count(root: Any, name: str) -> int:
    return sum(1 for _ in root.iter(qn(name)))


def _count_in(parts: Mapping[str, bytes], part: str, name: str) -> int:
    return _count(parse(parts[part]), name) if part in parts else 0


def _columns(section: Any) -> int:
    columns = section.find(qn("w:cols"))
    number = columns.get(qn("w:num"), "1") if columns is not None else "1"
    return int(number) if number.isdigit() else 1


def _margin_text(parts: Mapping[str, bytes]) -> str:
    names = sorted(name for name in parts if re.fullmatch(r"word/(header|footer)\d*\.xml", name))
    runs = (run for name in names for run in parse(parts[name]).iter(qn("w:r")))
    return " ".join(filter(None, (text_of(run).strip() for run in runs)))


def _pictures(body: Any) -> list[Any]:
    return [each.find(qn("wp:docPr")) for name in DRAWINGS for each in body.iter(qn(name))]


def _languages(document: Any) -> list[str]:
    """The languages of the words, the most frequent first."""
    default = document_language(document)
    found: Counter[str] = Counter()
    for run in runs_seen(document.element.body):
        tag = run.find(f"{qn('w:rPr')}/{qn('w:lang')}")
        is_rtl = run.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None
        own = tag.get(qn("w:bidi" if is_rtl else "w:val")) if tag is not None else None
        found[own or default] += len(text_of(run))
    return [tag for tag, _ in found.most_common() if tag]


def _untagged_words(document: Any) -> int:
    """How many words have no language at all, neither their own nor the document's."""
    if document_language(document):
        return 0
    runs = (run for run in runs_seen(document.element.body) if run.find(f".//{qn('w:lang')}") is None)
    return sum(len(text_of(run).split()) for run in runs)


def _fonts(document: Any, theme: bytes | None) -> list[str]:
    """The fonts that styles and words name for Latin, Greek and Cyrillic letters."""
    roots = (document.styles.element, document.element.body)
    elements = [element for root in roots for element in root.iter(qn("w:rFonts"))]
    names = {element.get(qn(f"w:{kind}")) for element in elements for kind in ("ascii", "hAnsi")}
    if theme and any(element.get(qn("w:asciiTheme")) for element in elements):
        names |= {font.get("typeface") for font in parse(theme).iter(qn("a:latin"))}
    return sorted(name for name in names if name)


def _trail(parts: Mapping[str, bytes]) -> dict[str, str]:
    """What the properties say about who wrote it, where and with what; a usual program is no trail."""
    found: dict[str, str] = {}
    for part in ("docProps/core.xml", "docProps/app.xml"):
        for element in parse(parts[part]).iter("{*}*") if part in parts else ():
            name, value = element.tag.rpartition("}")[2], (element.text or "").strip()
            if name in PROPERTIES and value and not USUAL.fullmatch(value):
                found[PROPERTIES[name]] = value
    if "docProps/custom.xml" in parts:
        found["custom"] = "docProps/custom.xml"
    return found
