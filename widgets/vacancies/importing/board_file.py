"""The file of the imported postings: a change puts a new one in its place, or nothing."""

import fcntl
import heapq
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from ..board.filling import write_shelf
from ..board.shelf import Shelf, UnreadableShelf
from ..model import Posting

READABLE_BY_ALL = 0o644
"""The services of every cohort read it; postings are nobody's secret."""


class UnreadableBoard(ValueError):  # noqa: N818 -- named as the field names it
    """The file is damaged, or made by another version of Onward."""


def add_source(file: Path, source: str, postings: Sequence[Posting]) -> int:
    """Puts a source's postings in place of its earlier ones, and says how many those were.

    Raises UnreadableBoard, OSError.
    """
    newest_first = sorted(postings, key=lambda each: each.posted, reverse=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    with alone(file), opened(file) as old:
        before = old.sources().get(source, 0) if old else 0
        kept = (each for each in (old.all() if old else ()) if each.source != source)
        replace_file(file, heapq.merge(kept, newest_first, key=lambda each: -each.posted.toordinal()))
    return before


def remove_source(file: Path, source: str) -> int:
    """How many postings went; 0 if there is no such source. Raises UnreadableBoard, OSError."""
    if not file.exists():
        return 0
    with alone(file), opened(file) as old:
        count = old.sources().get(source, 0) if old else 0
        if old and count:
            if set(old.sources()) == {source}:
                file.unlink()
            else:
                replace_file(file, (each for each in old.all() if each.source != source))
    return count


def sources(file: Path) -> dict[str, int]:
    """How many postings there are from each. Raises UnreadableBoard."""
    with opened(file) as shelf:
        return shelf.sources() if shelf else {}


@contextmanager
def opened(file: Path) -> Iterator[Shelf | None]:
    """None if there is no file yet. Damage may show only while it is read. Raises UnreadableBoard."""
    try:
        yield Shelf.open(file) if file.exists() else None
    except UnreadableShelf:
        raise UnreadableBoard(file) from None


@contextmanager
def alone(file: Path) -> Iterator[None]:
    """One change after the other: what two at once read would lack what the other writes."""
    lock = os.open(file.with_suffix(".lock"), os.O_RDONLY | os.O_CREAT, READABLE_BY_ALL)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def replace_file(file: Path, postings: Iterable[Posting]) -> None:
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=f".{file.name}-") as folder:
        made = Path(folder) / file.name
        try:
            write_shelf(postings, made)
        except sqlite3.Error as error:
            raise OSError(str(error)) from None
        made.chmod(READABLE_BY_ALL)
        made.replace(file)
    place = os.open(file.parent, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
