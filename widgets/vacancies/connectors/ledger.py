"""What was asked and answered lately, how often each service was called today, which are left in peace."""

import hashlib
import hmac
import json
import os
import secrets
import sqlite3
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from ..model import Posting
from .model import ConnectorError, Words

FRESH = 6 * 3600.0
"""Seconds for which an answer is given again."""
MOST_ANSWERS = 1_000
MEMORY = ":memory:"
TABLES = """
CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, at REAL NOT NULL, postings TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS calls (
  connector TEXT, day TEXT, count INTEGER NOT NULL, PRIMARY KEY (connector, day)
);
CREATE TABLE IF NOT EXISTS pauses (connector TEXT PRIMARY KEY, until REAL NOT NULL, code TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS salt (value TEXT NOT NULL);
PRAGMA secure_delete = ON;
"""
SALT = "INSERT INTO salt SELECT ? WHERE NOT EXISTS (SELECT 1 FROM salt)"
SPEND = """
INSERT INTO calls VALUES (?1, ?2, 1)
ON CONFLICT DO UPDATE SET count = count + 1 WHERE count < ?3
RETURNING count
"""


class Ledger:
    """In memory, or in a file of its owner's alone, so that quotas outlive a program and are shared.

    Search words stand nowhere in it, only a keyed hash of them.
    """

    def __init__(self, file: Path | None = None, clock: Callable[[], float] = time.time) -> None:
        self._clock = clock
        self._lock = Lock()
        self._database = opened(file)
        self.close = weakref.finalize(self, self._database.close)
        with self._changing("") as database:
            database.execute(SALT, (secrets.token_hex(16),))
            self._salt = str(database.execute("SELECT value FROM salt").fetchone()[0]).encode()

    def recall(self, connector: str, words: Words) -> list[Posting] | None:
        """What came lately; None if it was not asked."""
        with self._changing(connector) as database:
            row = database.execute(
                "SELECT postings FROM answers WHERE key = ? AND at > ?",
                (self._key(connector, words), self._clock() - FRESH),
            ).fetchone()
        return [Posting.from_document(each) for each in json.loads(row[0])] if row else None

    def keep(self, connector: str, words: Words, postings: list[Posting]) -> None:
        written = json.dumps([each.to_document() for each in postings])
        now = self._clock()
        with self._changing(connector) as database:
            database.execute("DELETE FROM answers WHERE at <= ?", (now - FRESH,))
            database.execute(
                """DELETE FROM answers WHERE key IN
                (SELECT key FROM answers ORDER BY at DESC LIMIT -1 OFFSET ?)""",
                (MOST_ANSWERS - 1,),
            )
            database.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?)", (self._key(connector, words), now, written)
            )

    def spend(self, connector: str, most: int) -> bool:
        """Counts a call; False, and no call may be made, when today's are used up. The day is UTC's."""
        today = datetime.fromtimestamp(self._clock(), UTC).date().isoformat()
        with self._changing(connector) as database:
            database.execute("DELETE FROM calls WHERE day < ?", (today,))
            return most > 0 and bool(database.execute(SPEND, (connector, today, most)).fetchall())

    def pause(self, connector: str, code: str, seconds: float) -> None:
        with self._changing(connector) as database:
            database.execute(
                "INSERT OR REPLACE INTO pauses VALUES (?, ?, ?)", (connector, self._clock() + seconds, code)
            )

    def paused(self, connector: str) -> tuple[str, float] | None:
        """Why, and for how many seconds more."""
        with self._changing(connector) as database:
            row = database.execute(
                "SELECT code, until FROM pauses WHERE connector = ?", (connector,)
            ).fetchone()
        left = row[1] - self._clock() if row else 0
        return (row[0], left) if left > 0 else None

    def _key(self, connector: str, words: Words) -> str:
        asked = json.dumps([connector, *astuple(words)])
        return hmac.new(self._salt, asked.encode(), hashlib.sha256).hexdigest()

    @contextmanager
    def _changing(self, connector: str) -> Iterator[sqlite3.Connection]:
        """Without it the quota can't be kept, so nothing may be asked. Raises ConnectorError."""
        try:
            with self._lock, self._database:
                self._database.execute("BEGIN IMMEDIATE")
                yield self._database
        except sqlite3.Error:
            raise ConnectorError("not_set_up", connector) from None


def opened(file: Path | None) -> sqlite3.Connection:
    """A damaged file is begun anew: it holds nothing that can't be asked again. Raises OSError."""
    if file is None:
        return with_tables(MEMORY)
    os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        return with_tables(str(file))
    except sqlite3.OperationalError as error:
        raise OSError(str(error)) from None
    except sqlite3.DatabaseError:
        file.unlink()
        return opened(file)


def with_tables(name: str) -> sqlite3.Connection:
    database = sqlite3.connect(name, check_same_thread=False, timeout=5, isolation_level=None)
    try:
        database.executescript(TABLES)
    except sqlite3.DatabaseError:
        database.close()
        raise
    return database
