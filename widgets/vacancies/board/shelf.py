"""Postings in one SQLite file (or in memory), to be searched; `filling.py` writes it.

Rows are numbered from the newest posting to the oldest. FTS5 finds the rows of a word; what filters ask for,
and words that very many postings have, are kept as rows of bits beside it, so that a search combines whole
numbers, however many postings there are (`tests/benchmarks/vacancy_search.py`).
"""

import json
import sqlite3
import weakref
import zlib
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from ..model import Posting
from .rows import of_bytes
from .spelling import allowed, edits, is_guessable, shortenings

VERSION = 3
"""Of the file; another version of Onward may make another."""
CACHE = 8_000
"""Kilobytes of pages that an open shelf keeps."""
CHUNK = 1 << 16
"""Rows whose bits are packed together."""
PLAIN, PACKED = b"p", b"z"
"""A chunk's rows one by one, as two bytes each; or as compressed bits."""
BODY, TITLE, FACT = "b:", "t:", "f:"
MOST_LONGER = 12
DAMAGE = (sqlite3.DatabaseError, zlib.error, LookupError, TypeError, ValueError)
"""What reading a damaged file may raise: SQLite notices it, or other content comes than was written."""


class UnreadableShelf(ValueError):  # noqa: N818 -- named as the field names it
    """A file that is damaged, or made by another version of Onward."""


@dataclass(frozen=True)
class Undamaged:
    """What is read within it is whole, or raises UnreadableShelf; without a file an error is our own."""

    file: Path | None

    def __enter__(self) -> None:
        """Nothing is kept: it may be entered again while it is in use."""

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: object) -> None:
        if kind and self.file and issubclass(kind, DAMAGE):
            raise UnreadableShelf(self.file)


class Guess(NamedTuple):
    """A stem that may have been meant; `rarity` is its postings' number below zero."""

    edits: int
    rarity: int
    stem: str


