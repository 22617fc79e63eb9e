"""The processes below one process, as Linux lists them: whom they belong to, what they hold, their end."""

import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True)
class Process:
    """A running process; `resident` are bytes that it may share with others."""

    pid: int
    resident: int


def descendants(pid: int) -> list[Process]:
    """All below it, whatever sessions and groups they made of themselves; not those that have ended."""
    found, parents = [], [str(pid)]
    while parents:
        for child in children_of(parents.pop()):
            with suppress(OSError):  # it has ended meanwhile
                state, resident = facts_of(child)
                parents.append(child)
                found += [Process(int(child), resident)] if state != "Z" else []
    return found


def children_of(pid: str) -> list[str]:
    found: list[str] = []
    with suppress(OSError):
        for task in (PROC / pid / "task").iterdir():
            found += (task / "children").read_text().split()
    return found


def facts_of(pid: str) -> tuple[str, int]:
    """From `/proc/<pid>/stat`, whose second field is a program's name and may contain anything."""
    fields = (PROC / pid / "stat").read_bytes().rpartition(b")")[2].split()
    return fields[0].decode(), PAGE * int(fields[21])


def tasks_of(user: int) -> int:
    """How many processes and threads an account has, as Linux counts them against its limit."""
    found = 0
    for name in os.listdir(PROC):
        if name.isdigit():
            with suppress(OSError):
                if (PROC / name).stat().st_uid == user:
                    found += len(os.listdir(PROC / name / "task"))
    return found


def resident_in(processes: list[Process]) -> int:
    """Bytes that all hold together; what several share counts once, as far as Linux tells."""
    return sum(share_of(process) for process in processes)


def share_of(process: Process) -> int:
    with suppress(OSError, ValueError):
        for line in (PROC / str(process.pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return 1024 * int(line.split()[1])
    return process.resident


def address_space(figure: str = "VmSize") -> int:
    """Bytes of this process; its highest ever is "VmPeak"."""
    for line in (PROC / "self" / "status").read_text().splitlines():
        if line.startswith(figure):
            return 1024 * int(line.split()[1])
    return 0


def end_descendants(pid: int) -> None:
    """Kills all below this process. They are stopped first, so that none can start another."""
    while victims := descendants(pid):
        for number in (signal.SIGSTOP, signal.SIGKILL):
            for victim in victims:
                with suppress(ProcessLookupError):
                    os.kill(victim.pid, number)
        reap()
        time.sleep(0.001)


def reap() -> None:
    """Lets the children that have ended go."""
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass
