"""In processes of their own: `share` changes nbgrader for good."""

import subprocess
import sys
from pathlib import Path

PREPARED = """
import sqlite3, sys
from nbgrader.api import Gradebook, InvalidEntry
from grading.gradebook.preparing import commands_of_this_python
from grading.gradebook.sharing import share
share()
file = sys.argv[1]
def named():
    with sqlite3.connect(file) as other:
        return [name for name, in other.execute("SELECT name FROM assignment ORDER BY name")]
with commands_of_this_python():
    Gradebook(f"sqlite:///{file}", "oak").close()
"""


def test_what_happens_in_an_opened_gradebook_is_written_at_once_when_it_is_closed(tmp_path):
    printed = run(
        tmp_path,
        """
with Gradebook(f"sqlite:///{file}", "oak") as gradebook:
    gradebook.add_assignment("cv")
    gradebook.add_assignment("interview")
    before = named()
print(before, named())
""",
    )

    assert printed == "[] ['cv', 'interview']"


def test_what_was_done_before_an_error_stays_as_in_nbgrader(tmp_path):
    printed = run(
        tmp_path,
        """
try:
    with Gradebook(f"sqlite:///{file}", "oak") as gradebook:
        gradebook.add_assignment("cv")
        raise ValueError("a cell is broken")
except ValueError as error:
    print(error, named())
""",
    )

    assert printed == "a cell is broken ['cv']"


def test_a_refused_entry_is_told_and_the_gradebook_can_be_used_again(tmp_path):
    printed = run(
        tmp_path,
        """
with Gradebook(f"sqlite:///{file}", "oak") as gradebook:
    gradebook.add_assignment("cv")
try:
    with Gradebook(f"sqlite:///{file}", "oak") as gradebook:
        gradebook.add_assignment("cv")
except InvalidEntry as error:
    print(type(error).__name__, end=" ")
with Gradebook(f"sqlite:///{file}", "oak") as gradebook:
    gradebook.add_assignment("interview")
print(named())
""",
    )

    assert printed == "InvalidEntry ['cv', 'interview']"


def run(folder: Path, code: str) -> str:
    command = [sys.executable, "-c", PREPARED + code, str(folder / "gradebook.db")]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
