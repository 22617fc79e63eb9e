"""What a forked kernel leaves behind of the zygote, before it runs a line of its own."""

import fcntl
import gc
import locale
import os
import random
import signal
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

from .limits import Limits

PYTHONS_OWN: dict[int, Any] = {
    signal.SIGINT: signal.default_int_handler,
    signal.SIGPIPE: signal.SIG_IGN,
    signal.SIGXFSZ: signal.SIG_IGN,
}
"""How Python itself begins; every other signal has the system's default."""


def be_born(order: dict[str, Any], streams: list[int], lease: int) -> None:
    """A session of its own; the streams, environment, folder and limits of the order; fresh randomness.

    `lease` is the end of a pipe whose other end the service holds: when that goes, so does this process.
    """
    os.setsid()
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    close_all_but({0, 1, 2, lease})
    forget_signals()
    end_with(lease)
    os.environ.clear()
    os.environ.update(order["environment"])
    time.tzset()
    with suppress(locale.Error):
        locale.setlocale(locale.LC_CTYPE, "")
    os.chdir(order["folder"])
    reseed()
    Limits(**order["limits"]).put_on(0)
    sys.argv = ["ipykernel_launcher", *order["arguments"]]
    gc.enable()


def close_all_but(kept: Iterable[int]) -> None:
    for name in os.listdir("/proc/self/fd"):
        if int(name) not in kept:
            with suppress(OSError):  # the listing's own
                os.close(int(name))


def forget_signals() -> None:
    signal.set_wakeup_fd(-1)
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, PYTHONS_OWN.get(number, signal.SIG_DFL))
    signal.pthread_sigmask(signal.SIG_SETMASK, ())


def end_with(lease: int) -> None:
    """The system sends SIGIO, which ends a process, when the pipe's other end is closed, however that is."""
    # Opened anew: who is told belongs to the open file, and the one that came is shared by all kernels.
    own = os.open(f"/proc/self/fd/{lease}", os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    os.close(lease)
    fcntl.fcntl(own, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(own, fcntl.F_SETFL, fcntl.fcntl(own, fcntl.F_GETFL) | os.O_ASYNC)


def reseed() -> None:
    """`secrets`, `uuid4` and OpenSSL ask the system anew by themselves."""
    random.seed()
    if numpy := sys.modules.get("numpy"):
        numpy.random.seed()
