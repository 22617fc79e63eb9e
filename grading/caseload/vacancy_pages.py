"""The trainer's pages about vacancies: writing one, marking its signs, choosing what a learner judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from widgets.language import cv_languages, load_text
from widgets.vacancies.judging import TEXTS, Piece, is_in, pieces_of
from widgets.vacancies.model import Posting
from widgets.vacancies.own import Mark, OwnPosting
from widgets.vacancies.warning_signs import Finding, signs
from widgets.vacancies.wording import table

from .pages import render

SAID = ("saved", "removed", "too_many", "incomplete", "too_long", "failed")
LENGTHS = {"title": 120, "employer": 120, "place": 60, "pay": 120, "contact": 200, "text": 8000}
"""Fields that are written, and how many characters each may have."""
CHOICES = ("language", "hours", "contract")
SWITCHES = ("night", "experience")


@dataclass(frozen=True)
class Choice:
    """A posting that a learner may be given; `count` says how many signs are marked in it."""

    posting: Posting
    count: int
    is_chosen: bool


def render_list(
    postings: Sequence[OwnPosting], learners: Mapping[str, int], language: str, base_url: str, said: str = ""
) -> str:
    """Her postings, and how many each learner was given."""
    return render(
        "vacancies",
        language,
        postings=postings,
        learners=learners,
        base_url=base_url,
        said=said if said in SAID else "",
    )


def render_form(
    own: OwnPosting,
    found: Sequence[Finding],
    language: str,
    base_url: str,
    xsrf: str,
    said: str = "",
) -> str:
    """The form, and once there is a text, its sentences with a sign to choose for each."""
    names = sign_names(language)
    rows = [
        (piece, sign_in(piece, own.marks), [names[each.sign] for each in found if is_in(each, piece)])
        for piece in pieces_of(own.posting.text)
    ]
    return render(
        "vacancy",
        language,
        own=own,
        rows=rows,
        sign_names=names,
        languages=[(each.tag, each.name) for each in cv_languages()],
        options={name: {"": "–", **table(language, name)} for name in ("hours", "contract")},
        lengths=LENGTHS,
        base_url=base_url,
        xsrf=xsrf,
        said=said if said in SAID else "",
    )


def render_preview(own: OwnPosting, language: str, base_url: str) -> str:
    return render(
        "vacancy_preview",
        language,
        posting=own.posting,
        pieces=pieces_of(own.posting.text),
        hours=table(language, "hours").get(own.posting.hours, ""),
        contract=table(language, "contract").get(own.posting.contract, ""),
        base_url=base_url,
    )


def render_choice(
    code: str,
    own: Sequence[Choice],
    practice: Sequence[Choice],
    shown: str,
    language: str,
    base_url: str,
    xsrf: str,
    said: str = "",
) -> str:
    """Checkboxes; `shown` is the language of the practice postings."""
    return render(
        "vacancy_choice",
        language,
        code=code,
        own=own,
        practice=practice,
        shown=shown,
        languages=[(each.tag, each.name) for each in cv_languages()],
        base_url=base_url,
        xsrf=xsrf,
        said=said if said in SAID else "",
    )


def sign_names(language: str) -> dict[str, str]:
    text = load_text(TEXTS, language)
    return {each: text(f"{each}.name") for each in signs()}


def sign_in(piece: Piece, marks: Sequence[Mark]) -> str:
    """The sign that is marked in a sentence; the first where there are several."""
    return next((sign for sign, words in marks if words and (words in piece.text or piece.text in words)), "")


def marks_from(chosen: Mapping[str, str], text: str, before: Sequence[Mark]) -> list[Mark]:
    """What the form says for each sentence, by number; a finer mark in the same sentence stays."""
    marks: list[Mark] = []
    for piece in pieces_of(text):
        sign = chosen.get(str(piece.number), "")
        if sign not in signs():
            continue
        finer = [mark for mark in before if mark[0] == sign and mark[1] in piece.text]
        marks.extend(finer or [(sign, piece.text)])
    return marks


def values_from(typed: Mapping[str, str]) -> dict[str, Any]:
    """The form's fields as a posting has them."""
    known = {each.tag for each in cv_languages()}
    return {
        **{name: typed.get(name, "").strip() for name in LENGTHS},
        **{name: typed.get(name) == "on" for name in SWITCHES},
        "language": typed.get("language") if typed.get("language") in known else "en",
        **{
            name: typed.get(name, "") if typed.get(name) in table("en", name) else ""
            for name in ("hours", "contract")
        },
    }


def wrong_with(values: Mapping[str, Any]) -> str:
    """Why it can't be kept, "incomplete" or "too_long"; empty where it can."""
    if any(len(values[name]) > most for name, most in LENGTHS.items()):
        return "too_long"
    return "" if values["title"] and values["text"] else "incomplete"
