"""The questions of interviews: general ones and those of each occupation, in each language.

`questions.toml` says once which there are and of what kind; `questions/<occupation>/<language>.toml` holds
the words. Why an occupation's question is asked, and how an answer may begin, depends on its kind alone
and stands in `kinds/`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from widgets.language import REFERENCE
from widgets.occupations.own.occupations import occupations

HERE = Path(__file__).parent
GENERAL = "general"
FIRST = ("general/about_you", "general/why_this_work", "general/last_years")
"""What nearly every employer asks; she begins with these and some of her occupation."""
OF_OCCUPATION = 3


@dataclass(frozen=True)
class Question:
    """`id` is "cleaner/bathroom_order" or "general/about_you"; `kind` a kind of `kinds/`, or a topic."""

    id: str
    kind: str


@dataclass(frozen=True)
class QuestionText:
    """What the employer says, why, what a good answer holds, three ways to begin it, and words to know."""

    ask: str
    why: str
    good: str
    starters: tuple[str, ...]
    words: tuple[str, ...]


@cache
def questions() -> Mapping[str, Question]:
    """All by id, in the order of an interview."""
    table = tomllib.loads((HERE / "questions.toml").read_text("utf-8"))
    return {
        f"{group}/{name}": Question(f"{group}/{name}", kind)
        for group, rows in table.items()
        for name, kind in rows.items()
    }


def general_questions() -> list[Question]:
    return questions_in(GENERAL)


def questions_for(occupation: str) -> list[Question]:
    """Those of one occupation; none for an occupation that we do not have."""
    known = occupations().get(occupation)
    return questions_in(known.id) if known else []


def questions_in(group: str) -> list[Question]:
    return [each for each in questions().values() if each.id.startswith(f"{group}/")]


def first_questions(occupation: str) -> list[str]:
    """What she begins with, as ids: the commonest questions, then some of her work, of several kinds."""
    of_work: dict[str, str] = {}
    for each in questions_for(occupation):
        of_work.setdefault(each.kind, each.id)
    return [*FIRST, *list(of_work.values())[:OF_OCCUPATION]]


def question_text(question_id: str, language: str) -> QuestionText:
    """English where the language lacks it; KeyError for an unknown question."""
    question = questions()[question_id]
    group, name = question_id.split("/")
    row = read(HERE / "questions" / group, language)[name]
    about = row if "why" in row else read(HERE / "kinds", language)[question.kind]
    return QuestionText(row["ask"], about["why"], row["good"], tuple(about["starters"]), tuple(row["words"]))


@cache
def read(folder: Path, language: str) -> Mapping[str, Any]:
    """A folder's tables in a language; what it lacks, in the reference language.

    A language in which interviews are held, but no pages read, has no explanations.
    """
    reference, own = read_file(folder / f"{REFERENCE}.toml"), read_file(folder / f"{language}.toml")
    return {name: {**row, **own.get(name, {})} for name, row in reference.items()}


def read_file(file: Path) -> Mapping[str, Any]:
    return tomllib.loads(file.read_text("utf-8")) if file.exists() else {}
