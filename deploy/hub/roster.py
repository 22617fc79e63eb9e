# ruff: noqa: N818 -- errors carry the field's names
"""Who may sign in, to which cohort and as what; who is signed in; who typed wrong PINs.

A SQLite file beside the Hub's own database. The command line writes it while the Hub runs; the Hub asks it at
each sign-in and refresh, so that every change takes effect at once.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Role = Literal["learner", "staff"]

SCHEMA = """
CREATE TABLE IF NOT EXISTS person (
    name TEXT PRIMARY KEY,
    role TEXT NOT NULL CHECK (role IN ('learner', 'staff')),
    secret BLOB NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS membership (
    name TEXT NOT NULL REFERENCES person (name) ON DELETE CASCADE,
    cohort TEXT NOT NULL,
    PRIMARY KEY (name, cohort)
) STRICT;
CREATE TABLE IF NOT EXISTS attempt (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    until REAL NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    seen REAL NOT NULL
) STRICT;
"""


class NameTaken(Exception):
    """Somebody else signs in with that name."""


class UnknownPerson(LookupError):
    """Nobody signs in with that name."""


@dataclass(frozen=True)
class Person:
    """Who signs in: a learner by her code, staff by a name; `secret` is the hash of her PIN or password."""

    name: str
    role: Role
    cohorts: tuple[str, ...]
    secret: bytes

    @property
    def groups(self) -> list[str]:
        """Her groups at the Hub, in nbgrader's own names."""
        prefix = {"learner": "nbgrader", "staff": "formgrade"}[self.role]
        return [f"{prefix}-{cohort}" for cohort in self.cohorts]


@dataclass(frozen=True)
class Attempts:
    """Wrong PINs in a row, and the time (seconds since 1970) until which no other is taken."""

    failures: int = 0
    until: float = 0.0


class Roster:
    """The people of an installation."""

    def __init__(self, file: Path) -> None:
        self._file = file
        if not file.exists():
            file.touch(mode=0o600)
        with self._open() as database:
            database.executescript(SCHEMA)

    def add(self, name: str, role: Role, cohort: str, secret: bytes) -> None:
        """Raises NameTaken."""
        with self._open() as database:
            try:
                database.execute("INSERT INTO person VALUES (?, ?, ?)", (name, role, secret))
            except sqlite3.IntegrityError as error:
                raise NameTaken(name) from error
            database.execute("INSERT INTO membership VALUES (?, ?)", (name, cohort))

    def join(self, name: str, cohort: str) -> None:
        """A second cohort for somebody on the staff; raises UnknownPerson."""
        self.find(name)
        with self._open() as database:
            database.execute("INSERT OR IGNORE INTO membership VALUES (?, ?)", (name, cohort))

    def leave(self, name: str, cohort: str) -> None:
        """No longer in that cohort; who is in none any more is gone."""
        with self._open() as database:
            database.execute("DELETE FROM membership WHERE name = ? AND cohort = ?", (name, cohort))
        if not self.find(name).cohorts:
            self.remove(name)

    def remove(self, name: str) -> None:
        with self._open() as database:
            database.execute("DELETE FROM session WHERE name = ?", (name,))
            database.execute("DELETE FROM person WHERE name = ?", (name,))

    def change_secret(self, name: str, secret: bytes) -> None:
        """A new PIN or password; raises UnknownPerson."""
        with self._open() as database:
            if not database.execute("UPDATE person SET secret = ? WHERE name = ?", (secret, name)).rowcount:
                raise UnknownPerson(name)
            database.execute("DELETE FROM session WHERE name = ?", (name,))

    def find(self, name: str) -> Person:
        """Raises UnknownPerson."""
        with self._open() as database:
            row = database.execute("SELECT role, secret FROM person WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise UnknownPerson(name)
            found = database.execute("SELECT cohort FROM membership WHERE name = ? ORDER BY cohort", (name,))
            return Person(name, row[0], tuple(cohort for (cohort,) in found), row[1])

    def people(self, cohort: str, role: Role) -> list[str]:
        query = (
            "SELECT name FROM membership JOIN person USING (name) WHERE cohort = ? AND role = ? ORDER BY name"
        )
        with self._open() as database:
            return [name for (name,) in database.execute(query, (cohort, role))]

    def names(self) -> set[str]:
        with self._open() as database:
            return {name for (name,) in database.execute("SELECT name FROM person")}

    def attempts(self, key: str) -> Attempts:
        with self._open() as database:
            row = database.execute("SELECT failures, until FROM attempt WHERE key = ?", (key,)).fetchone()
            return Attempts(*row) if row else Attempts()

    def note_attempts(self, key: str, attempts: Attempts) -> None:
        with self._open() as database:
            row = (key, attempts.failures, attempts.until)
            database.execute("INSERT OR REPLACE INTO attempt VALUES (?, ?, ?)", row)

    def forget_attempts(self, key: str) -> None:
        with self._open() as database:
            database.execute("DELETE FROM attempt WHERE key = ?", (key,))

    def forget_attempts_before(self, time: float) -> None:
        with self._open() as database:
            database.execute("DELETE FROM attempt WHERE until < ?", (time,))

    def note_session(self, session: str, name: str, now: float) -> None:
        """A sign of life from a signed-in browser."""
        with self._open() as database:
            database.execute("INSERT OR REPLACE INTO session VALUES (?, ?, ?)", (session, name, now))

    def session_seen(self, session: str, name: str) -> float | None:
        """When this person's browser last gave a sign of life; None where she is not signed in with it."""
        query = "SELECT seen FROM session WHERE id = ? AND name = ?"
        with self._open() as database:
            row = database.execute(query, (session, name)).fetchone()
            return row[0] if row else None

    def end_session(self, session: str) -> None:
        with self._open() as database:
            database.execute("DELETE FROM session WHERE id = ?", (session,))

    def end_sessions_before(self, time: float) -> None:
        with self._open() as database:
            database.execute("DELETE FROM session WHERE seen < ?", (time,))

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """One short transaction; a connection each, so that threads and processes never share one."""
        database = sqlite3.connect(self._file, timeout=10)
        try:
            database.execute("PRAGMA foreign_keys = ON")
            database.execute("PRAGMA secure_delete = ON")
            with database:
                yield database
        finally:
            database.close()
