"""Postings in one SQLite file (or in memory) with a full-text index that finds the newest first.

Rows are numbered from the newest to the oldest posting, and facts that filters ask for are words of the index:
a search is a walk along sorted numbers that stops as soon as a page is full, whatever the number of postings.
Ranking every hit, as FTS5 does by default, costs seconds at a million (`tests/benchmarks/vacancy_search.py`).
"""

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

from ..model import Posting
from .words import facts_of, stems_of

SCHEMA = """
CREATE TABLE posting (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
                      posted INTEGER NOT NULL, document TEXT NOT NULL);
CREATE INDEX posting_posted ON posting (posted);
CREATE VIRTUAL TABLE word USING fts5(title, body, fact, content='', detail=column, columnsize=0,
                                     tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(word, col);
PRAGMA user_version = 1;
"""
CACHE = 16_000
"""Kilobytes of pages that an open shelf keeps."""
COUNTED = 1000
"""Hits are counted up to here; "1000 and more" is as good for a person as the number."""
Hit = tuple[int, int]
"""A row's number, and the day it was posted (proleptic ordinal)."""


class Shelf:
    """One set of postings to search; `write` makes its file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.execute(f"PRAGMA cache_size = -{CACHE}")

    @classmethod
    def open(cls, file: Path) -> "Shelf":
        """Read only; raises sqlite3.DatabaseError for a file that is none of ours."""
        connection = sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, check_same_thread=False)
        try:
            connection.execute("SELECT count(*) FROM posting WHERE number = 1").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return cls(connection)

    @classmethod
    def of(cls, postings: Iterable[Posting]) -> "Shelf":
        """In memory."""
        connection = sqlite3.connect(":memory:", check_same_thread=False)
        fill(connection, sorted(postings, key=lambda each: each.posted, reverse=True))
        return cls(connection)

    def close(self) -> None:
        self._connection.close()

    def hits(self, match: str, limit: int, since: int = 0) -> list[Hit]:
        """The newest rows that an expression of FTS5 matches."""
        rows = self._connection.execute(
            "SELECT rowid FROM word WHERE word MATCH ? AND rowid <= ? ORDER BY rowid LIMIT ?",
            (match, self._last(since), limit),
        ).fetchall()
        return [(number, self._day(number)) for (number,) in rows]

    def newest(self, limit: int, since: int = 0) -> list[Hit]:
        return self._connection.execute(
            "SELECT number, posted FROM posting WHERE number <= ? ORDER BY number LIMIT ?",
            (self._last(since), limit),
        ).fetchall()

    def count(self, match: str, since: int = 0) -> int:
        query = "SELECT count(*) FROM (SELECT 1 FROM word WHERE word MATCH ? AND rowid <= ? LIMIT ?)"
        return int(self._connection.execute(query, (match, self._last(since), COUNTED)).fetchone()[0])

    def posting(self, number: int) -> Posting:
        (document,) = self._connection.execute(
            "SELECT document FROM posting WHERE number = ?", (number,)
        ).fetchone()
        return Posting.from_document(json.loads(document))

    def by_id(self, posting_id: str) -> Posting | None:
        row = self._connection.execute("SELECT document FROM posting WHERE id = ?", (posting_id,)).fetchone()
        return Posting.from_document(json.loads(row[0])) if row else None

    def all(self) -> Iterator[Posting]:
        for (document,) in self._connection.execute("SELECT document FROM posting ORDER BY number"):
            yield Posting.from_document(json.loads(document))

    def sources(self) -> dict[str, int]:
        return dict(self._connection.execute("SELECT source, count(*) FROM posting GROUP BY source ORDER BY source"))

    def knows(self, word: str) -> bool:
        query = "SELECT 1 FROM vocabulary WHERE term = ? AND col IN ('title', 'body') LIMIT 1"
        return self._connection.execute(query, (word,)).fetchone() is not None

    def words_from(self, start: str, end: str, limit: int) -> list[tuple[str, int]]:
        """Words of the index between two, and in how many postings each is."""
        query = "SELECT term, doc FROM vocabulary WHERE term >= ? AND term < ? AND col = 'body' LIMIT ?"
        return self._connection.execute(query, (start, end, limit)).fetchall()

    def _last(self, since: int) -> int:
        """The number of the oldest row that was posted on a day or later."""
        if not since:
            return 1 << 62
        query = "SELECT max(number) FROM posting WHERE posted >= ?"
        return int(self._connection.execute(query, (since,)).fetchone()[0] or 0)

    def _day(self, number: int) -> int:
        return int(self._connection.execute("SELECT posted FROM posting WHERE number = ?", (number,)).fetchone()[0])


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
    with connection:
        for number, posting in enumerate(postings, 1):
            document = json.dumps(posting.to_document(), ensure_ascii=False, separators=(",", ":"))
            row = number, posting.id, posting.source, posting.posted.toordinal(), document
            connection.execute("INSERT INTO posting VALUES (?, ?, ?, ?, ?)", row)
            connection.execute(
                "INSERT INTO word (rowid, title, body, fact) VALUES (?, ?, ?, ?)", (number, *words_of(posting))
            )
    connection.execute("INSERT INTO word (word) VALUES ('optimize')")
    connection.commit()


def words_of(posting: Posting) -> tuple[str, str, str]:
    """Title, everything that is searched, and facts, each as words that FTS5 need only split."""
    title = stems_of(posting.title, posting.language)
    rest = stems_of(f"{posting.employer} {posting.place} {posting.text}", posting.language)
    return " ".join(title), " ".join(dict.fromkeys([*title, *rest])), " ".join(facts_of(posting))


def today_number(today: date | None = None) -> int:
    return (today or date.today()).toordinal()  # noqa: DTZ011 -- a day here is the server's

