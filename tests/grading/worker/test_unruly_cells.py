"""Cells that hang, crash, eat memory, multiply or ask the network: each is contained, and its reason told."""

import os
import socket
import sys
import textwrap
from collections.abc import Iterator

import psutil
import pytest

from tests.graded_cohort import GradedCohort, wait_for

NEVER_ENDS = """
import time
while True:
    try:
        time.sleep(100)
    except BaseException:
        pass
"""
EATS = "x = []\nwhile True: x.append(bytearray(10_000_000))"


def unruly(narrow: GradedCohort, learner: str, code: str) -> tuple[str, str]:
    """The state in which it ends, and the reason."""
    item = narrow.hand_in(learner, "unruly", {"code": textwrap.dedent(code)})
    return item.state, narrow.why_it_failed(item)


@pytest.mark.parametrize(
    ("learner", "code", "why"),
    [
        ("exits", "import os; os._exit(0)", "cells_died"),
        ("kills-itself", "import os; os.kill(os.getpid(), 9)", "cells_died"),
        ("segfaults", "import ctypes; ctypes.string_at(0)", "cells_died"),
        ("eats", EATS, "too_much_memory"),
        (
            "eats-outside",
            f"import subprocess; subprocess.run([{sys.executable!r}, '-c', {EATS!r}])",
            "too_much_memory",
        ),
        ("multiplies", "import os\nwhile True: os.fork()", "too_many_processes"),
    ],
)
def test_what_breaks_the_cells_fails_with_its_reason(
    narrow: GradedCohort, learner: str, code: str, why: str
) -> None:
    assert unruly(narrow, learner, code) == ("failed", why)
    assert f"unruly of {learner} not graded: {why}" in narrow.log.read_text()
    assert not narrow.course.autograded(learner, "unruly").exists()
    assert unruly(narrow, "well-behaved", "pass") == ("graded", "")


@pytest.mark.parametrize(
    ("learner", "code"),
    [
        ("computes-on", "while True: pass"),
        ("asks-too-much-at-once", "bytearray(1 << 40)"),
        ("writes-too-much", "open('big', 'wb').write(bytes(3 << 20))"),
        ("gives-up-memory", "try:\n    bytearray(1 << 40)\nexcept MemoryError:\n    raise ValueError"),
    ],
)
def test_a_cell_that_goes_too_far_gets_no_points_and_the_others_do(
    narrow: GradedCohort, learner: str, code: str
) -> None:
    assert unruly(narrow, learner, code) == ("graded", "")
    assert narrow.points(learner, "unruly") == {"unruly_00": 0, "unruly_01": 1.5}


def test_a_cell_that_took_too_long_stands_in_the_log(narrow: GradedCohort) -> None:
    unruly(narrow, "sleeps-on", "import time; time.sleep(100)")

    assert "unruly of sleeps-on: cells that took too long: 1" in narrow.log.read_text()


def test_those_that_hang_hold_nobody_up(narrow: GradedCohort) -> None:
    hanging = [narrow.put_into_outbox(f"hangs-{n}", "unruly", {"code": NEVER_ENDS}) for n in range(3)]
    wait_for(lambda: [narrow.state(item) for item in hanging].count("written") >= 2)

    other = narrow.hand_in("in-a-hurry", "cv", {})

    assert other.state == "graded"
    assert "written" in [narrow.state(item) for item in hanging]
    narrow.wait_until_scored(*hanging)
    assert [narrow.points(item.learner, "unruly")["unruly_00"] for item in hanging] == [0, 0, 0]


def test_handing_in_again_ends_what_hangs(narrow: GradedCohort) -> None:
    first, second = (
        narrow.put_into_outbox("thinks-again", "unruly", {"code": code}) for code in (NEVER_ENDS, "x = 1")
    )
    narrow.wait_until_scored(second)
    wait_for(lambda: narrow.state(first) == "replaced")
    third = narrow.put_into_outbox("thinks-again", "unruly", {"code": NEVER_ENDS})
    wait_for(lambda: narrow.state(third) == "written")

    last = narrow.hand_in("thinks-again", "unruly", {"code": "raise ValueError"})

    assert (last.state, narrow.state(third), narrow.state(second)) == ("graded", "replaced", "graded")
    assert narrow.points("thinks-again", "unruly") == {"unruly_00": 0, "unruly_01": 1.5}


@pytest.mark.parametrize("ending", ["pass", "os._exit(0)", "while True: pass"])
def test_no_descendant_outlives_its_submission(narrow: GradedCohort, ending: str) -> None:
    seconds = str(90_000 + os.getpid() + len(ending))
    code = f"""
        import os, time
        if os.fork() == 0:
            os.setsid()
            if os.fork() == 0:
                os.execvp("sleep", ["sleep", "{seconds}"])
            os._exit(0)
        while not os.path.exists("go"):
            time.sleep(0.01)
        {ending}
    """
    item = narrow.put_into_outbox("daemon", "unruly", {"code": textwrap.dedent(code)})
    wait_for(lambda: asleep(seconds))
    (narrow.course.autograded("daemon", "unruly") / "go").touch()

    narrow.wait_until_scored(item)

    wait_for(lambda: not asleep(seconds), patience=10)


def asleep(seconds: str) -> bool:
    return any(each.info["cmdline"] == ["sleep", seconds] for each in psutil.process_iter(["cmdline"]))


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield listening


def test_cells_have_no_network(narrow: GradedCohort, listener: socket.socket) -> None:
    address = listener.getsockname()
    with socket.create_connection(address, 5):
        listener.accept()[0].close()  # everybody else has

    unruly(narrow, "calls-home", f"import socket; socket.create_connection({address!r}, 5)")

    listener.settimeout(0)
    with pytest.raises(BlockingIOError):
        listener.accept()
    assert narrow.points("calls-home", "unruly") == {"unruly_00": 0, "unruly_01": 1.5}


def test_cells_do_not_get_the_worker_s_credentials(
    narrow: GradedCohort, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "secret")
    narrow.stop()
    narrow.start_narrow()
    code = "import os\nassert 'PATH' in os.environ\nassert 'secret' not in os.environ.values()"

    unruly(narrow, "curious", code)

    assert narrow.points("curious", "unruly") == {"unruly_00": 2, "unruly_01": 1.5}
