"""One learner's records, read and saved with her own data key."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Self
from uuid import uuid4

from sqlalchemy import Connection, Row, func, insert, literal, select

from . import schema
from .database import TIMEOUT, Database
from .errors import DamagedRecord, StaleRecord, UnknownLearner, WrongKey
from .failures import Taken
from .keys import check_value
from .model import WAITING, Document, HandedIn, Record
from .outbox import place_of, summaries
from .sealing import NotSealedHere, Place, seal, unseal
from .versions import thin

version = schema.version


class LearnerRecords:
    """What one learner has written: a record of each kind, its earlier versions, and what she handed in."""

    def __init__(self, database: Database, code: str, data_key: bytes) -> None:
        self.code = code
        self._database = database
        self._key = data_key
        with database.reading() as connection:
            self._check_key(connection)

    def load(self, kind: str) -> Record | None:
        rows = self._rows(kind, limit=1)
        return self._opened(rows[0]) if rows else None

    def save(self, kind: str, document: Document, expected: int) -> Record:
        """Save on top of revision `expected` (0: nothing there yet); on the disk when this returns.

        Raises StaleRecord when another tab or process saved first.
        """
        record = Record(kind, document, expected + 1, datetime.now(UTC))
        try:
            with self._database.writing() as connection:
                self._check_key(connection)
                self._add(connection, record)
                thin(connection, self.code, kind, record.saved_at)
        except Taken:
            raise StaleRecord(self._current(kind)) from None
        return record

    def earlier(self, kind: str) -> list[Record]:
        """Earlier versions, newest first, as `versions.thin` keeps them; damaged ones are left out."""
        records = []
        for row in self._rows(kind)[1:]:
            try:
                records.append(self._opened(row))
            except DamagedRecord:
                continue
        return records

    def forget_earlier(self, kind: str) -> None:
        """Keep only the record as it is now."""
        with self._database.writing() as connection:
            thin(connection, self.code, kind, datetime.max.replace(tzinfo=UTC))

    def hand_in(self, assignment: str, document: Document) -> HandedIn:
        """Put a snapshot into the outbox for the grading worker; what was handed in before stays."""
        made = HandedIn(uuid4().hex, self.code, assignment, datetime.now(UTC), WAITING)
        sealed = seal(self._key, document, place_of(made))
        with self._database.writing() as connection:
            self._check_key(connection)
            connection.execute(insert(schema.handed_in).values(**vars(made), sealed=sealed))
        return made

    def handed_in(self, assignment: str) -> list[HandedIn]:
        """Newest first."""
        with self._database.reading() as connection:
            return summaries(connection, learner=self.code, assignment=assignment)

    def close(self) -> None:
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _check_key(self, connection: Connection) -> None:
        # Also before each saving: she may have been removed, and added again with another key, meanwhile.
        wanted = select(schema.learner.c.key_check).where(schema.learner.c.code == self.code)
        found = connection.execute(wanted).scalar_one_or_none()
        if found is None:
            raise UnknownLearner(self.code)
        if found != check_value(self._key):
            raise WrongKey(self.code)

    def _add(self, connection: Connection, record: Record) -> None:
        newest = select(func.coalesce(func.max(version.c.revision), 0)).where(
            version.c.learner == self.code, version.c.kind == record.kind
        )
        sealed = seal(self._key, record.document, self._place(record.kind, record.revision))
        row = {
            "learner": self.code,
            "kind": record.kind,
            "revision": record.revision,
            "saved_at": record.saved_at,
            "sealed": sealed,
        }
        values = select(*(literal(value, version.c[name].type) for name, value in row.items()))
        still_expected = values.where(newest.scalar_subquery() == record.revision - 1)
        added = insert(version).from_select(list(row), still_expected).returning(version.c.revision)
        if connection.execute(added).first() is None:
            raise Taken

    def _current(self, kind: str) -> Record:
        return self.load(kind) or Record(kind, {}, 0, datetime.now(UTC))

    def _rows(self, kind: str, limit: int | None = None) -> Sequence[Row[*tuple[Any, ...]]]:
        newest_first = (
            select(version.c.kind, version.c.revision, version.c.saved_at, version.c.sealed)
            .where(version.c.learner == self.code, version.c.kind == kind)
            .order_by(version.c.revision.desc())
            .limit(limit)
        )
        with self._database.reading() as connection:
            return connection.execute(newest_first).all()

    def _opened(self, row: Row[*tuple[Any, ...]]) -> Record:
        try:
            document = unseal(self._key, row.sealed, self._place(row.kind, row.revision))
        except NotSealedHere:
            raise DamagedRecord(self.code, row.kind, row.revision) from None
        return Record(row.kind, document, row.revision, row.saved_at)

    def _place(self, kind: str, revision: int) -> Place:
        return ("record", self.code, kind, revision)


def open_records(url: str, code: str, data_key: bytes, timeout: float = TIMEOUT) -> LearnerRecords:
    """A learner's records in the kernel of her page, which holds her data key and never the cohort's."""
    database = Database(url, timeout)
    try:
        return LearnerRecords(database, code, data_key)
    except BaseException:
        database.close()
        raise
