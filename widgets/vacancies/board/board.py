"""Searching several shelves at once: what fits best first, the newest first among what fits as well."""

import heapq
import logging
import os
from collections.abc import Sequence
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from ..model import Posting
from ..own import own_postings
from .expressions import anywhere, both, either, filters, in_title, of_the_occupation, some_words
from .facts import fact, occupation_of
from .meaning import Meaning, meaning_of
from .practice_set import practice_postings
from .query import Query, Results
from .shelf import COUNTED, Hit, Shelf, UnreadableShelf
from .words import any_of, query_stems

log = logging.getLogger(__name__)
FILE = "ONWARD_VACANCIES"
"""The imported postings' file, in the environment of those who may read it."""
FEW = 5
"""With fewer hits, postings that have only some of the words are shown too."""
LIKE_WORDS = 8


class Board:
    """Postings from several shelves; a posting's id is unique among them, the first shelf's counts."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves

    def search(self, query: Query) -> Results:
        meaning = meaning_of(query, self._shelves)
        facts = both(filters(query, {fact: tags for shelf in self._shelves for fact, tags in shelf.needs()}))
        since = (
            date.today().toordinal() - query.posted_within_days if query.posted_within_days is not None else 0
        )
        tiers, total = self._tiers(meaning, facts, since)
        if query.sort == "newest":
            tiers = tiers[-1:]
        keys = self._first(tiers, query.offset + max(query.limit, 0), since)[query.offset :]
        found = [self._shelves[shelf].posting(number) for shelf, number in keys]
        return Results(total, found, " ".join(meaning.corrected))

    def posting(self, posting_id: str) -> Posting | None:
        return next((found for shelf in self._shelves if (found := shelf.by_id(posting_id))), None)

    def postings(self) -> list[Posting]:
        """All; for a practice set, not for an imported million."""
        return [posting for shelf in self._shelves for posting in shelf.all()]

    def like(self, posting_id: str, limit: int) -> list[Posting]:
        """Of the same occupation and language, else with words of its title."""
        posting = self.posting(posting_id)
        if posting is None:
            return []
        language = f'fact : "{fact("l", posting.language)}"'
        occupation = occupation_of(posting)
        title = [stem for forms in query_stems(posting.title, posting.language) for stem in forms][
            :LIKE_WORDS
        ]
        tiers = [
            f'fact : "{fact("o", occupation)}"' if occupation else "",
            f"title : {any_of(title)}" if title else "",
            f"body : {any_of(title)}" if title else "",
        ]
        keys = self._first([both([language, each]) for each in tiers if each], limit + 1, 0)
        found = [self._shelves[shelf].posting(number) for shelf, number in keys]
        return [each for each in found if each.id != posting_id][:limit]

    def _tiers(self, meaning: Meaning, facts: str, since: int) -> tuple[list[str], int]:
        """Expressions of FTS5, the best first, the last for all that is found; and how many these are."""
        if not meaning.words:
            return [facts], self._count(facts, since)
        every = both([either(anywhere(meaning), of_the_occupation(meaning)), facts])
        tiers = [both([in_title(meaning), facts]), every]
        total = self._count(every, since)
        if total < FEW and (some := some_words(meaning)):
            tiers.append(both([some, facts]))
            total = self._count(tiers[-1], since)
        return tiers, total

    def _first(self, tiers: Sequence[str], limit: int, since: int) -> list[tuple[int, int]]:
        """Shelf and number of as many hits, a tier's after those of the tier before."""
        found: dict[tuple[int, int], None] = {}
        for match in tiers:
            if len(found) < limit:
                merged = self._merged(match, limit + len(found), since)
                found |= dict.fromkeys((shelf, number) for shelf, (number, _) in merged)
        return list(found)[:limit]

    def _merged(self, match: str, limit: int, since: int) -> list[tuple[int, Hit]]:
        """Hits of all shelves with the shelf's place, the newest first."""
        lists = [
            [(place, hit) for hit in shelf.hits(match, limit, since)]
            for place, shelf in enumerate(self._shelves)
        ]
        return list(heapq.merge(*lists, key=lambda row: -row[1][1]))[:limit]

    def _count(self, match: str, since: int) -> int:
        return min(COUNTED, sum(shelf.count(match, since) for shelf in self._shelves))


def open_board() -> Board:
    """What the cohort's trainers wrote, the imported postings that can be read, and the practice set."""
    file = Path(os.environ.get(FILE, ""))
    brought = imported(file, file.stat().st_mtime_ns) if file.is_file() else None
    written = [each.posting for each in own_postings().values()]
    shelves = [Shelf.of(written) if written else None, brought, practice_shelf()]
    return Board([each for each in shelves if each])


@cache
def practice_shelf() -> Shelf:
    """Made once, before kernels are forked; in memory it outlives a fork."""
    today = date.today()
    return Shelf.of(practice_postings(today), made_on=today)


@lru_cache(maxsize=1)
def imported(file: Path, _changed: int) -> Shelf | None:
    try:
        return Shelf.open(file)
    except UnreadableShelf:
        log.warning("The imported vacancies can't be read: %s", file)
        return None
