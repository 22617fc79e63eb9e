"""What a provisioner asks of the zygote, if it is something that a fork can give."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .limits import Limits
from .messages import LONGEST

LAUNCHER = ["-m", "ipykernel_launcher"]
KNOWN = {"cwd", "env", "independent", "kernel_id", "extra_arguments", "stdin", "stdout", "stderr"}
Stream = Any
"""None, a file, a file descriptor, or one of subprocess's DEVNULL, PIPE and STDOUT."""


class CannotFork(Exception):  # noqa: N818 -- errors carry the field's names
    """The stock way has to be taken for this kernel; the message says why, for the log."""


@dataclass(frozen=True)
class Order:
    """A kernel to be forked: its arguments, folder, environment, streams and limits."""

    arguments: Sequence[str]
    folder: str
    environment: Mapping[str, str]
    stdin: Stream
    stdout: Stream
    stderr: Stream
    limits: Limits


def order_of(command: Sequence[str], launch: Mapping[str, Any], limits: Limits) -> Order:
    """From what jupyter_client would give `subprocess.Popen`; raises CannotFork."""
    environment = dict(launch.get("env") or os.environ)
    folder = str(launch.get("cwd") or Path.cwd())
    refuse_if(not sys.platform.startswith("linux"), "only Linux can fork safely")
    refuse_if(list(command[:3]) != [sys.executable, *LAUNCHER], "it is no IPython kernel of this Python")
    refuse_if(bool(launch.get("independent")), "it is to outlive this process")
    refuse_if(bool(launch.keys() - KNOWN), "it is launched with options of Popen")
    refuse_if(not Path(folder).is_dir(), "its folder is not there")
    refuse_if(sum(map(len, environment.values())) > LONGEST // 2, "its environment is very long")
    return Order(
        arguments=[os.path.expanduser(each) for each in command[3:]],
        folder=folder,
        environment={**environment, "JPY_PARENT_PID": str(os.getpid())},
        stdin=subprocess.DEVNULL if launch.get("stdin") is None else launch["stdin"],
        stdout=launch.get("stdout"),
        stderr=launch.get("stderr"),
        limits=limits,
    )


def refuse_if(is_so: bool, reason: str) -> None:
    if is_so:
        raise CannotFork(reason)


def of_python(environment: Mapping[str, str]) -> dict[str, str]:
    """The variables that Python reads when it starts; a fork can't read them again."""
    return {name: value for name, value in sorted(environment.items()) if name.startswith("PYTHON")}
