"""The Hub that runs on a folder: one at a time, and how to reach it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..settings import Settings


@dataclass(frozen=True)
class RunningHub:
    """Its process and its address on this machine."""

    pid: int
    address: str


class AlreadyRunning(Exception):  # noqa: N818 -- errors carry the field's names
    """A Hub runs on this folder; `hub` is the one."""

    def __init__(self, hub: RunningHub) -> None:
        super().__init__(hub.pid)
        self.hub = hub


@contextmanager
def only_one(settings: Settings) -> Iterator[None]:
    """One Hub for each folder: raises AlreadyRunning. The lock ends with the process, however it ends."""
    with lock_file(settings).open("a+", encoding="utf-8") as lock:
        if not locked(lock):
            raise AlreadyRunning(read(lock))
        lock.truncate(0)
        lock.write(f"{os.getpid()} http://{settings.host}:{settings.port}/")
        lock.flush()
        yield
        lock.truncate(0)


def find_running(settings: Settings) -> RunningHub | None:
    if not lock_file(settings).exists():
        return None
    with lock_file(settings).open("r+", encoding="utf-8") as lock:
        return None if locked(lock) else read(lock)


def locked(lock: IO[str]) -> bool:
    """Whether the lock is ours now."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def read(lock: IO[str]) -> RunningHub:
    lock.seek(0)
    pid, _, address = lock.read().partition(" ")
    return RunningHub(int(pid or 0), address)


def lock_file(settings: Settings) -> Path:
    return settings.hub / "running"
