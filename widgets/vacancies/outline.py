"""What she did in the vacancy lesson, for her trainer: wishes, saved vacancies, questions, applications."""

from collections.abc import Iterator
from typing import Any

from widgets.language import REFERENCE, Text, cv_languages
from widgets.occupations.own.occupations import occupation_text, occupations

from .letter import paragraphs
from .wording import table

Block = tuple[str, str, str, str]
"""Kind ("heading", "entry", "item" or "text"), words, their language, and what stands at the line's end."""


def outline_of_search(document: dict[str, Any], text: Text) -> list[Block]:
    """`text` names the parts: `fields.wish`, `fields.saved`, … and the states of a saved vacancy."""
    parts = {
        "wish": list(wishes(document, text)),
        "saved": list(vacancies(document, text)),
        "questions": list(questions(document)),
        "letters": list(letters(document)),
    }
    return [
        block
        for name, blocks in parts.items()
        if blocks
        for block in [("heading", text(f"fields.{name}"), text.language.tag, ""), *blocks]
    ]


def wishes(document: dict[str, Any], text: Text) -> Iterator[Block]:
    wish = document.get("wish", {})
    if wish.get("occupation") in occupations():
        yield "text", occupation_text(wish["occupation"], text.language.tag).feminine, text.language.tag, ""
    for name in ("words", "place"):
        if wish.get(name):
            yield "text", str(wish[name]), "", ""


def vacancies(document: dict[str, Any], text: Text) -> Iterator[Block]:
    for each in document.get("saved", []):
        where = [str(each.get(name, "")) for name in ("title", "employer", "place")]
        state = f"fields.state.{each.get('state')}"
        aside = " ".join(
            part for part in (text(state) if state in text else "", str(each.get("date", ""))) if part
        )
        yield "entry", " · ".join(part for part in where if part), language_of(each), aside
        if each.get("note"):
            yield "text", str(each["note"]), "", ""


def questions(document: dict[str, Any]) -> Iterator[Block]:
    language = str(document.get("wish", {}).get("language") or REFERENCE)
    known = table(language, "questions")
    for each in document.get("questions", []):
        if each in known:
            yield "item", known[each], language, ""


def letters(document: dict[str, Any]) -> Iterator[Block]:
    """As the employer reads them; the name stands in her CV, so it is left open here."""
    saved = {each["id"]: each for each in document.get("saved", [])}
    for letter in document.get("letters", []):
        vacancy = saved.get(letter.get("id"), {})
        title, language = str(vacancy.get("title", "")), language_of(vacancy)
        if title:
            yield "entry", title, language, ""
        for line in paragraphs(letter, title, "…", language):
            yield "text", line, language, ""


def language_of(vacancy: dict[str, Any]) -> str:
    language = str(vacancy.get("language", ""))
    return language if language in {each.tag for each in cv_languages()} else REFERENCE
