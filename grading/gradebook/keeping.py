"""Keeps a child within walls and limits, and ends it with everything that it has started."""

import json
import os
import resource
import select
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from typing import Any, NoReturn

from .descendants import descendants, end_descendants, resident_in, tasks_of
from .lifetime import die_with_parent
from .limits import MEGABYTE, Limits, limit_this_process, lower
from .walls import Walls, build_walls, drop_privileges

Serve = Callable[[int], None]
"""What the child does; it is given the most bytes of address space that it may have."""

TICK = 0.1
"""Seconds between two looks at what the child and its descendants use."""
OUT_OF_MEMORY = 77
"""The child's exit status when it could go no further within its limits."""
OWN_PROCESSES = 3
"""The keeper, the first process and the child itself."""
FIRST_WITH_OWN_COUNT = (5, 14)
"""From this Linux on, a user namespace counts its processes without those outside."""


class Kept:
    """A kept child, seen from the process that started it."""

    def __init__(self, keeper: int, line: socket.socket) -> None:
        self._keeper, self._line = keeper, line
        self.walls = Walls(
            **self._hear() or {"network": "", "has_own_processes": False, "has_own_user": False}
        )

    def interrupt(self) -> None:
        """As Ctrl-C would."""
        with suppress(OSError):
            self._line.send(b"interrupt")

    def why_it_ended(self) -> str:
        """A code for the texts."""
        return str(self._hear().get("why", "cells_died"))

    def hang_up(self) -> None:
        """Its keeper ends it now."""
        self._line.close()

    def end(self) -> None:
        """No process of it is left afterwards."""
        self.hang_up()
        os.waitpid(self._keeper, 0)

    def _hear(self) -> dict[str, Any]:
        try:
            return dict(json.loads(self._line.recv(1000) or b"{}"))
        except OSError:
            return {}


def walls_here() -> Walls:
    """Those that would stand around a child that this process starts."""
    kept = start_kept(lambda _: None, 0, Limits())
    kept.end()
    return kept.walls


def start_kept(serve: Serve, open_file: int, limits: Limits) -> Kept:
    """A forked child that does `serve` and keeps only this file open."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    keeper = os.fork()
    if keeper == 0:
        try:
            keep(serve, open_file, limits, theirs)
        finally:
            os._exit(1)
    theirs.close()
    return Kept(keeper, ours)


def keep(serve: Serve, open_file: int, limits: Limits, line: socket.socket) -> NoReturn:
    """The keeper stands outside: the child can't reach it, and it sees all of the child's descendants."""
    os.setsid()  # what is typed at a terminal ends no cell
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    walls = build_walls()
    see_in_time()
    child = os.fork()
    if child == 0:
        begin(serve, open_file, limits, walls)
    close_all_but(line.fileno())
    line.send(json.dumps(asdict(walls)).encode())
    why = watch(child, line, limits)
    with suppress(OSError):
        line.send(json.dumps({"why": why}).encode())
    end_all(child, walls)
    os._exit(0)


def end_all(child: int, walls: Walls) -> None:
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(child, signal.SIGKILL)
        if walls.has_own_processes:  # it was the first of them: Linux has ended all the others with it
            os.waitpid(child, 0)
            return
    end_descendants(os.getpid())


def see_in_time() -> None:
    """Before all others, where that is allowed: root may have any number of processes until it looks."""
    with suppress(OSError):
        os.sched_setscheduler(0, os.SCHED_FIFO | os.SCHED_RESET_ON_FORK, os.sched_param(1))


def watch(child: int, line: socket.socket, limits: Limits) -> str:
    """Until the child ends, breaks a limit, or nobody asks for it any more; says why."""
    asked, ending = line.fileno(), os.pidfd_open(child)
    while True:
        ready, _, _ = select.select([asked, ending], [], [], TICK)
        if asked in ready:
            if not heard(line):
                return "not_needed"
            os.kill(child, signal.SIGINT)
        if ending in ready:
            return why(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        if not ready and (excess := excess_over(limits)):
            return excess


def heard(line: socket.socket) -> bool:
    try:
        return bool(line.recv(100))
    except OSError:
        return False


def why(status: int) -> str:
    """Of an exit status, where a signal counts as in a shell or is negative."""
    if status == OUT_OF_MEMORY:
        return "too_much_memory"
    return "took_too_long" if status in (128 + signal.SIGXCPU, -signal.SIGXCPU) else "cells_died"


def excess_over(limits: Limits) -> str:
    found = descendants(os.getpid())
    if len(found) > limits.processes + OWN_PROCESSES:
        return "too_many_processes"
    most = limits.memory * MEGABYTE
    if sum(each.resident for each in found) > most and resident_in(found) > most:
        return "too_much_memory"
    return ""


def begin(serve: Serve, open_file: int, limits: Limits, walls: Walls) -> NoReturn:
    """In a process namespace the first process has duties of its own; the child is its only child."""
    try:
        die_with_parent()
        if walls.has_own_processes:
            be_first(lambda: work(serve, open_file, limits, walls))
        work(serve, open_file, limits, walls)
    finally:
        os._exit(1)


def be_first(work: Callable[[], NoReturn]) -> NoReturn:
    """Passes an interruption on, lets orphans go, and ends as the child does: then Linux ends the others."""
    signal.signal(signal.SIGINT, lambda *_: os.kill(child, signal.SIGINT))
    child = os.fork()
    if child == 0:
        work()
    close_all_but()
    while True:
        ended, status = os.wait()
        if ended == child:
            code = os.waitstatus_to_exitcode(status)
            os._exit(code if code >= 0 else 128 - code)


def work(serve: Serve, open_file: int, limits: Limits, walls: Walls) -> NoReturn:
    try:
        die_with_parent()
        close_all_but(open_file)
        for number, handler in (
            (signal.SIGINT, signal.default_int_handler),
            (signal.SIGTERM, signal.SIG_DFL),
        ):
            signal.signal(number, handler)
        drop_privileges(walls)
        limit_processes(limits, walls)
        serve(limit_this_process(limits))
        os._exit(0)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    finally:
        os._exit(1)


def limit_processes(limits: Limits, walls: Walls) -> None:
    """Well above what the keeper sees, and only for the case that it sees it late."""
    others = 0 if walls.has_own_user and linux() >= FIRST_WITH_OWN_COUNT else tasks_of(os.getuid())
    lower(resource.RLIMIT_NPROC, others + 2 * limits.processes + OWN_PROCESSES)


def linux() -> tuple[int, int]:
    major, minor = os.uname().release.split(".")[:2]
    return int(major), int("".join(filter(str.isdigit, minor)) or 0)


def close_all_but(*kept: int) -> None:
    """Every file but these and the three standard ones."""
    edges = [3, *(number + 1 for number in sorted(kept))]
    for start, end in zip(edges, [*sorted(kept), os.sysconf("SC_OPEN_MAX")], strict=True):
        os.closerange(start, end)
