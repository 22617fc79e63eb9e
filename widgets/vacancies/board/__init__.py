"""The board (stopgap)."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from widgets.occupations.words import fold, stems

from ..model import Posting

HERE = Path(__file__).parent.parent / "postings"


@dataclass(frozen=True)
class Query:
    words: str = ""
    language: str | None = None
    place: str = ""
    distance_km: int | None = None
    countries: Sequence[str] = ()
    hours: str | None = None
    night: bool | None = None
    contract: str | None = None
    languages_known: Sequence[str] = ()
    no_experience: bool = False
    posted_within_days: int | None = None
    sort: str = "best"
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Results:
    total: int
    postings: Sequence[Posting]
    corrected: str = ""


@cache
def rows():
    found = []
    for file in sorted(HERE.glob("*.toml")):
        for row in tomllib.loads(file.read_text("utf-8"))["posting"]:
            signs = [tuple(each) for each in row.pop("signs")]
            posted = date.today() - timedelta(days=row.pop("days_ago"))
            row["text"] = row["text"].strip()
            found.append((Posting(language=file.stem, posted=posted, **row), signs))
    return found


def practice_postings():
    return [each for each, _ in rows()]


@cache
def _signs():
    return {each.id: signs for each, signs in rows()}


def practice_signs(posting_id: str):
    return _signs().get(posting_id, [])


class Board:
    def __init__(self, postings):
        self._postings = {each.id: each for each in postings}
        self._words = {
            each.id: stems(fold(f"{each.title} {each.title} {each.employer} {each.place} {each.text}", each.language))
            for each in postings
        }

    def postings(self):
        return list(self._postings.values())

    def posting(self, posting_id):
        return self._postings.get(posting_id)

    def search(self, query):
        wanted = stems(fold(query.words, query.language or "it"))
        town = stems(fold(query.place, "it"))
        found = []
        for each in self._postings.values():
            if query.language and each.language != query.language:
                continue
            if query.hours and each.hours != query.hours:
                continue
            if query.contract and each.contract != query.contract:
                continue
            if query.night is not None and each.night != query.night:
                continue
            if query.no_experience and each.experience:
                continue
            score = len(wanted & self._words[each.id]) + 0.5 * len(town & self._words[each.id])
            if wanted and not wanted & self._words[each.id]:
                continue
            found.append((-score, each.posted, each))
        found.sort(key=lambda row: (row[0], -row[1].toordinal()))
        page = [each for _, _, each in found[query.offset : query.offset + query.limit]]
        return Results(len(found), page)

    def like(self, posting_id, limit):
        mine = self._words[posting_id]
        me = self._postings[posting_id]
        others = [e for e in self._postings.values() if e.id != posting_id and e.language == me.language]
        others.sort(key=lambda e: -len(mine & self._words[e.id]))
        return others[:limit]


@cache
def open_board():
    return Board(practice_postings())
