"""What the cells of one submission may use of the server."""

import resource
from dataclasses import dataclass

from .descendants import address_space

MEGABYTE = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Enough for exercises about words, on a server of 2 GB; memory and file sizes in megabytes.

    How long a cell may take (30 s) is nbgrader's own setting: `c.Execute.timeout`.
    """

    memory: int = 512
    """Of all processes of the cells together."""
    processes: int = 32
    cpu_seconds: int = 240
    """Of each process; the cell's time-out comes long before."""
    file_size: int = 64

    @property
    def growth(self) -> int:
        """Bytes of address space that one process may add: an end to what grows too fast to be watched."""
        return 2 * self.memory * MEGABYTE


def limit_this_process(limits: Limits) -> int:
    """For every process that it starts, too. The most bytes of address space that each may have."""
    most = address_space() + limits.growth
    lower(resource.RLIMIT_AS, most)
    lower(resource.RLIMIT_CPU, limits.cpu_seconds)
    lower(resource.RLIMIT_FSIZE, limits.file_size * MEGABYTE)
    lower(resource.RLIMIT_CORE, 0)
    return most


def lower(kind: int, value: int) -> None:
    """Never above what the account has already."""
    _, highest = resource.getrlimit(kind)
    allowed = value if highest == resource.RLIM_INFINITY else min(value, highest)
    resource.setrlimit(kind, (allowed, allowed))
