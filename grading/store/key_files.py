"""Files that only their owner may read, each replaced as a whole or not at all."""

import fcntl
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from .errors import MissingKeyFile, StoreLocked
from .failures import translated

LOCK = "lock"
log = logging.getLogger(__name__)


class Folder:
    """A folder of mode 0700, its files 0600. Several processes may use it at once."""

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self._timeout = timeout

    def make(self) -> None:
        with translated():
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.close_to_others()

    def close_to_others(self) -> None:
        """Take away what other accounts may do here; where that is not ours to change, warn."""
        for path in (self.path, *self._files()):
            mode = path.stat().st_mode & 0o777
            if mode & 0o077:
                log.warning("keys were open to other accounts: %s had mode %o", path, mode)
                with suppress(PermissionError):
                    path.chmod(mode & 0o700)

    def has(self, name: str) -> bool:
        return (self.path / name).exists()

    def read(self, name: str) -> bytes:
        with self._translated(name):
            return (self.path / name).read_bytes()

    def write(self, name: str, content: bytes, *, overwrite: bool = False) -> None:
        """Replace a file; `overwrite` also wipes the blocks of the old one, as far as the disk lets us."""
        with self._translated(name):
            fresh = self._written(f"{name}.new", content)
            old = opened(self.path / name) if overwrite else None
            fresh.replace(self.path / name)
            synced(self.path)
            if old is not None:
                wiped(old)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Alone with the folder, among all processes that ask."""
        with self._translated(LOCK):
            lock = os.open(self.path / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._wait_for(lock)
            yield
        finally:
            os.close(lock)

    def _wait_for(self, lock: int) -> None:
        until = time.monotonic() + self._timeout
        while True:
            try:
                return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise StoreLocked from None
                time.sleep(0.01)

    def _written(self, name: str, content: bytes) -> Path:
        path = self.path / name
        try:
            with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            path.unlink(missing_ok=True)
            raise
        return path

    @contextmanager
    def _translated(self, name: str) -> Iterator[None]:
        try:
            with translated():
                yield
        except FileNotFoundError:
            raise MissingKeyFile(name) from None

    def _files(self) -> list[Path]:
        if not self.path.is_dir():
            raise MissingKeyFile(self.path.name)
        return [path for path in self.path.iterdir() if path.is_file()]


def opened(path: Path) -> int | None:
    try:
        return os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return None


def synced(folder: Path) -> None:
    """Make sure that a replaced name survives a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def wiped(descriptor: int) -> None:
    try:
        os.write(descriptor, bytes(os.fstat(descriptor).st_size))
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
