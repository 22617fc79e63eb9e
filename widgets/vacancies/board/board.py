"""Searching several shelves at once: what fits best first, the newest first among what fits as well."""

import heapq
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from widgets.language import REFERENCE
from widgets.occupations.own.occupations import find_own

from ..model import Posting
from .places import find_place, near
from .practice_set import practice_postings
from .shelf import COUNTED, Hit, Shelf, today_number
from .spelling import nearest
from .words import MARK, any_of, place_word, query_stems, stems_of

FILE = "ONWARD_VACANCIES"
"""The imported postings' file, in the environment of those who may read it."""
FEW = 5
"""With fewer hits, postings that have only some of the words are shown too."""
LIKE_WORDS = 8


@dataclass(frozen=True, kw_only=True)
class Query:
    """A search; what is None or empty is not filtered by. Days and kilometres are whole numbers."""

    words: str = ""
    language: str | None = None
    place: str = ""
    distance_km: int | None = None
    countries: Sequence[str] = ()
    hours: str | None = None
    night: bool | None = None
    contract: str | None = None
    no_experience: bool = False
    posted_within_days: int | None = None
    sort: str = "best"
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Results:
    """`total` counts to 1,000; `corrected` are the words as they were read, empty where nothing was mended."""

    total: int
    postings: Sequence[Posting]
    corrected: str = ""


class Board:
    """Postings from several shelves; a posting's id is unique among them, the first shelf's counts."""

    def __init__(self, shelves: Sequence[Shelf]) -> None:
        self._shelves = shelves

    def search(self, query: Query) -> Results:
        stems, corrected = self._read(query)
        facts = filters(query)
        tiers = self._tiers(stems, facts, query)
        wanted = query.offset + query.limit
        since = today_number() - query.posted_within_days if query.posted_within_days is not None else 0
        found: dict[tuple[int, int], None] = {}
        total = 0
        for match in tiers:
            if len(found) >= wanted and total >= FEW:
                break
            for shelf, (number, _) in self._merged(match, wanted + len(found), since):
                found.setdefault((shelf, number))
            total = max(total, self._count(match, since))
        keys = list(found)[query.offset : wanted]
        total = max(total, len(found)) if len(found) < COUNTED else COUNTED
        return Results(total, [self._shelves[shelf].posting(number) for shelf, number in keys], corrected)

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
        language = f'fact : "l_{posting.language}"'
        title = query_stems(posting.title, posting.language)[:LIKE_WORDS]
        matches = [f'{language} AND fact : "o_{MARK.sub("", posting.occupation)}"'] if posting.occupation else []
        if title:
            matches.append(f"{language} AND body : {any_of(title)}")
        found: dict[str, Posting] = {}
        for match in matches:
            for shelf, (number, _) in self._merged(match, limit + 1, 0):
                other = self._shelves[shelf].posting(number)
                if other.id != posting_id and len(found) < limit:
                    found.setdefault(other.id, other)
        return list(found.values())

    def _read(self, query: Query) -> tuple[list[str], str]:
        """The query's stems as the board knows them."""
        stems, mended = [], False
        for stem in query_stems(query.words, query.language or REFERENCE):
            known = any(shelf.knows(stem) for shelf in self._shelves)
            better = stem if known else nearest(stem, self._shelves)
            mended |= better not in ("", stem)
            stems.append(better or stem)
        return stems, " ".join(stems) if mended else ""

    def _tiers(self, stems: Sequence[str], facts: Sequence[str], query: Query) -> list[str]:
        """Expressions of FTS5, the best first; an empty one stands for every posting."""
        if not stems:
            return [" AND ".join(facts)]
        everywhere = [f'body : "{stem}"' for stem in stems]
        if query.sort == "newest":
            return [" AND ".join([*everywhere, *facts])]
        tiers = [" AND ".join([*(f'title : "{stem}"' for stem in stems), *facts])]
        if meant := find_own(query.words, query.language or REFERENCE, limit=1):
            tiers.append(" AND ".join([f'fact : "o_{MARK.sub("", meant[0])}"', *facts]))
        tiers.append(" AND ".join([*everywhere, *facts]))
        if len(stems) > 1:
            tiers.append(" AND ".join([f"body : {any_of(stems)}", *facts]))
        return tiers

    def _merged(self, match: str, limit: int, since: int) -> Iterable[tuple[int, Hit]]:
        """Hits of all shelves with the shelf's place, the newest first."""
        lists = [
            [(place, hit) for hit in (shelf.hits(match, limit, since) if match else shelf.newest(limit, since))]
            for place, shelf in enumerate(self._shelves)
        ]
        return list(heapq.merge(*lists, key=lambda row: -row[1][1]))[:limit]

    def _count(self, match: str, since: int) -> int:
        if not match:
            return min(COUNTED, sum(len(shelf.newest(COUNTED, since)) for shelf in self._shelves))
        return min(COUNTED, sum(shelf.count(match, since) for shelf in self._shelves))


def filters(query: Query) -> list[str]:
    """As expressions of FTS5 on a posting's facts."""
    wanted = [
        f"l_{query.language}" if query.language else "",
        f"h_{MARK.sub('', query.hours)}" if query.hours else "",
        f"k_{MARK.sub('', query.contract)}" if query.contract else "",
        f"n_{int(query.night)}" if query.night is not None else "",
        "e_0" if query.no_experience else "",
    ]
    found = [f'fact : "{each}"' for each in wanted if each and MARK.sub("", each.replace("_", ""))]
    if query.countries:
        found.append(f"fact : {any_of(f'c_{MARK.sub("", each.lower())}' for each in query.countries)}")
    return found + place_filter(query)


def place_filter(query: Query) -> list[str]:
    """The town and those within the distance; a town that we do not know is a word like any other."""
    if not query.place.strip():
        return []
    place = find_place(query.place)
    if place is None:
        stems = stems_of(query.place, query.language or REFERENCE)
        return [f'body : "{stem}"' for stem in stems]
    names = near(place, query.distance_km) if query.distance_km else place.names
    return [f"fact : {any_of(dict.fromkeys(place_word(name) for name in names))}"]


def open_board() -> Board:
    """The imported postings, where there are any, and the practice set."""
    file = os.environ.get(FILE, "")
    own = [imported(Path(file), Path(file).stat().st_mtime_ns)] if file and Path(file).exists() else []
    return Board([*own, practice_shelf(today_number())])


@cache
def practice_shelf(_day: int) -> Shelf:
    return Shelf.of(practice_postings())


@cache
def imported(file: Path, _changed: int) -> Shelf:
    return Shelf.open(file)

