"""The Hub as a child process that never outlives `onward hub`, and leaves nobody behind."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import IO

from ..settings import Settings, variable

PARENT_DIES = 1
"""Linux's PR_SET_PDEATHSIG."""
ADOPT_ORPHANS = 36
"""Linux's PR_SET_CHILD_SUBREAPER."""
PATIENCE = 40.0
LONGEST_LOG = 5_000_000


def start_hub(settings: Settings) -> subprocess.Popen[bytes]:
    """JupyterHub in a session of its own: Ctrl-C reaches us alone, and we end it in order."""
    call_kernel(ADOPT_ORPHANS)
    hub = start_child(settings, "deploy.hub")
    signal.signal(signal.SIGCHLD, lambda *_: bury_orphans(hub.pid))
    return hub


def compress_files(settings: Settings) -> None:
    """In a process of its own, which nobody waits for; it ends with us."""
    start_child(settings, "deploy.cohort_service.beforehand", str(settings.compressed))


def start_child(settings: Settings, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    with open_log(settings) as log:
        return subprocess.Popen(  # noqa: S603 -- our own arguments
            [sys.executable, "-m", module, *arguments],
            env=hub_environment(settings),
            cwd=settings.hub,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            preexec_fn=end_with_parent,  # noqa: PLW1509 -- no threads here
        )


def bury_orphans(hub: int) -> None:
    """Grandchildren whose parents ended first have become our children: none stays a zombie."""
    reap(pid for pid in children_of(os.getpid()) if pid != hub)


def stop_hub(hub: subprocess.Popen[bytes]) -> None:
    """Ends the Hub and whatever it has started, gently first."""
    if hub.poll() is None:
        hub.terminate()
        try:
            hub.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            hub.kill()
            hub.wait()
    end_orphans()


def end_orphans() -> None:
    """Services, kernels or a proxy that the Hub could not end: they have become our children."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        deadline = time.monotonic() + 3
        while (left := children_of(os.getpid())) and time.monotonic() < deadline:
            for pid in left:
                end(pid, sign)
            reap(left)
            time.sleep(0.05)


def end(pid: int, sign: signal.Signals) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, sign)


def reap(pids: Iterable[int]) -> None:
    for pid in pids:
        with suppress(ChildProcessError):
            os.waitpid(pid, os.WNOHANG)


def children_of(pid: int) -> list[int]:
    """After Linux's /proc; empty elsewhere."""
    listed = [file.read_text() for file in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for line in listed for child in line.split()]


def end_with_parent() -> None:
    """If `onward hub` itself is killed, the Hub is told to stop."""
    call_kernel(PARENT_DIES, signal.SIGTERM)


def call_kernel(option: int, value: int = 1) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def hub_environment(settings: Settings) -> dict[str, str]:
    """The settings as the child reads them."""
    given = {
        variable("home"): str(settings.home),
        variable("host"): settings.host,
        variable("port"): str(settings.port),
        variable("public_url"): settings.public_url,
        variable("quick_exit_url"): settings.quick_exit_url,
        variable("idle_minutes"): str(settings.idle_minutes),
        variable("desk"): str(settings.desk),
        variable("max_kernels"): str(settings.max_kernels),
        variable("metrics_token"): settings.metrics_token,
        variable("proxy_folder"): str(settings.proxy),
        variable("compressed_file"): str(settings.compressed),
    }
    return {**os.environ, **given, **importable()}


def importable() -> dict[str, str]:
    """In a checkout that is not installed, the services find the packages as we did."""
    checkout = str(Path(__file__).parents[2])
    known = os.environ.get("PYTHONPATH", "")
    return {"PYTHONPATH": os.pathsep.join(filter(None, [checkout, known])), "PYTHONSAFEPATH": "1"}


def log_file(settings: Settings) -> Path:
    return settings.hub / "hub.log"


def open_log(settings: Settings) -> IO[bytes]:
    """The Hub's log; a long one makes room at the next start."""
    file = log_file(settings)
    if file.exists() and file.stat().st_size > LONGEST_LOG:
        file.replace(file.with_suffix(".log.1"))
    file.touch(mode=0o600)
    return file.open("ab")
