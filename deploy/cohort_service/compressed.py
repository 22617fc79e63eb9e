"""Compressed forms of the static files, in one file that every cohort's service reads.

Compressing all takes seconds of the processor: the Hub has it done at its start, once for a release and for
all cohorts. What is not there is compressed when it is first asked for.
"""

import fcntl
import os
import zipfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from threading import Lock

from widgets.page.assets import ENCODINGS, Asset

READABLE = 0o644
UNREADABLE = (OSError, KeyError, zipfile.BadZipFile)
"""What a file gives that is not there, not ours to read, of another release, or damaged."""


class Compressed:
    """Reads the forms; a file that is replaced while the service runs is read anew."""

    def __init__(self, file: Path | None = None) -> None:
        """Without a file, everything is compressed when it is first asked for."""
        self._file = file
        self._opened: zipfile.ZipFile | None = None
        self._version = (0, 0)
        self._lock = Lock()

    def form(self, asset: Asset, encoding: str) -> bytes:
        """`encoding`: one of `ENCODINGS`."""
        if self._file is not None:
            with suppress(*UNREADABLE):
                return self._kept(self._file, entry(asset, encoding))
        return asset.compressed(encoding)

    def _kept(self, file: Path, name: str) -> bytes:
        state = file.stat()
        with self._lock:
            if self._opened is None or self._version != (state.st_ino, state.st_mtime_ns):
                self._opened = zipfile.ZipFile(file)
                self._version = (state.st_ino, state.st_mtime_ns)
            return self._opened.read(name)


def fill(file: Path, assets: Iterable[Asset]) -> bool:
    """Write the forms of these files, and of no others; False if all were there.

    Whoever reads meanwhile finds the old file or the new one, whole.
    """
    wanted = {entry(asset, encoding): (asset, encoding) for asset in assets for encoding in ENCODINGS}
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = forms_in(file)
        if known.keys() == wanted.keys():
            return False
        new = file.with_suffix(".new")
        with new.open("wb") as target:
            with zipfile.ZipFile(target, "w") as archive:
                for name, (asset, encoding) in wanted.items():
                    archive.writestr(name, known.get(name) or asset.compressed(encoding))
            target.flush()
            os.fsync(target.fileno())
        new.chmod(READABLE)
        new.replace(file)
    return True


def forms_in(file: Path) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(file) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except UNREADABLE:
        return {}


def entry(asset: Asset, encoding: str) -> str:
    """The asset's file bears its content's hash."""
    return f"{asset.file}.{encoding}"
