# ruff: noqa: N818 -- errors carry the field's names
"""Turn what the database and the disk say into the store's own errors."""

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from .errors import DamagedStore, DiskFull, StoreError, StoreLocked, StoreUnavailable, UnknownLearner


class Taken(StoreError):
    """Another process put a row at this place first; never leaves the store."""


FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

# SQLite says FULL for ENOSPC only; a used-up quota and a file-size limit come as a failed write (IOERR_*).
SQLITE = {
    sqlite3.SQLITE_FULL: DiskFull,
    sqlite3.SQLITE_IOERR_WRITE: DiskFull,
    sqlite3.SQLITE_IOERR_FSYNC: DiskFull,
    sqlite3.SQLITE_IOERR_TRUNCATE: DiskFull,
    sqlite3.SQLITE_IOERR_SHMSIZE: DiskFull,
    sqlite3.SQLITE_BUSY: StoreLocked,
    sqlite3.SQLITE_LOCKED: StoreLocked,
    sqlite3.SQLITE_CORRUPT: DamagedStore,
    sqlite3.SQLITE_NOTADB: DamagedStore,
    sqlite3.SQLITE_CANTOPEN: StoreUnavailable,
    sqlite3.SQLITE_READONLY: StoreUnavailable,
    sqlite3.SQLITE_PERM: StoreUnavailable,
    sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY: UnknownLearner,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY: Taken,
    sqlite3.SQLITE_CONSTRAINT_UNIQUE: Taken,
}

POSTGRESQL = {
    "53100": DiskFull,
    "55P03": StoreLocked,  # lock_timeout
    "40P01": StoreLocked,  # deadlock
    "23503": UnknownLearner,
    "23505": Taken,
    "XX001": DamagedStore,
    "XX002": DamagedStore,
}


@contextmanager
def translated() -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise store_error(error) from error
    except sqlite3.Error as error:  # from a connection of our own, without SQLAlchemy
        raise of_sqlite(getattr(error, "sqlite_errorcode", 0)) from error
    except PoolTimeout as error:
        raise StoreLocked from error
    except OSError as error:
        if error.errno in FULL_DISK:
            raise DiskFull from error
        raise


def store_error(error: DBAPIError) -> StoreError:
    origin = error.orig
    if isinstance(origin, sqlite3.Error):
        return of_sqlite(getattr(origin, "sqlite_errorcode", 0))
    return of_postgresql(getattr(origin, "sqlstate", None), is_lost=error.connection_invalidated)


def of_sqlite(number: int) -> StoreError:
    primary = number & 0xFF  # the rest tells the reason more finely
    return SQLITE.get(number, SQLITE.get(primary, StoreError))()


def of_postgresql(state: str | None, *, is_lost: bool) -> StoreError:
    # No state: the server never answered. 08: cut off, 57P: shutting down, 533: too many, 28, 3D: refused.
    if is_lost or state is None or state.startswith(("08", "57P", "533", "28", "3D")):
        return StoreUnavailable()
    return POSTGRESQL.get(state, StoreError)()
