"""How fast the board is searched with a hundred thousand and a million postings, beside FTS5's defaults.

Run it alone: `python -m tests.benchmarks.vacancy_search`; with `100000` after it for that size only.
Postings are generated one by one, from the newest to the oldest, of sentences of our practice postings in
eight languages, made-up names and the towns that we know; nobody holds them in memory. FTS5 with its
defaults has the same words, ranks with bm25, filters by columns of an indexed table and is spared the count
of hits that ours gives.
"""

import json
import random
import re
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.benchmarks.table import table
from widgets.vacancies.board import Board, Query, practice_postings
from widgets.vacancies.board.filling import write_shelf
from widgets.vacancies.board.places import Place, find_place, near, places
from widgets.vacancies.board.shelf import Shelf
from widgets.vacancies.model import Posting

SIZES = (100_000, 1_000_000)
QUERIES = 200
MOST_MILLISECONDS, MOST_MEGABYTES = 30, 300
DAYS = 365
MADE_UP = 120_000
"""Words beside those of the practice postings: names, products, what else stands in advertisements."""
COUNTRIES = {"it": "IT", "es": "ES", "el": "GR", "ro": "RO", "bg": "BG", "de": "DE", "fr": "FR", "en": "IE"}
SYLLABLES = "ba co di fe gi lo mu na pe ra si to vu zel mar ten kor lin das ole qui ster van bru".split()  # noqa: SIM905
TODAY = date.today()
Search = Callable[[Query], object]


