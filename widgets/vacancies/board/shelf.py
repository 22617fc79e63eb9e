"""Postings in one SQLite file (or in memory) with a full-text index that finds the newest first.

Rows are numbered from the newest to the oldest posting, and what filters ask for are words of the index: a
search is a walk along sorted numbers that stops as soon as a page is full, however many postings there are.
Ranking all hits, as FTS5 does by default, costs far more at a million (`tests/benchmarks/vacancy_search.py`).
"""

import json
import os
import sqlite3
import weakref
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from ..model import Posting
from .facts import facts_of, need_of
from .spelling import allowed, edits, is_guessable, shortenings
from .words import stems_of

VERSION = 2
"""Of the file; another version of Onward may make another."""
SCHEMA = f"""
CREATE TABLE posting (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
                      posted INTEGER NOT NULL, document TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(title, body, fact, content='', detail=column, columnsize=0,
                                     tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE TABLE day (posted INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE stem (number INTEGER PRIMARY KEY, stem TEXT NOT NULL, postings INTEGER NOT NULL);
CREATE TABLE shortening (letters TEXT, number INTEGER, PRIMARY KEY (letters, number)) WITHOUT ROWID;
CREATE TABLE need (fact TEXT PRIMARY KEY, languages TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, postings INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""
INDEX = "CREATE UNIQUE INDEX stem_by_name ON stem (stem)"
CACHE = 16_000
"""Kilobytes of pages that an open shelf keeps."""
COUNTED = 1000
"""Hits are counted up to here; "1000 and more" is as good for a person as the number."""
WORDS, ROWS = "word WHERE word MATCH ?", "posting WHERE ? = ''"
MOST_LONGER = 12
Hit = tuple[int, int]
"""A row's number, and the day it was posted (proleptic ordinal)."""


class UnreadableShelf(ValueError):  # noqa: N818 -- named as the field names it
    """A file that is damaged, or made by another version of Onward."""


class Guess(NamedTuple):
    """A stem that may have been meant; `rarity` is its postings' number below zero."""

    edits: int
    rarity: int
    stem: str


class Shelf:
    """One set of postings to search; `write` makes its file."""

    def __init__(self, connection: sqlite3.Connection, made_on: date | None = None) -> None:
        """`made_on`: the day on which the postings were as old as they should always be."""
        self._connection, self._made_on = connection, made_on
        connection.execute(f"PRAGMA cache_size = -{CACHE}")
        self.close = weakref.finalize(self, connection.close)

    @classmethod
    def open(cls, file: Path) -> "Shelf":
        """A file that is replaced, never changed. Raises UnreadableShelf."""
        connection = sqlite3.connect(
            f"{file.absolute().as_uri()}?immutable=1", uri=True, check_same_thread=False
        )
        try:
            (version,) = connection.execute("PRAGMA user_version").fetchone()
        except sqlite3.DatabaseError:
            version = 0
        if version != VERSION:
            connection.close()
            raise UnreadableShelf(file)
        return cls(connection)

    @classmethod
    def of(cls, postings: Iterable[Posting], made_on: date | None = None) -> "Shelf":
        """In memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill(connection, sorted(postings, key=lambda each: each.posted, reverse=True))
        return cls(connection, made_on)

    def hits(self, match: str, limit: int, since: int = 0) -> list[Hit]:
        """The newest rows that an expression of FTS5 matches; an empty one matches all."""
        query = WORDS if match else ROWS
        rows = self._connection.execute(
            f"SELECT rowid FROM {query} AND rowid <= ? ORDER BY rowid LIMIT ?",  # noqa: S608 -- one of two of ours
            (match, self._last(since), limit),
        ).fetchall()
        return [(number, self._day(number)) for (number,) in rows]

    def count(self, match: str, since: int = 0) -> int:
        query = f"SELECT count(*) FROM (SELECT 1 FROM {WORDS if match else ROWS} AND rowid <= ? LIMIT ?)"  # noqa: S608 -- one of two of ours
        return int(self._connection.execute(query, (match, self._last(since), COUNTED)).fetchone()[0])

    def posting(self, number: int) -> Posting:
        query = "SELECT document FROM posting WHERE number = ?"
        return self._read(self._connection.execute(query, (number,)).fetchone()[0])

    def by_id(self, posting_id: str) -> Posting | None:
        row = self._connection.execute("SELECT document FROM posting WHERE id = ?", (posting_id,)).fetchone()
        return self._read(row[0]) if row else None

    def all(self) -> Iterator[Posting]:
        """The newest first."""
        for (document,) in self._connection.execute("SELECT document FROM posting ORDER BY number"):
            yield self._read(document)

    def sources(self) -> dict[str, int]:
        return dict(self._connection.execute("SELECT name, postings FROM source"))

    def needs(self) -> list[tuple[str, list[str]]]:
        """Every set of languages that postings ask for, after its fact."""
        rows = self._connection.execute("SELECT fact, languages FROM need")
        return [(fact, languages.split()) for fact, languages in rows]

    def knows(self, stem: str) -> bool:
        return self._connection.execute("SELECT 1 FROM stem WHERE stem = ?", (stem,)).fetchone() is not None

    def longer(self, stem: str) -> list[str]:
        """The most frequent that begin so."""
        query = "SELECT stem FROM stem WHERE stem > ? AND stem < ? ORDER BY postings DESC LIMIT ?"
        return [each for (each,) in self._connection.execute(query, (stem, stem + "~", MOST_LONGER))]

    def spelled_like(self, stem: str) -> list[Guess]:
        """Stems that are a slip or two away, the nearest and then the most frequent first."""
        if not is_guessable(stem):
            return []
        letters = sorted(shortenings(stem, allowed(stem)))
        marks = ",".join("?" * len(letters))
        near = f"SELECT number FROM shortening WHERE letters IN ({marks})"  # noqa: S608 -- marks only
        query = f"SELECT stem, postings FROM stem WHERE number IN ({near})"  # noqa: S608
        rows = self._connection.execute(query, letters)
        found = ((edits(stem, each, allowed(stem)), -postings, each) for each, postings in rows)
        return sorted(Guess(*each) for each in found if each[0] <= allowed(stem))

    def _read(self, document: str) -> Posting:
        posting = Posting.from_document(json.loads(document))
        return (
            replace(posting, posted=posting.posted + timedelta(self._days_ago)) if self._made_on else posting
        )

    @property
    def _days_ago(self) -> int:
        return (date.today() - self._made_on).days if self._made_on else 0

    def _last(self, since: int) -> int:
        """The number of the oldest row that was posted on a day or later."""
        if not since:
            return 1 << 62
        query = "SELECT last FROM day WHERE posted >= ? ORDER BY posted LIMIT 1"
        row = self._connection.execute(query, (since - self._days_ago,)).fetchone()
        return int(row[0]) if row else 0

    def _day(self, number: int) -> int:
        query = "SELECT posted FROM posting WHERE number = ?"
        return int(self._connection.execute(query, (number,)).fetchone()[0]) + self._days_ago


def write_shelf(postings: Iterable[Posting], file: Path) -> None:
    """A new file of postings, which come from the newest to the oldest; the caller moves it to its place."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA page_size = 8192")
        fill(connection, postings)
        connection.execute("PRAGMA synchronous = FULL")
    with file.open("rb+") as written:
        written.flush()
        os.fsync(written.fileno())


