"""What the machine has, or the container's share of it: memory, how short it is, and cores."""

import ctypes
import gc
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

NO_LIMIT = 1 << 60
"""A limit as large as this is none: control groups of version 1 write one near 2⁶³."""


@dataclass(frozen=True)
class Memory:
    """Bytes that may still be used, of how many.

    `some` and `full`: the part of the last ten seconds, in per cent, in which some or all processes stood
    still for want of memory (Linux's PSI).
    """

    available: int
    limit: int
    some: float = 0.0
    full: float = 0.0


@dataclass(frozen=True)
class GroupFiles:
    """The names that a version of Linux's control groups has for the same things."""

    folder: str
    mark: str
    """How this version's line in /proc/self/cgroup begins, after its number."""
    limit: str
    used: str
    cache: str


VERSIONS = (
    GroupFiles("sys/fs/cgroup", "::", "memory.max", "memory.current", "inactive_file"),
    GroupFiles(
        "sys/fs/cgroup/memory",
        ":memory:",
        "memory.limit_in_bytes",
        "memory.usage_in_bytes",
        "total_inactive_file",
    ),
)


class Machine:
    """Read from Linux's files below `root`; elsewhere it says that there is plenty."""

    def __init__(self, root: Path = Path("/")) -> None:
        self._root = root

    def memory(self) -> Memory:
        """The tightest of the machine and the control groups that this process is in."""
        shares = [self._whole(), *(self._share(*group) for group in self._groups)]
        tightest = min(shares, key=lambda share: share.available)
        some, full = self._stalled()
        return Memory(tightest.available, min(share.limit for share in shares), some, full)

    def cores(self) -> int:
        """Those that this process may use, a container's quota counted."""
        usable = len(os.sched_getaffinity(0))
        quota, _, period = self._read("sys/fs/cgroup/cpu.max").partition(" ")
        return max(1, min(usable, -(-int(quota) // int(period)))) if quota.isdigit() else usable

    def _whole(self) -> Memory:
        lines = named_numbers(self._read("proc/meminfo"))
        limit = 1024 * lines.get("MemTotal", NO_LIMIT)
        return Memory(1024 * lines["MemAvailable"] if "MemAvailable" in lines else limit, limit)

    def _share(self, files: GroupFiles, group: str) -> Memory:
        folder = f"{files.folder}{group.rstrip('/')}/"
        limit = self._number(folder + files.limit)
        cache = named_numbers(self._read(folder + "memory.stat")).get(files.cache, 0)
        used = self._number(folder + files.used, 0) - cache
        return Memory(max(0, limit - used), limit)

    @cached_property
    def _groups(self) -> list[tuple[GroupFiles, str]]:
        """The groups that hold this process, where they set a limit to memory."""
        lines = self._read("proc/self/cgroup").splitlines()
        return [
            (files, group)
            for files in VERSIONS
            for line in lines
            if line.lstrip("0123456789").startswith(files.mark)
            for group in upwards(line.partition(files.mark)[2])
            if self._number(f"{files.folder}{group.rstrip('/')}/{files.limit}") < NO_LIMIT
        ]

    def _stalled(self) -> tuple[float, float]:
        """The machine's, or the container's own where it has one."""
        texts = [self._read(file) for file in ("sys/fs/cgroup/memory.pressure", "proc/pressure/memory")]
        found = [dict(re.findall(r"^(some|full) avg10=([\d.]+)", text, re.MULTILINE)) for text in texts]
        return tuple(max(float(each.get(kind, 0)) for each in found) for kind in ("some", "full"))  # type: ignore[return-value]

    def _number(self, file: str, default: int = NO_LIMIT) -> int:
        text = self._read(file).strip()
        return int(text) if text.isdigit() else default

    def _read(self, file: str) -> str:
        """Nothing where this machine has no such file."""
        try:
            return (self._root / file).read_text("ascii", "replace")
        except OSError:
            return ""


def named_numbers(text: str) -> Mapping[str, int]:
    """Lines such as `MemTotal:  2048 kB` or `inactive_file 4096`."""
    return {name: int(number) for name, number in re.findall(r"^(\w+):?\s+(\d+)", text, re.MULTILINE)}


def upwards(group: str) -> Iterator[str]:
    """`/a/b`, `/a`, `/`: a container may see its own group as any of them."""
    path = Path(group or "/")
    yield from (str(each) for each in (path, *path.parents))


def give_memory_back() -> None:
    """What pages that are gone have left goes back to the system.

    They hold each other in circles, and Python looks for those ever less often, the more it holds: without
    this, measured with sixty learners, 150 MB of them lay about. glibc keeps what is free between pieces.
    """
    gc.collect()
    with suppress(AttributeError):  # another C library
        ctypes.CDLL(None).malloc_trim(0)
