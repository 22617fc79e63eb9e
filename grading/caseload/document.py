"""A handed-in document as blocks to read: a CV as its Word file will look, applications as they are sent."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from widgets.cv.model import Cv
from widgets.cv.outline import outline
from widgets.interview.outline import outline_of_interview
from widgets.language import Text
from widgets.vacancies.outline import outline_of_search

KINDS = {"name", "label", "contact", "photo", "heading", "entry", "detail", "item", "text", "consent"}


@dataclass(frozen=True)
class Shown:
    """One piece of text; `kind` is one of KINDS, `language` a BCP 47 tag or empty when unknown."""

    kind: str
    text: str
    language: str = ""
    aside: str = ""
    is_foreign: bool = False


def shown(document: dict[str, Any], text: Text) -> list[Shown]:
    """`text` holds the exercise's names of fields (`fields.<name>`)."""
    if isinstance(document.get("basics"), dict):
        return shown_cv(document)
    if isinstance(document.get("answers"), list):
        return [Shown(*block) for block in outline_of_interview(document, text)]
    if isinstance(document.get("letters"), list):
        return [Shown(*block) for block in outline_of_search(document, text)]
    return [block for name, value in document.items() for block in shown_field(name, value, text)]


def shown_cv(document: dict[str, Any]) -> list[Shown]:
    return [
        Shown(
            block.kind if block.kind in KINDS else "text",
            block.text,
            block.language,
            block.aside,
            block.is_foreign,
        )
        for block in outline(Cv.from_document(document))
    ]


def shown_field(name: str, value: object, text: Text) -> Iterator[Shown]:
    """A field's name as a heading, then every text in it."""
    texts = [Shown("text", each) for each in texts_in(value)]
    if texts:
        key = f"fields.{name}"
        yield Shown("heading", text(key) if key in text else name)
        yield from texts


def texts_in(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from texts_in(each)
    elif value not in (None, "", True, False):
        yield str(value)
