"""Walls around a process, for good: no network, no privileges, and no descendant that outlives it.

Where the server allows it, namespaces of Linux: as root, or as anybody through a user namespace. Where it
does not (in some containers, on Ubuntu 24.04), a filter of system calls takes the network away.
"""

import ctypes
import errno
import os
import platform
import struct
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

NEW_IPC, NEW_USER, NEW_PID, NEW_NET = 0x08000000, 0x10000000, 0x20000000, 0x40000000
APART = NEW_IPC | NEW_PID | NEW_NET

PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_CHILD_SUBREAPER, PR_SET_NO_NEW_PRIVS = 22, 24, 36, 38
SECCOMP_MODE_FILTER = 2
MAY_READ_ALL_FILES = {1, 2}
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH: without them root could not open the course of its account."""
ALL_CAPABILITIES = range(64)
CAPABILITY_VERSION = 0x20080522

libc = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Walls:
    """Which walls stand; `network` is "namespace", "filter" or "" for none."""

    network: str
    has_own_processes: bool
    """A process namespace: the end of its first process is the end of all."""
    has_own_user: bool
    """A user namespace, where Linux counts processes for themselves."""


def build_walls() -> Walls:
    """Around this process; its process namespace begins with its next child."""
    for flags in (APART, APART | NEW_USER):
        account = os.getuid(), os.getgid()
        if libc.unshare(flags) == 0:
            if flags & NEW_USER:
                stay(*account)
            return Walls("namespace", True, bool(flags & NEW_USER))
    must(libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0))
    return Walls("filter" if filter_for(platform.machine()) else "", False, False)


def stay(user: int, group: int) -> None:
    """The same account inside a user namespace as outside."""
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{user} {user} 1"),
        ("gid_map", f"{group} {group} 1"),
    ):
        with suppress(OSError):
            (Path("/proc/self") / name).write_text(text)


def drop_privileges(walls: Walls) -> None:
    """What this process may do at most, and every program that it starts."""
    must(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
    keep = MAY_READ_ALL_FILES if os.getuid() == 0 else set()
    for capability in ALL_CAPABILITIES:
        if capability not in keep:
            libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)  # fails for those that this Linux does not know
    keep_capabilities(sum(1 << capability for capability in keep))
    if walls.network == "filter":
        take_network_away()


def keep_capabilities(kept: int) -> None:
    header = struct.pack("Ii", CAPABILITY_VERSION, 0)
    known = ctypes.create_string_buffer(24)
    must(libc.capget(header, known))
    effective, permitted, _, *_ = struct.unpack("6I", known.raw)
    kept_now = kept & permitted
    must(libc.capset(header, struct.pack("6I", kept_now & effective, kept_now, 0, 0, 0, 0)))


def must(result: int) -> None:
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


# A filter of system calls is a small program of fixed instructions: see seccomp(2).
LOAD, IF_EQUAL, IF_AT_LEAST, RETURN = 0x20, 0x15, 0x35, 0x06
NUMBER, ARCHITECTURE, FIRST_ARGUMENT = 0, 4, 16
ALLOW, REFUSE = 0x7FFF0000, 0x00050000 | errno.EACCES
AF_UNIX, IO_URING_SETUP, OTHER_NUMBERS = 1, 425, 0x40000000
SOCKET = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}
"""By machine: what Linux calls its system calls' numbers, and the number of `socket`."""


def filter_for(machine: str) -> list[tuple[int, int, int, int]]:
    """Refuses each socket but Unix's; empty where these numbers are not known."""
    if machine not in SOCKET:
        return []
    architecture, socket = SOCKET[machine]
    return [
        (LOAD, 0, 0, ARCHITECTURE),
        (IF_EQUAL, 0, 7, architecture),
        (LOAD, 0, 0, NUMBER),
        (IF_AT_LEAST, 5, 0, OTHER_NUMBERS),
        (IF_EQUAL, 4, 0, IO_URING_SETUP),
        (IF_EQUAL, 0, 2, socket),
        (LOAD, 0, 0, FIRST_ARGUMENT),
        (IF_EQUAL, 0, 1, AF_UNIX),
        (RETURN, 0, 0, ALLOW),
        (RETURN, 0, 0, REFUSE),
    ]


def take_network_away() -> None:
    instructions = b"".join(struct.pack("HBBI", *line) for line in filter_for(platform.machine()))
    program = ctypes.create_string_buffer(instructions)
    header = struct.pack("HL", len(instructions) // 8, ctypes.addressof(program))
    must(libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, header, 0, 0))
