"""What processes hold: memory, files, threads, after Linux's /proc."""

import os
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, fields
from pathlib import Path

from deploy.hub.process import children_of

ROLES = {
    "deploy.hub": "Hub",
    "configurable-http-proxy": "proxy",
    "deploy.cohort_service": "service",
    "grading.worker": "worker",
}
BELOW = {"service": "kernels", "worker": "worker"}
"""What the children of a role are called."""
QUIET = 3
"""Seconds."""
IDLE = 0.15
"""Of a core, in one second."""


@dataclass(frozen=True)
class Held:
    """Sums over some processes. `pss` counts a page that n processes share as 1/n in each; in bytes."""

    pss: int = 0
    uss: int = 0
    """What no other process shares."""
    files: int = 0
    threads: int = 0
    processes: int = 0
    zombies: int = 0

    def __add__(self, other: "Held") -> "Held":
        return Held(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(Held)))

    @property
    def shared(self) -> int:
        return self.pss - self.uss


def with_descendants(pid: int) -> list[int]:
    found = [pid]
    for each in found:
        with suppress(OSError):
            found += children_of(each)
    return found


def held(pids: Iterable[int]) -> Held:
    """Of those that still live."""
    return sum((held_by(pid) for pid in pids), Held())


def held_by(pid: int) -> Held:
    place = Path(f"/proc/{pid}")
    try:
        state = (place / "stat").read_text().rpartition(")")[2].split()
        if state[0] == "Z":
            return Held(zombies=1)
        memory = memory_of(place)
        return Held(**memory, files=len(os.listdir(place / "fd")), threads=int(state[17]), processes=1)
    except (OSError, ProcessLookupError):
        return Held()  # it has just ended


def memory_of(place: Path) -> dict[str, int]:
    lines = (line.split() for line in (place / "smaps_rollup").read_text().splitlines()[1:])
    kilobytes = {line[0]: int(line[1]) for line in lines}
    private = kilobytes["Private_Clean:"] + kilobytes["Private_Dirty:"] + kilobytes["Private_Hugetlb:"]
    return {"pss": 1024 * (kilobytes["Pss:"] + kilobytes["SwapPss:"]), "uss": 1024 * private}


def held_by_role(pid: int) -> dict[str, Held]:
    """The command's descendants by what they do: Hub, proxy, service, kernels, worker."""
    sums: defaultdict[str, Held] = defaultdict(Held)
    for each, role in roles(pid, "command"):
        sums[role] += held_by(each)
    return dict(sums)


def roles(pid: int, role: str) -> list[tuple[int, str]]:
    found = [(pid, role)]
    with suppress(OSError):
        for child in children_of(pid):
            found += roles(child, role_of(child) or BELOW.get(role, role))
    return found


def role_of(pid: int) -> str:
    names = {Path(argument).name for argument in command_of(pid)[1:4]}
    return next((role for name, role in ROLES.items() if name in names), "")


def command_of(pid: int) -> list[str]:
    """Empty for one that has ended."""
    with suppress(OSError):
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")
    return []


def processor_seconds(pids: Iterable[int]) -> float:
    """User and system time of those that still live."""
    total = 0
    for pid in pids:
        with suppress(OSError):
            state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            total += int(state[11]) + int(state[12])
    return total / os.sysconf("SC_CLK_TCK")


def kernels_of(pid: int) -> list[int]:
    """Ours below a cohort service, or stock ones anywhere below."""
    found = roles(pid, "command")
    ours = [each for each, role in found if role == "kernels"]
    return ours or [each for each, _ in found if "ipykernel_launcher" in command_of(each)]


def settled(pid: int, seconds: float = 60) -> Held:
    """What a process and its descendants hold once none has been started and none has worked for a while."""
    end, quiet, before = time.monotonic() + seconds, 0, ([pid], 0.0)
    while quiet < QUIET and time.monotonic() < end:
        time.sleep(1)
        now = sorted(pids := with_descendants(pid)), processor_seconds(pids)
        quiet = quiet + 1 if now[0] == before[0] and now[1] - before[1] < IDLE else 0
        before = now
    return held(with_descendants(pid))
