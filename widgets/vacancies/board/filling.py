"""Writes a shelf: one posting at a time, so that a million need little memory."""

import json
import os
import sqlite3
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ..model import Posting
from .facts import facts_of, need_of
from .shelf import BODY, CHUNK, FACT, PACKED, PLAIN, TITLE, VERSION, Shelf, set_bits
from .spelling import is_guessable, shortenings
from .words import stems_of

SCHEMA = f"""
CREATE TABLE posting (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, posted INTEGER NOT NULL,
                      document TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(title, body, content='', detail=column, columnsize=0,
                                     tokenize="unicode61 remove_diacritics 0");
CREATE TABLE kept (term TEXT PRIMARY KEY, number INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bits (key INTEGER PRIMARY KEY, packed BLOB NOT NULL);
CREATE TABLE day (posted INTEGER PRIMARY KEY, last INTEGER NOT NULL);
CREATE TABLE stem (number INTEGER PRIMARY KEY, stem TEXT NOT NULL, postings INTEGER NOT NULL);
CREATE TABLE shortening (letters TEXT, number INTEGER, PRIMARY KEY (letters, number)) WITHOUT ROWID;
CREATE TABLE need (fact TEXT PRIMARY KEY, languages TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, postings INTEGER NOT NULL) WITHOUT ROWID;
PRAGMA user_version = {VERSION};
"""
INDEX = "CREATE UNIQUE INDEX stem_by_name ON stem (stem)"
FREQUENT = CHUNK // 256
"""Postings of a chunk that have a word for which bits are kept; of fewer, FTS5 gives the rows as fast."""
FEW = 128
"""So many rows of a chunk are kept one by one."""


def write_shelf(postings: Iterable[Posting], file: Path) -> None:
    """A new file of postings, which come from the newest to the oldest; the caller moves it to its place."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA page_size = 8192")
        connection.execute("PRAGMA cache_size = -32000")
        Filling(connection).fill(postings)
    with file.open("rb+") as written:
        os.fsync(written.fileno())


def shelf_of(postings: Iterable[Posting], made_on: date | None = None) -> Shelf:
    """In memory; `made_on` as in Shelf."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    Filling(connection).fill(sorted(postings, key=lambda each: each.posted, reverse=True))
    return Shelf(connection, made_on)


Places = defaultdict[str, "array[int]"]


def no_places() -> Places:
    return defaultdict(lambda: array("H"))


@dataclass
class Filling:
    """`places`: rows within the chunk that is being filled, by kind and term; `kept`: terms with bits."""

    connection: sqlite3.Connection
    stems: Counter[str] = field(default_factory=Counter)
    needs: dict[str, str] = field(default_factory=dict)
    sources: Counter[str] = field(default_factory=Counter)
    places: dict[str, Places] = field(
        default_factory=lambda: {TITLE: no_places(), BODY: no_places(), FACT: no_places()}
    )
    frequent: dict[str, frozenset[str]] = field(default_factory=dict)
    """Words for which bits are kept, by kind; none yet while the first chunk shows which they are."""
    kept: dict[str, int] = field(default_factory=dict)

    def fill(self, postings: Iterable[Posting]) -> None:
        self.connection.executescript(SCHEMA)
        with self.connection:
            chunk = 0
            for number, posting in enumerate(postings):
                if number // CHUNK != chunk:
                    self._write_bits(chunk)
                    chunk += 1
                self._add(number, posting)
            self._write_bits(chunk)
            self._write_rest()

    def _add(self, number: int, posting: Posting) -> None:
        document = json.dumps(posting.to_document(), ensure_ascii=False, separators=(",", ":"))
        row = number, posting.id, posting.posted.toordinal(), document
        self.connection.execute("INSERT INTO posting VALUES (?, ?, ?, ?)", row)
        title = stems_of(posting.title, posting.language)
        body = stems_of(
            f"{posting.title}\n{posting.employer}\n{posting.place}\n{posting.text}", posting.language
        )
        words = number, " ".join(title), " ".join(body)
        self.connection.execute("INSERT INTO word (rowid, title, body) VALUES (?, ?, ?)", words)
        self.stems.update(body)
        self.sources[posting.source] += 1
        self.needs[need_of(posting)] = " ".join(posting.languages)
        self._note(number % CHUNK, {TITLE: title, BODY: body, FACT: facts_of(posting)})

    def _note(self, place: int, terms: dict[str, list[str]]) -> None:
        for kind, some in terms.items():
            places, frequent = self.places[kind], self.frequent.get(kind)
            for term in some if frequent is None else frequent.intersection(some):
                places[term].append(place)

    def _write_bits(self, chunk: int) -> None:
        """Of facts, and of words that are frequent in the first chunk."""
        if not chunk:
            for kind in (TITLE, BODY):
                often = (term for term, places in self.places[kind].items() if len(places) >= FREQUENT)
                self.frequent[kind] = frozenset(often)
        rows = []
        for kind, places in self.places.items():
            for term in sorted(places if kind == FACT else self.frequent[kind] & places.keys()):
                number = self.kept.setdefault(kind + term, len(self.kept))
                rows.append((chunk << 32 | number, packed(places[term])))
            places.clear()
        self.connection.executemany("INSERT INTO bits VALUES (?, ?)", sorted(rows))

    def _write_rest(self) -> None:
        write = self.connection.executemany
        write("INSERT INTO kept VALUES (?, ?)", sorted(self.kept.items()))
        write("INSERT INTO need VALUES (?, ?)", self.needs.items())
        write("INSERT INTO source VALUES (?, ?)", self.sources.items())
        self.connection.execute("INSERT INTO day SELECT posted, max(number) FROM posting GROUP BY posted")
        stems = list(enumerate(sorted(self.stems)))
        write("INSERT INTO stem VALUES (?, ?, ?)", ((place, each, self.stems[each]) for place, each in stems))
        self.connection.execute(INDEX)
        self.connection.execute("CREATE TEMP TABLE short (letters TEXT, number INTEGER)")
        guessable = ((place, each) for place, each in stems if is_guessable(each))
        short = ((letters, place) for place, each in guessable for letters in shortenings(each))
        write("INSERT INTO short VALUES (?, ?)", short)
        self.connection.execute("INSERT INTO shortening SELECT * FROM short ORDER BY letters, number")
        self.connection.execute("DROP TABLE short")
        self.connection.execute("INSERT INTO word (word) VALUES ('optimize')")


def packed(places: "array[int]") -> bytes:
    if len(places) <= FEW:
        return PLAIN + places.tobytes()
    bits = bytearray(CHUNK // 8)
    set_bits(bits, places)
    return PACKED + zlib.compress(bytes(bits), 1)