class Shelf:
    """One set of postings."""

    def __init__(
        self, connection: sqlite3.Connection, made_on: date | None = None, file: Path | None = None
    ) -> None:
        """`made_on`: the day on which the postings were as old as they should always be.

        With a `file` everything that reads it raises UnreadableShelf.
        """
        self._connection, self._made_on, self.file = connection, made_on, file
        self._undamaged = Undamaged(file)
        self.close = weakref.finalize(self, connection.close)
        if self._one("PRAGMA user_version") != VERSION:
            raise UnreadableShelf(file)
        self._one(f"PRAGMA cache_size = -{CACHE}")
        self.size: int = self._one("SELECT count(*) FROM day") and self._one("SELECT max(last) + 1 FROM day")

    @classmethod
    def open(cls, file: Path) -> "Shelf":
        """A file that is replaced, never changed. Raises UnreadableShelf."""
        address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            connection = sqlite3.connect(address, uri=True, check_same_thread=False)
        except sqlite3.OperationalError:
            raise UnreadableShelf(file) from None
        return cls(connection, file=file)

    @property
    def everything(self) -> int:
        return (1 << self.size) - 1

    def since(self, day: date) -> int:
        """Rows that were posted on that day or later."""
        query = "SELECT last FROM day WHERE posted >= ? ORDER BY posted LIMIT 1"
        last = self._one(query, day.toordinal() - self._days_ago)
        return 0 if last is None else (1 << last + 1) - 1

    def with_fact(self, *facts: str) -> int:
        """Rows that have one of these facts."""
        return self._any(FACT + each for each in facts)

    def with_word(self, stems: Iterable[str], *, in_title: bool = False) -> int:
        """Rows that have one of these words, anywhere or in the title."""
        found = 0
        for stem in stems:
            bits = self._bits(f"{TITLE if in_title else BODY}{stem}")
            found |= self._match(stem, in_title=in_title) if bits is None else bits
        return found

    def posting(self, row: int) -> Posting:
        return self._read(self._one("SELECT document FROM posting WHERE number = ?", row))

    def row_of(self, posting_id: str) -> int | None:
        found: int | None = self._one("SELECT number FROM posting WHERE id = ?", posting_id)
        return found

    def by_id(self, posting_id: str) -> Posting | None:
        document = self._one("SELECT document FROM posting WHERE id = ?", posting_id)
        return self._read(document) if document else None

    def all(self) -> Iterator[Posting]:
        """The newest first."""
        for (document,) in self._rows("SELECT document FROM posting ORDER BY number"):
            yield self._read(document)

    def day(self, row: int) -> int:
        """On which it was posted (proleptic ordinal)."""
        with self._undamaged:
            posted: int = self._one("SELECT posted FROM posting WHERE number = ?", row)
            return posted + self._days_ago

    def sources(self) -> dict[str, int]:
        return dict(self._rows("SELECT name, postings FROM source ORDER BY name"))

    def needs(self) -> list[tuple[str, list[str]]]:
        """Every set of languages that postings ask for, after its fact."""
        rows = self._rows("SELECT fact, languages FROM need")
        return [(fact, languages.split()) for fact, languages in rows]

    def postings_with(self, stem: str) -> int:
        """How many have a word."""
        return self._one("SELECT postings FROM stem WHERE stem = ?", stem) or 0

    def longer(self, stem: str) -> list[str]:
        """The most frequent that begin so."""
        query = "SELECT stem FROM stem WHERE stem > ? AND stem < ? ORDER BY postings DESC LIMIT ?"
        return [each for (each,) in self._rows(query, stem, stem + "~", MOST_LONGER)]

    def spelled_like(self, stem: str) -> list[Guess]:
        """Stems that are a slip or two away, the nearest and then the most frequent first."""
        if not is_guessable(stem):
            return []
        letters = sorted(shortenings(stem, allowed(stem)))
        marks = ",".join("?" * len(letters))
        near = f"SELECT number FROM shortening WHERE letters IN ({marks})"  # noqa: S608 -- marks only
        query = f"SELECT stem, postings FROM stem WHERE number IN ({near})"  # noqa: S608
        rows = self._rows(query, *letters)
        found = ((edits(stem, each, allowed(stem)), -postings, each) for each, postings in rows)
        return sorted(Guess(*each) for each in found if each[0] <= allowed(stem))

    def _any(self, terms: Iterable[str]) -> int:
        found = 0
        for term in terms:
            found |= self._bits(term) or 0
        return found

    def _bits(self, term: str) -> int | None:
        """None where none are kept for it."""
        number = self._one("SELECT number FROM kept WHERE term = ?", term)
        if number is None:
            return None
        chunks = range(self.size // CHUNK + 1)
        found = bytearray(len(chunks) * CHUNK // 8)
        marks = ",".join("?" * len(chunks))
        query = f"SELECT key >> 32, packed FROM bits WHERE key IN ({marks})"  # noqa: S608 -- marks only
        with self._undamaged:
            for chunk, packed in self._rows(query, *(chunk << 32 | number for chunk in chunks)):
                start = chunk * CHUNK // 8
                if packed[:1] == PACKED:
                    found[start : start + CHUNK // 8] = zlib.decompress(packed[1:])
                else:
                    set_bits(found, (chunk * CHUNK + place for place in array("H", packed[1:])))
        return of_bytes(found)

    def _match(self, stem: str, *, in_title: bool) -> int:
        query = "SELECT rowid FROM word WHERE word MATCH ?"
        rows = self._rows(query, f'{"title" if in_title else "body"} : "{stem}"')
        found = bytearray(self.size // 8 + 1)
        with self._undamaged:
            set_bits(found, (row for (row,) in rows))
        return of_bytes(found)

    def _read(self, document: str) -> Posting:
        with self._undamaged:
            posting = Posting.from_document(json.loads(document))
        return (
            replace(posting, posted=posting.posted + timedelta(self._days_ago)) if self._made_on else posting
        )

    @property
    def _days_ago(self) -> int:
        return (date.today() - self._made_on).days if self._made_on else 0

    def _one(self, query: str, *values: Any) -> Any:
        """The only value of the first row, or None."""
        with self._undamaged:
            row = self._connection.execute(query, values).fetchone()
        return row[0] if row else None

    def _rows(self, query: str, *values: Any) -> Iterator[Any]:
        with self._undamaged:
            yield from self._connection.execute(query, values)


def set_bits(content: bytearray, rows: Iterable[int]) -> None:
    for row in rows:
        content[row >> 3] |= 1 << (row & 7)
