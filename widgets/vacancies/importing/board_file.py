"""The file of the imported postings: a change puts a new one in its place, or nothing."""

import heapq
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
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
    old = opened(file)
    kept = (each for each in (old.all() if old else ()) if each.source != source)
    newest_first = sorted(postings, key=lambda each: each.posted, reverse=True)
    replace_file(file, heapq.merge(kept, newest_first, key=lambda each: -each.posted.toordinal()))
    return old.sources().get(source, 0) if old else 0


def remove_source(file: Path, source: str) -> int:
    """How many postings went; 0 if there is no such source. Raises UnreadableBoard, OSError."""
    old = opened(file)
    count = old.sources().get(source, 0) if old else 0
    if old and count:
        if set(old.sources()) == {source}:
            file.unlink()
        else:
            replace_file(file, (each for each in old.all() if each.source != source))
    return count


def sources(file: Path) -> dict[str, int]:
    """How many postings there are from each. Raises UnreadableBoard."""
    shelf = opened(file)
    return shelf.sources() if shelf else {}


def opened(file: Path) -> Shelf | None:
    if not file.exists():
        return None
    try:
        return Shelf.open(file)
    except UnreadableShelf:
        raise UnreadableBoard(file) from None


def replace_file(file: Path, postings: Iterable[Posting]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
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
