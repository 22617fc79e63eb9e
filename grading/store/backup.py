"""Copy a running store; its keys apart, and for days only, so that who was removed is gone there too."""

import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from .database import TIMEOUT, Database
from .errors import BackupElsewhere, DamagedStore, StoreUnavailable
from .failures import translated
from .key_files import Folder, synced
from .keys import COHORT_KEY, LEARNERS


def backup(url: str, folder: Path) -> Path:
    """A new file in `folder` with the store as it is now; pages read and save meanwhile."""
    database = Database(url)
    if database.file is None:
        raise BackupElsewhere
    if not database.file.exists():
        raise StoreUnavailable
    with translated():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return copied(database.file, folder / f"store-{stamp()}.sqlite")


def backup_keys(keys: Path, folder: Path) -> Path:
    """A new folder in `folder` with the cohort key and the learners' keys."""
    copy = Folder(folder / f"keys-{stamp()}", TIMEOUT)
    original = Folder(keys, TIMEOUT)
    with original.locked():
        content = {name: original.read(name) for name in (COHORT_KEY, LEARNERS)}
    copy.make()
    for name, text in content.items():
        copy.write(name, text)
    return copy.path


def copied(file: Path, place: Path) -> Path:
    unfinished = place.with_suffix(".part")
    try:
        os.close(os.open(unfinished, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
        copy_pages(file, unfinished)
        unfinished.rename(place)
        synced(place.parent)
    finally:
        unfinished.unlink(missing_ok=True)
    return place


def copy_pages(file: Path, copy: Path) -> None:
    with closing(sqlite3.connect(file, timeout=TIMEOUT)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        if target.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise DamagedStore


def stamp() -> str:
    return datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
