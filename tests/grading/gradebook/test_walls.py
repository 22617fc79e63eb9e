"""The walls around an exercise's cells, also where Linux gives no namespaces."""

import json
import os
import subprocess
import sys

import pytest

WITHOUT_NAMESPACES = """
import os
from pathlib import Path
from grading.gradebook.walls import NEW_USER, Walls, drop_privileges, libc, must, stay
account = os.getuid(), os.getgid()
must(libc.unshare(NEW_USER))
stay(*account)
Path("/proc/sys/user/max_user_namespaces").write_text("0")
drop_privileges(Walls("namespace", False, False))
"""
"""In a user namespace of its own, that allows none below it: as some containers do."""

WHAT_A_CHILD_CAN = """
import json, os, socket, sys, time
from dataclasses import asdict
from grading.gradebook.keeping import start_kept
from grading.gradebook.limits import Limits

def can(kind):
    try:
        socket.socket(kind).close()
    except OSError:
        return False
    return True

def reaches(address):
    try:
        socket.create_connection(address, 2).close()
    except OSError:
        return False
    return True

def serve(_most):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            os.execvp("sleep", ["sleep", sys.argv[2]])
        os._exit(0)
    time.sleep(0.5)
    told = {"unix": can(socket.AF_UNIX), "reaches": reaches(("127.0.0.1", int(sys.argv[1])))}
    os.write(told_to, json.dumps(told).encode())

told_from, told_to = os.pipe()
kept = start_kept(serve, told_to, Limits())
os.close(told_to)
told = json.loads(os.read(told_from, 1000))
kept.end()
asleep = os.system(f"pgrep -f 'sleep {sys.argv[2]}' >/dev/null") == 0
print(json.dumps({**asdict(kept.walls), **told}))
"""


@pytest.mark.parametrize("start", ["", WITHOUT_NAMESPACES])
def test_a_kept_child_reaches_no_network_and_leaves_nothing_behind(start: str) -> None:
    import socket

    import psutil

    seconds = str(80_000 + os.getpid() + len(start))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = str(listening.getsockname()[1])
        command = [sys.executable, "-c", start + WHAT_A_CHILD_CAN, port, seconds]
        said = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)

    assert (said["unix"], said["reaches"]) == (True, False)
    assert (said["network"], said["has_own_processes"]) == (
        ("filter", False) if start else ("namespace", True)
    )
    assert [
        each for each in psutil.process_iter(["cmdline"]) if each.info["cmdline"] == ["sleep", seconds]
    ] == []
