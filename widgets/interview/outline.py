"""What she did in the interview lesson, for her trainer: answers, questions, conversations, a message."""

from collections.abc import Iterator
from typing import Any

from widgets.language import REFERENCE, Text, cv_languages
from widgets.occupations.own.occupations import occupation_text, occupations

from . import talks, unlawful
from .own import own_questions
from .record import words_of
from .showing import line
from .thanks import message_lines
from .wording import table

Block = tuple[str, str, str, str]
"""Kind ("heading", "entry", "item" or "text"), words, their language, and what stands at the line's end."""


def outline_of_interview(document: dict[str, Any], text: Text) -> list[Block]:
    """`text` names the parts: `fields.job`, `fields.answers`, … What she keeps silent about is hers alone."""
    mine, theirs = text.language.tag, language_of(document)
    parts = {
        "job": list(job(document, mine)),
        "answers": list(answers(document, mine, theirs)),
        "gap": list(sentences(document, "gap", "gap", theirs)),
        "ask": list(sentences(document, "ask", "ask_employer", theirs)),
        "sorted": list(sorting(document, text, theirs)),
        "talks": list(conversations(document, text)),
        "thanks": list(thanks(document, theirs)),
    }
    return [
        block
        for name, blocks in parts.items()
        if blocks
        for block in [("heading", text(f"fields.{name}"), mine, ""), *blocks]
    ]


def job(document: dict[str, Any], mine: str) -> Iterator[Block]:
    wanted = document.get("job", {}).get("occupation")
    if wanted in occupations():
        yield "text", occupation_text(wanted, mine).feminine, mine, ""


def answers(document: dict[str, Any], mine: str, theirs: str) -> Iterator[Block]:
    """Each question with her answer below it."""
    own = own_questions()
    for answer in document.get("answers", []):
        question = line(str(answer.get("id")), mine, theirs, own)
        if question and (words := words_of(answer)):
            yield "entry", question["theirs"], question["language"], ""
            yield "text", words, "", ""


def sentences(document: dict[str, Any], name: str, words: str, theirs: str) -> Iterator[Block]:
    known = table(theirs, words)
    for each in document.get(name, []):
        if each in known:
            yield "item", known[each], theirs, ""


def sorting(document: dict[str, Any], text: Text, theirs: str) -> Iterator[Block]:
    """Questions that she sorted, whether rightly, and what she would say."""
    reactions = table(theirs, "react")
    for each in document.get("sorted", []):
        if unlawful.topic_of(str(each.get("id"))):
            key = "fields.right" if unlawful.is_right(each) else "fields.wrong"
            yield "entry", unlawful.words_of(each["id"], theirs), theirs, text(key)
            if each.get("react") in reactions:
                yield "text", reactions[each["react"]], theirs, ""


def conversations(document: dict[str, Any], text: Text) -> Iterator[Block]:
    """Which employers she met, and how each conversation ended; what is not finished is left out."""
    for each in document.get("talks", []):
        if done := talks.review_of(each):
            manners = talks.manners(text.language.tag)
            name, outcome = manners[each["story"]]["name"], manners["outcome"][done.outcome]["title"]
            yield "entry", name, text.language.tag, outcome


def thanks(document: dict[str, Any], theirs: str) -> Iterator[Block]:
    """Her message; her name stands in her CV, so it is left out here."""
    for each in message_lines(document.get("thanks", {}), "", theirs):
        yield "text", each, theirs, ""


def language_of(document: dict[str, Any]) -> str:
    wanted = str(document.get("job", {}).get("language", ""))
    return wanted if wanted in {each.tag for each in cv_languages()} else REFERENCE
