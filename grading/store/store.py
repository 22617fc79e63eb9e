"""The learner store of one cohort, for the processes that hold the cohort key: service and worker."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, delete, insert, inspect, select, text

from . import outbox, schema
from .database import TIMEOUT, Database
from .errors import (
    DamagedRecord,
    InvalidCode,
    LearnerExists,
    MissingDataKey,
    NewerStore,
    OlderStore,
    StoreExists,
    StoreUnavailable,
    UnknownLearner,
    WrongKey,
)
from .keys import Keys, check_value
from .model import WAITING, Document, HandedIn
from .records import LearnerRecords
from .sealing import NotSealedHere, unseal

CODE = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
"""What nbgrader takes as a learner's id, too."""


class Store:
    """All records of a cohort. Learners' words can be read here only through their data keys."""

    def __init__(self, url: str, keys: Path, timeout: float = TIMEOUT) -> None:
        self._database = Database(url, timeout)
        self._keys = Keys(keys, timeout)

    @classmethod
    def create(cls, url: str, keys: Path, timeout: float = TIMEOUT) -> Self:
        """A new, empty store with a new cohort key; keys or learners that are there already stay untouched.

        A creation that broke off is completed.
        """
        from .upgrade import upgrade  # noqa: PLC0415 -- Alembic takes long to import, and only this needs it

        made = cls(url, keys, timeout)
        with made._closed_if_it_fails():
            made._keys.make_folder()
            made._database.make_file()
            upgrade(url, timeout)
            made._make_cohort_key()
            made._keys.make_learners()
        return made

    @classmethod
    def open(cls, url: str, keys: Path, timeout: float = TIMEOUT) -> Self:
        """A store as `create` left it; changes nothing when something is wrong with it or its keys."""
        opened = cls(url, keys, timeout)
        with opened._closed_if_it_fails():
            opened._check()
            opened._finish_removing()
        return opened

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add_learner(self, code: str) -> None:
        if not CODE.fullmatch(code):
            raise InvalidCode
        with self._keys.alone():
            if self._has_row(code):
                raise LearnerExists(code)
            # The key first: a row without a key would look like a learner who was removed.
            check = check_value(self._keys.add(code))
            row = insert(schema.learner).values(code=code, key_check=check, added_at=datetime.now(UTC))
            with self._database.writing() as connection:
                connection.execute(row)

    def remove_learner(self, code: str) -> None:
        """Destroy her key, and so every copy of her records, then her rows; again, if it broke off."""
        with self._keys.alone():
            if code not in self._keys.codes() and not self._has_row(code):
                raise UnknownLearner(code)
            self._keys.destroy(code)
            self._remove_rows(code)

    def learners(self) -> list[str]:
        """Learners with a key: rows of removed learners that an old backup brought back do not count."""
        return sorted(self._rows() & self._keys.codes())

    def without_key(self) -> list[str]:
        """Learners with rows but no key: remove them again, or bring back the lost keys."""
        return sorted(self._rows() - self._keys.codes())

    def data_key(self, code: str) -> bytes:
        """Her own key (32 bytes), for the kernel of her page."""
        try:
            return self._keys.data_key(code)
        except MissingDataKey:
            if self._has_row(code):
                raise
            raise UnknownLearner(code) from None

    def records(self, code: str) -> LearnerRecords:
        return LearnerRecords(self._database, code, self.data_key(code))

    def outbox(self) -> list[HandedIn]:
        """What waits for the grading worker, the oldest first."""
        with self._database.reading() as connection:
            return outbox.summaries(connection, state=WAITING)[::-1]

    def last_write(self) -> tuple[int, ...]:
        """Another value after each commit of any process; always the same where only asking tells."""
        return self._database.last_write()

    def handed_in(self, code: str | None = None, assignment: str | None = None) -> list[HandedIn]:
        """Newest first."""
        with self._database.reading() as connection:
            return outbox.summaries(connection, learner=code, assignment=assignment)

    def snapshot(self, handed_in_id: str) -> Document:
        """What she handed in, in her words."""
        with self._database.reading() as connection:
            item, sealed = outbox.sealed_snapshot(connection, handed_in_id)
        try:
            return unseal(self.data_key(item.learner), sealed, outbox.place_of(item))
        except NotSealedHere:
            raise DamagedRecord(item.learner, f"handed_in/{item.assignment}") from None

    def mark(self, handed_in_id: str, state: str) -> None:
        with self._database.writing() as connection:
            outbox.set_state(connection, handed_in_id, state)

    @contextmanager
    def _closed_if_it_fails(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.close()
            raise

    def _rows(self) -> set[str]:
        with self._database.reading() as connection:
            return set(connection.execute(select(schema.learner.c.code)).scalars())

    def _remove_rows(self, code: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(schema.learner).where(schema.learner.c.code == code))
        self._database.empty_log()
        self._keys.left(code)

    def _finish_removing(self) -> None:
        if self._keys.leaving():
            with self._keys.alone():
                for code in self._keys.leaving():
                    self._remove_rows(code)

    def _has_row(self, code: str) -> bool:
        query = select(schema.learner.c.code).where(schema.learner.c.code == code)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None

    def _make_cohort_key(self) -> None:
        with self._keys.alone(), self._database.writing() as connection:
            if connection.execute(select(schema.learner.c.code).limit(1)).first():
                raise StoreExists
            known = connection.execute(select(schema.store.c.key_check)).scalar_one_or_none()
            if known is None:
                row = insert(schema.store).values(id=1, key_check=self._keys.make_cohort_key())
                connection.execute(row)
            elif known != self._keys.known_cohort_key():
                raise StoreExists

    def _check(self) -> None:
        with self._database.reading() as connection:
            check_version(connection)
            known = connection.execute(select(schema.store.c.key_check)).scalar_one_or_none()
        if known is None:
            raise StoreUnavailable
        if known != self._keys.check():
            raise WrongKey


def check_version(connection: Connection) -> None:
    """Alembic's own table says which tables these are."""
    if not inspect(connection).has_table("alembic_version"):
        raise StoreUnavailable
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none() or ""
    if found > schema.VERSION:
        raise NewerStore(found)
    if found < schema.VERSION:
        raise OlderStore(found)
