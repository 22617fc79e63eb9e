"""Questions that a cohort's trainers wrote, in one JSON file of the cohort."""

from dataclasses import asdict, dataclass
from pathlib import Path

from widgets.own_material import Shelf, named_in

FILE = "ONWARD_OWN_QUESTIONS"
"""Where the file is, in the environment of a page's kernel."""


@dataclass(frozen=True)
class OwnQuestion:
    """What an employer asks, in a language, and what a good answer holds; `good` may be empty."""

    language: str
    ask: str
    good: str = ""


def question_shelf(file: Path) -> Shelf[OwnQuestion]:
    def from_row(row: dict[str, str]) -> OwnQuestion:
        return OwnQuestion(row["language"], row["ask"], row.get("good", ""))

    return Shelf(file, from_row, asdict)


def own_questions() -> dict[str, OwnQuestion]:
    """Those of the cohort whose page this is; none where it has none, or where the file is broken."""
    file = named_in(FILE)
    try:
        return question_shelf(file).all() if file else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}
