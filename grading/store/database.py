"""The database behind a store: SQLite by default, PostgreSQL by URL."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from .errors import MissingDriver, StoreUnavailable, UnsuitableAddress
from .failures import translated
from .key_files import synced

TIMEOUT = 5.0
"""Seconds to wait for another process; the page asks again after 8."""

# FULL: a commit is on the disk before "Saved" is on the screen; NORMAL loses the last ones in a power cut.
PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
)


class Database:
    """One engine; it connects when first asked, so make it after a fork."""

    def __init__(self, url: str, timeout: float = TIMEOUT) -> None:
        self._timeout = timeout
        with understood():
            self.url = make_url(url)
            self._engine = self._made()
        self._writer = self._engine.execution_options(writes=True)

    @property
    def file(self) -> Path | None:
        """SQLite's file; None for a server."""
        return Path(self.url.database or "") if self.is_sqlite else None

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_backend_name() == "sqlite"

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One state of the database, whoever writes meanwhile."""
        self._find()
        with translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """All or nothing; what was written is on the disk when this ends without an error."""
        self._find()
        with translated(), self._writer.begin() as connection:
            yield connection

    def make_file(self) -> None:
        """An empty SQLite file that only its owner may read; its WAL gets the same mode."""
        if self.file is not None:
            with translated():
                self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                os.close(os.open(self.file, os.O_RDWR | os.O_CREAT, 0o600))
                synced(self.file.parent)

    def empty_log(self) -> None:
        """Take what was deleted out of SQLite's log too; left to the next time while somebody reads."""
        if self.is_sqlite:
            with translated(), self._engine.connect() as connection:
                connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").close()

    def last_write(self) -> tuple[int, ...]:
        """Another value after each commit of any process; always the same where no log tells."""
        try:
            log = os.stat(f"{self.file}-wal")
        except FileNotFoundError:
            return ()
        return log.st_ino, log.st_size, log.st_mtime_ns

    def close(self) -> None:
        self._engine.dispose()

    def _find(self) -> None:
        # SQLite would make an empty database where it finds none.
        if self.file is not None and not self.file.exists():
            raise StoreUnavailable

    def _made(self) -> Engine:
        engine = create_engine(
            self.url,
            connect_args=connect_args(self.url, self._timeout),
            hide_parameters=True,
            pool_size=1,
            max_overflow=9,
            pool_timeout=self._timeout,
            pool_pre_ping=not self.is_sqlite,
        )
        if self.is_sqlite:
            event.listen(engine, "connect", prepare_sqlite)
            event.listen(engine, "begin", begin_sqlite)
        return engine


@contextmanager
def understood() -> Iterator[None]:
    """An address that is none, without repeating it: it may hold a password."""
    try:
        yield
    except (ArgumentError, ValueError):
        raise UnsuitableAddress from None
    except ImportError:
        raise MissingDriver from None


def connect_args(url: URL, timeout: float) -> dict[str, Any]:
    if url.get_backend_name() == "sqlite":
        return {"timeout": timeout}
    options = f"-c lock_timeout={int(timeout * 1000)} -c timezone=UTC -c synchronous_commit=on"
    return {"options": options, "connect_timeout": max(2, int(timeout))}


def prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # sqlite3's own BEGIN comes too late; `begin_sqlite` sends it
    for pragma in PRAGMAS:
        connection.execute(pragma).close()


def begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and then wants to write can't wait for another writer: it fails at once.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
