"""Postings that a cohort's trainers wrote, with the signs they marked, in one JSON file of the cohort."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from widgets.own_material import Shelf, TooMany, named_in, new_id

from .model import Posting
from .warning_signs import signs

__all__ = ["Mark", "OwnPosting", "OwnPostings", "TooMany", "new_posting", "own_postings"]
FILE = "ONWARD_OWN_VACANCIES"
"""Where the file is, in the environment of a page's kernel."""
SOURCE = "trainer"
Mark = tuple[str, str]
"""A sign's id, and the words of the text that show it."""


@dataclass(frozen=True)
class OwnPosting:
    """One of them; marks whose words the text no longer has are dropped."""

    posting: Posting
    marks: Sequence[Mark] = ()

    def kept_marks(self) -> list[Mark]:
        return [(sign, words) for sign, words in self.marks if sign in signs() and words in self.posting.text]


class OwnPostings:
    """The cohort's, each under the id of its posting."""

    def __init__(self, file: Path) -> None:
        self._shelf = Shelf(file, own_from, row_from)

    def all(self) -> dict[str, OwnPosting]:
        """By id, the newest first; OSError, ValueError where the file can't be read."""
        found = self._shelf.all()
        return dict(sorted(found.items(), key=lambda item: item[1].posting.posted, reverse=True))

    def save(self, own: OwnPosting) -> OwnPosting:
        """Under its id, or a new one where it has none; raises TooMany."""
        if not own.posting.id:
            own = replace(own, posting=replace(own.posting, id=new_id(), source=SOURCE))
        self._shelf.put(own.posting.id, own)
        return own

    def remove(self, posting_id: str) -> None:
        self._shelf.remove(posting_id)


def own_from(row: dict[str, Any]) -> OwnPosting:
    marks = tuple((sign, words) for sign, words in row.get("signs", []))
    return OwnPosting(Posting.from_document(row), marks)


def row_from(own: OwnPosting) -> dict[str, Any]:
    return {**own.posting.to_document(), "signs": [list(mark) for mark in own.kept_marks()]}


def own_postings() -> dict[str, OwnPosting]:
    """Those of the cohort whose page this is; none where it has none, or where the file is broken."""
    file = named_in(FILE)
    try:
        return OwnPostings(file).all() if file else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def new_posting(fields: dict[str, Any], today: date) -> Posting:
    """From a form's values."""
    return Posting(**{"posted": today, "source": SOURCE, **fields})