@dataclass
class Generator:
    """Advertisements, the same at each run."""

    seed: int

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)

    @cached_property
    def by_language(self) -> dict[str, list[Posting]]:
        found: dict[str, list[Posting]] = defaultdict(list)
        for each in practice_postings():
            found[each.language].append(each)
        return found

    @cached_property
    def sentences(self) -> dict[str, list[str]]:
        return {
            language: [line for each in postings for line in each.text.split("\n") if line.strip()]
            for language, postings in self.by_language.items()
        }

    @cached_property
    def towns(self) -> dict[str, list[Place]]:
        return {
            language: [each for each in places() if each.country == country]
            for language, country in COUNTRIES.items()
        }

    def postings(self, size: int) -> Iterator[Posting]:
        for number in range(size):
            yield self.posting(number, TODAY - timedelta(DAYS * number // size))

    def posting(self, number: int, posted: date) -> Posting:
        chance = self.chance
        language = chance.choice(list(COUNTRIES))
        model, details = chance.choice(self.by_language[language]), chance.choice(self.by_language[language])
        lines = chance.sample(self.sentences[language], chance.randint(5, 14))
        lines.append(" ".join(self.made_up() for _ in range(6)))
        town = self.rather_early(self.towns[language])
        return Posting(
            id=f"import-{number}",
            source="import",
            language=language,
            title=model.title if chance.random() < 0.5 else f"{model.title} – {town.names[0]}",
            employer=f"{self.made_up().title()} {self.made_up().title()}",
            place=town.names[0],
            country=town.country,
            occupation=model.occupation,
            contract=details.contract,
            hours=details.hours,
            weekly_hours=details.weekly_hours,
            night=details.night,
            pay=details.pay,
            languages=details.languages,
            experience=details.experience,
            posted=posted,
            contact=f"{self.made_up()}@{self.made_up()}.example",
            text="\n".join(lines),
        )

    def made_up(self) -> str:
        """Some often, most seldom."""
        number = int(MADE_UP * self.chance.random() ** 3)
        word = ""
        while number or not word:
            number, rest = divmod(number, len(SYLLABLES))
            word += SYLLABLES[rest]
        return word + SYLLABLES[len(word) % len(SYLLABLES)]

    def rather_early(self, towns: Sequence[Place]) -> Place:
        return towns[int(len(towns) * self.chance.random() ** 2)]

    def query(self) -> Query:
        """What a learner may ask: one to three words, often with a town and more, sometimes with a slip."""
        chance = self.chance
        language = chance.choice(list(COUNTRIES))
        posting = chance.choice(self.by_language[language])
        source = posting.title if chance.random() < 0.8 else posting.text
        words = [each for each in re.findall(r"[^\W\d_]+", source) if len(each) > 3] or [posting.title]
        asked = chance.sample(words, min(len(words), chance.randint(1, 3)))
        if chance.random() < 0.1:
            asked[0] = with_slip(asked[0], chance)
        return Query(
            words=" ".join(asked),
            language=language if chance.random() < 0.85 else None,
            place=self.rather_early(self.towns[language]).names[0] if chance.random() < 0.5 else "",
            distance_km=chance.choice([None, 25, 50, 100]),
            hours=maybe(chance, 0.3, posting.hours),
            contract=maybe(chance, 0.15, posting.contract),
            night=maybe(chance, 0.2, False),
            languages_known=[f"{language}-B1", "en"] if chance.random() < 0.2 else (),
            no_experience=chance.random() < 0.2,
            posted_within_days=maybe(chance, 0.3, chance.choice([7, 30, 90])),
            sort="newest" if chance.random() < 0.2 else "best",
            offset=chance.choice([0, 0, 0, 10, 20]),
            limit=10,
        )


def maybe(chance: random.Random, share: float, value: Any) -> Any:
    return value if chance.random() < share else None


def with_slip(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


class Ours:
    """The board's own file."""

    @staticmethod
    def build(size: int, file: Path) -> None:
        write_shelf(Generator(1).postings(size), file)

    @staticmethod
    def open(file: Path) -> Search:
        return Board([Shelf.open(file)]).search


class Plain:
    """FTS5 as its documentation begins, and a table with an index for each filter."""

    SCHEMA = """
    CREATE VIRTUAL TABLE word USING fts5(title, employer, place, text);
    CREATE TABLE posting (number INTEGER PRIMARY KEY, language TEXT, hours TEXT, contract TEXT, night INTEGER,
                          experience INTEGER, posted INTEGER, north REAL, east REAL);
    CREATE INDEX by_language ON posting (language);
    CREATE INDEX by_posted ON posting (posted);
    CREATE INDEX by_place ON posting (north, east);
    """

    @classmethod
    def build(cls, size: int, file: Path) -> None:
        with closing(sqlite3.connect(file)) as connection:
            connection.executescript(cls.SCHEMA)
            for number, each in enumerate(Generator(1).postings(size)):
                north, east = place.at if (place := find_place(each.place, [each.country])) else (0, 0)
                facts = each.language, each.hours, each.contract, each.night, each.experience
                connection.execute(
                    "INSERT INTO posting VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (number, *facts, each.posted.toordinal(), north, east),
                )
                connection.execute(
                    "INSERT INTO word (rowid, title, employer, place, text) VALUES (?, ?, ?, ?, ?)",
                    (number, each.title, each.employer, each.place, each.text),
                )
            connection.commit()

    @classmethod
    def open(cls, file: Path) -> Search:
        connection = sqlite3.connect(file)
        return lambda query: connection.execute(*cls.statement(query)).fetchall()

    @staticmethod
    def statement(query: Query) -> tuple[str, list[object]]:
        wanted = [f'"{each}"' for each in re.findall(r"\w+", query.words)]
        conditions, values = ["word MATCH ?"], [" ".join(wanted)]
        for name in ("language", "hours", "contract", "night"):
            if (value := getattr(query, name)) is not None:
                conditions.append(f"posting.{name} = ?")
                values.append(value)
        if query.no_experience:
            conditions.append("experience = 0")
        if query.posted_within_days is not None:
            conditions.append("posted >= ?")
            values.append(TODAY.toordinal() - query.posted_within_days)
        if place := find_place(query.place):
            reached = [each.at for each in near(place, query.distance_km or 0)]
            conditions.append("north BETWEEN ? AND ? AND east BETWEEN ? AND ?")
            for axis in (0, 1):
                values += [min(each[axis] for each in reached), max(each[axis] for each in reached)]
        order = "posted DESC" if query.sort == "newest" else "rank"
        where = " AND ".join(conditions)
        return (
            "SELECT number, word.title, word.text FROM word JOIN posting ON posting.number = word.rowid "
            f"WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [*values, query.limit, query.offset],
        )


WAYS = {"plain": Plain, "ours": Ours}


def measure(sizes: Sequence[int] = SIZES) -> str:
    """The table; each way builds and searches in processes of its own."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            plain, ours = (measured(way, size, Path(folder) / way) for way in WAYS)
        rows += compared(size, plain, ours)
    return table(["Search for vacancies", "FTS5 with its defaults", "Onward", "ratio", "aim"], rows)


def measured(way: str, size: int, file: Path) -> dict[str, float]:
    built, searched = (worker(step, way, str(size), str(file)) for step in ("build", "search"))
    found = {**built, **searched, "bytes": float(file.stat().st_size)}
    file.unlink()
    return found


def worker(*arguments: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.vacancy_search", *arguments]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return found


def compared(size: int, plain: dict[str, float], ours: dict[str, float]) -> list[list[str]]:
    """`memory` is what the process holds; the system's cache of the file, which it may drop, comes on top."""
    lines = [
        ("built in, s", "seconds", 1, ""),
        ("memory while building, MB", "build_memory", 1e6, ""),
        ("on the disk, MB", "bytes", 1e6, ""),
        ("memory of a process that searches, MB", "memory", 1e6, f"≤ {MOST_MEGABYTES}"),
        ("a page of hits, median, ms", "median", 1e-3, ""),
        ("95 of 100, ms", "p95", 1e-3, f"≤ {MOST_MILLISECONDS}"),
        ("longest, ms", "longest", 1e-3, ""),
    ]
    rows = []
    for name, key, unit, aim in lines:
        theirs, own = plain[key] / unit, ours[key] / unit
        digits = 1 if unit < 1 else 0
        values = [f"{each:,.{digits}f}" for each in (theirs, own)]
        rows.append([f"{size:,}: {name}", *values, f"{theirs / own:.2f}×", aim])
    return rows


def build(way: str, size: int, file: Path) -> dict[str, float]:
    start = time.perf_counter()
    WAYS[way].build(size, file)
    return {"seconds": time.perf_counter() - start, "build_memory": peak()}


def search(way: str, file: Path) -> dict[str, float]:
    """After some queries that are not measured; the file is in the system's cache, as on a server at work."""
    find = WAYS[way].open(file)
    asked = Generator(2)
    for _ in range(QUERIES // 10):
        find(asked.query())
    times = []
    for _ in range(QUERIES):
        query = asked.query()
        start = time.perf_counter()
        find(query)
        times.append(time.perf_counter() - start)
        if "--slow" in sys.argv:
            print(f"{times[-1] * 1000:8.1f}", query, file=sys.stderr)
    times.sort()
    return {
        "median": times[QUERIES // 2],
        "p95": times[int(QUERIES * 0.95)],
        "longest": times[-1],
        "memory": peak(),
    }


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main(arguments: Sequence[str]) -> None:
    match arguments:
        case ["build", way, size, file]:
            print(json.dumps(build(way, int(size), Path(file))))
        case ["search", way, _, file, *_]:
            print(json.dumps(search(way, Path(file))))
        case sizes:
            print(measure([int(each) for each in sizes] or SIZES))


if __name__ == "__main__":
    main(sys.argv[1:])