def fill(connection: sqlite3.Connection, postings: Iterable[Posting]) -> None:
    connection.executescript(SCHEMA)
    words = Words()
    with connection:
        for number, posting in enumerate(postings, 1):
            document = json.dumps(posting.to_document(), ensure_ascii=False, separators=(",", ":"))
            row = number, posting.id, posting.source, posting.posted.toordinal(), document
            connection.execute("INSERT INTO posting VALUES (?, ?, ?, ?, ?)", row)
            title, body, facts = words.of(posting)
            connection.execute(
                "INSERT INTO word (rowid, title, body, fact) VALUES (?, ?, ?, ?)",
                (number, title, body, facts),
            )
        words.write(connection)
        connection.execute("INSERT INTO day SELECT posted, max(number) FROM posting GROUP BY posted")
        connection.execute("INSERT INTO source SELECT source, count(*) FROM posting GROUP BY source")
        connection.execute("INSERT INTO word (word) VALUES ('optimize')")


@dataclass
class Words:
    """Every word of the postings, gathered while they are written."""

    stems: Counter[str] = field(default_factory=Counter)
    """In how many postings each is."""
    needs: dict[str, str] = field(default_factory=dict)

    def of(self, posting: Posting) -> tuple[str, str, str]:
        """Title, everything that is searched, and facts, each as words that FTS5 need only split."""
        title = stems_of(posting.title, posting.language)
        rest = stems_of(f"{posting.employer}\n{posting.place}\n{posting.text}", posting.language)
        self.stems.update((title | rest).keys())
        self.needs[need_of(posting)] = " ".join(posting.languages)
        return " ".join(title), " ".join(title | rest), " ".join(facts_of(posting))

    def write(self, connection: sqlite3.Connection) -> None:
        stems = sorted(self.stems)
        rows = ((number, stem, self.stems[stem]) for number, stem in enumerate(stems))
        connection.executemany("INSERT INTO stem VALUES (?, ?, ?)", rows)
        connection.execute(INDEX)
        short = sorted(
            (letters, number)
            for number, stem in enumerate(stems)
            if is_guessable(stem)
            for letters in shortenings(stem)
        )
        connection.executemany("INSERT INTO shortening VALUES (?, ?)", short)
        connection.executemany("INSERT INTO need VALUES (?, ?)", self.needs.items())
