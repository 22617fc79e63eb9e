"""Searching several shelves at once: what fits best first, the newest first among what fits as well."""

import heapq
import logging
import os
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, lru_cache, wraps
from itertools import islice
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from ..model import Posting
from ..own import own_postings
from .facts import fact, occupation_of
from .filling import shelf_of
from .finding import find
from .meaning import meaning_of, names
from .practice_set import practice_postings
from .query import Query, Results
from .rows import by_count, joined, rows_in, without
from .shelf import Shelf, UnreadableShelf
from .words import known_languages, query_stems

log = logging.getLogger(__name__)
FILE = "ONWARD_VACANCIES"
"""The imported postings' file, in the environment of those who may read it."""
FEW = 5
"""With fewer hits, postings that have only some of the words are shown too."""
LIKE_WORDS = 8
Tier = Sequence[int]
"""Rows of each shelf that fit a query equally well."""
Asked = ParamSpec("Asked")
Answer = TypeVar("Answer")


def of_readable_shelves(
    ask: Callable[Concatenate["Board", Asked], Answer],
) -> Callable[Concatenate["Board", Asked], Answer]:
    """Asks again without a shelf that turns out to be damaged: the others go on."""

    @wraps(ask)
    def answer(board: "Board", /, *values: Asked.args, **named: Asked.kwargs) -> Answer:
        while True:
            try:
                return ask(board, *values, **named)
            except UnreadableShelf as error:
                board.drop(error.args[0])

    return answer


class Board:
    """Postings from several shelves; a posting's id is unique among them, the first shelf's counts."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves

    def drop(self, file: Path) -> None:
        """The shelf of a file that can't be read to its end."""
        warn(file)
        self._shelves = [each for each in self._shelves if each.file != file]

    @of_readable_shelves
    def search(self, query: Query) -> Results:
        meaning = meaning_of(query, self._shelves)
        found = [find(shelf, query, meaning) for shelf in self._shelves]
        tiers: list[Tier] = [
            [each.in_title for each in found],
            [without(each.every, each.in_title) for each in found],
        ]
        if size(tiers) < FEW:
            tiers += zip(*(each.some for each in found), strict=True)
        if query.sort == "newest":
            tiers = [[joined(rows) for rows in zip(*tiers, strict=True)]]
        page = self._first(tiers, query.offset + max(query.limit, 0))[query.offset :]
        return Results(size(tiers), page, " ".join(meaning.corrected))

    @of_readable_shelves
    def posting(self, posting_id: str) -> Posting | None:
        return next((found for shelf in self._shelves if (found := shelf.by_id(posting_id))), None)

    @of_readable_shelves
    def postings(self) -> list[Posting]:
        """All; for a practice set, not for an imported million."""
        return [posting for shelf in self._shelves for posting in shelf.all()]

    @of_readable_shelves
    def like(self, posting_id: str, limit: int) -> list[Posting]:
        """In the same language: of the same occupation, then with the most words of its title, then any."""
        posting = self.posting(posting_id)
        if posting is None:
            return []
        words = query_stems(posting.title, posting.language)[:LIKE_WORDS]
        return self._first(
            list(zip(*(alike(each, posting, words) for each in self._shelves), strict=True)), limit
        )

    def _first(self, tiers: Sequence[Tier], limit: int) -> list[Posting]:
        """The first tier's postings before the second's, in each the newest first."""
        keys: list[tuple[int, int]] = []
        for tier in tiers:
            rows = (self._by_day(place, bits) for place, bits in enumerate(tier))
            keys += ((place, row) for _, place, row in islice(heapq.merge(*rows), limit - len(keys)))
        return [self._shelves[place].posting(row) for place, row in keys]

    def _by_day(self, place: int, bits: int) -> Iterator[tuple[int, int, int]]:
        shelf = self._shelves[place]
        return ((-shelf.day(row), place, row) for row in rows_in(bits))


def alike(shelf: Shelf, posting: Posting, words: Sequence[Sequence[str]]) -> list[int]:
    """Tiers of other postings."""
    own = shelf.row_of(posting.id)
    rows = without(shelf.with_fact(fact("l", posting.language)), 0 if own is None else 1 << own)
    occupation = occupation_of(posting)
    same = rows & shelf.with_fact(fact("o", occupation)) if occupation else 0
    rest = without(rows, same)
    shared = by_count([rest & shelf.with_word(each) for each in words])
    return [same, *shared, without(rest, joined(shared))]


def size(tiers: Sequence[Tier]) -> int:
    return sum(rows.bit_count() for tier in tiers for rows in tier)


def open_board() -> Board:
    """What the cohort's trainers wrote, the imported postings that can be read, and the practice set."""
    file = Path(os.environ.get(FILE, ""))
    brought = imported(file, file.stat().st_mtime_ns, os.getpid()) if file.is_file() else None
    written = [each.posting for each in own_postings().values()]
    shelves = [shelf_of(written) if written else None, brought, practice_shelf()]
    return Board([each for each in shelves if each])


@cache
def practice_shelf() -> Shelf:
    """Made once, with all that a search reads, before kernels are forked; in memory it outlives a fork."""
    today = date.today()
    for language in known_languages():
        names(language)
    return shelf_of(practice_postings(today), made_on=today)


@lru_cache(maxsize=1)
def imported(file: Path, _changed: int, _process: int) -> Shelf | None:
    """Opened by each process for itself: SQLite's files must not go through a fork."""
    try:
        return Shelf.open(file)
    except UnreadableShelf:
        warn(file)
        return None


def warn(file: Path) -> None:
    log.warning("The imported vacancies can't be read: %s", file)
