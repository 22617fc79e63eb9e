"""Why a job failed, as a code: for the texts, and for the worker, which does some of them again later."""

import sqlite3
from collections.abc import Iterable

from sqlalchemy.exc import DBAPIError, IntegrityError

from .cells import CellsDied
from .marks import PointsOutOfRange, UnknownCriterion
from .places import UnsuitableName
from .submitting import FULL_DISK, MissingRelease

CODES: dict[type[Exception], str] = {
    UnknownCriterion: "unknown_criterion",
    PointsOutOfRange: "points_out_of_range",
    UnsuitableName: "unsuitable_name",
    MissingRelease: "missing_release",
}
BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def code_of(errors: Iterable[BaseException]) -> str:
    """The first code that one of them has; "failed" if none has any."""
    return next((code for error in errors if (code := own_code(error))), "failed")


def own_code(error: BaseException) -> str:
    if isinstance(error, CellsDied):
        return error.why
    if isinstance(error, IntegrityError):
        return "met_another"  # two jobs were the first of one learner: the second one will find her there
    if isinstance(error, DBAPIError):
        return of_database(error.orig)
    if isinstance(error, OSError) and error.errno in FULL_DISK:
        return "disk_full"
    return next((code for kind, code in CODES.items() if isinstance(error, kind)), "")


def of_database(error: BaseException | None) -> str:
    number = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if number in BUSY:
        return "gradebook_locked"
    return "disk_full" if number in NO_SPACE else ""
