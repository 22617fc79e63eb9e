"""A cohort with a real grading worker, and exercises that a careless or curious trainer might write."""

import io
import json
import os
import subprocess
import sys
import tarfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil

import exercises
from grading.cohort import Cohort
from grading.gradebook.places import Course
from grading.gradebook.query import criterion_grades
from grading.store import HandedIn, Store
from grading.worker.asking import ask

EXERCISES = Path(exercises.__file__).parent
PATIENCE = 120.0
READ = "from grading.submissions import handed_in\ndocument = handed_in()"

CARELESS = [
    "print(document)\ndocument",
    'raise ValueError(document["name"])',
    'import sys\nprint(document["name"], file=sys.stderr)\n1',
    'from IPython.display import HTML, display\ndisplay(HTML(document["name"]))\nHTML(document["name"])',
    '!echo {document["name"]}',
    'raise type(document["name"], (Exception,), {})()',
    "raise Exception(*document.values())",
    'import logging\nlogging.getLogger().error(document["name"])',
]
"""Cells that repeat what a learner wrote in every way that nbgrader would keep."""

TORTURE = [
    "1.5",
    "print(0.5)",
    "import sys\nprint('x', file=sys.stderr)\n1",
    "raise ValueError('x')",
    "'text'",
    "-1",
    "%%bash\necho hi",
    "%%bash\necho hi >&2",
    "!echo out",
    "import asyncio\nawait asyncio.sleep(0.01)\n1",
    "input()",
    "raise SystemExit",
    "from IPython.display import display\ndisplay({'a': 1})\n0.5",
    "def f(:",
    "1;",
    "import warnings\nwarnings.warn('x')\n1",
    "x = 1",
    "import threading\nt = threading.Thread(target=print, args=('hi',))\nt.start()\nt.join()\n0.25",
    "None",
    "%timeit -n1 -r1 pass",
    "0.0",
    "import logging\nlogging.getLogger('x').warning('w')\n1",
    "import subprocess\nsubprocess.run(['sh', '-c', 'echo hi'])\n1",
    "float('nan')",
    "list(range(100))",
    "get_ipython().run_cell('1/0')\n1",
    "%%time\n1",
    "%matplotlib_is_not_there",
    "x",
]
"""Cells whose score depends on how they are run; each is worth two points."""


def write_exercise(
    course: Path, name: str, cells: list[str], tail: list[dict[str, Any]] | None = None
) -> None:
    """An exercise as a trainer saves it in JupyterLab: one cell that reads, then graded cells."""
    folder = course / "source" / name
    folder.mkdir(parents=True)
    graded = [cell("code", f"{name}_{number:02}", source, points=2) for number, source in enumerate(cells)]
    notebook = {
        "cells": [cell("code", f"{name}_read", READ), *graded, *(tail or [])],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    (folder / f"{name}.ipynb").write_text(json.dumps(notebook))


def cell(kind: str, name: str, source: str, points: int = 0, is_task: bool = False) -> dict[str, Any]:
    nbgrader = {
        "grade": points > 0 and not is_task,
        "grade_id": name,
        "locked": True,
        "schema_version": 3,
        "solution": False,
        "task": is_task,
        **({"points": points} if points else {}),
    }
    code = {"execution_count": None, "outputs": []} if kind == "code" else {}
    name = name.replace("_", "-")
    return {"cell_type": kind, "id": name, "metadata": {"nbgrader": nbgrader}, "source": source, **code}


@dataclass
class GradedCohort:
    """A store, a course and a worker; learners are enrolled when they hand in."""

    cohort: Cohort
    store: Store
    worker: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def course(self) -> Course:
        return Course(self.cohort.course)

    @property
    def log(self) -> Path:
        return self.cohort.folder / "log" / "worker.log"

    def start(self, *options: str) -> None:
        self.log.parent.mkdir(exist_ok=True)
        where = ["--cohort-folder", str(self.cohort.folder)]
        command = [sys.executable, "-m", "grading.worker", *where, *options]
        with self.log.open("ab") as log:
            self.worker = subprocess.Popen(command, stderr=log, stdout=log)

    def start_narrow(self) -> None:
        """A worker whose cells may use little, and may take three seconds."""
        self.start("--megabytes", "250", "--processes", "10", "--file-megabytes", "2", "--at-a-time", "2")
        self.change_configuration("c.Execute.timeout", "3")

    def stop(self) -> int:
        """The exit status after SIGTERM."""
        assert self.worker
        self.worker.terminate()
        return self.worker.wait(20)

    def kill(self) -> None:
        assert self.worker
        self.worker.kill()
        self.worker.wait()

    def processes(self) -> list[psutil.Process]:
        assert self.worker
        worker = psutil.Process(self.worker.pid)
        return [worker, *worker.children(recursive=True)]

    @property
    def forking(self) -> psutil.Process:
        """The process from which the worker's children are forked."""
        return next(each for each in self.processes()[1:] if "forkserver" in " ".join(each.cmdline()))

    def change_configuration(self, setting: str, value: str) -> None:
        """A line of the course's configuration as an administrator might change it, until the next start."""
        self.ask("wake")  # the worker has written the file by then
        file = self.cohort.course / "nbgrader_config.py"
        file.write_text(file.read_text() + f"\n{setting} = {value}\n")

    def hand_in(self, learner: str, assignment: str, document: dict[str, Any]) -> HandedIn:
        """Hands in and waits until it is graded, or has failed."""
        item = self.put_into_outbox(learner, assignment, document)
        self.ask("wake")
        self.wait_until_scored(item)
        return next(each for each in self.store.handed_in(learner) if each.id == item.id)

    def wait_until_scored(self, *items: HandedIn) -> None:
        ended = {"graded", "failed", "replaced"}
        wanted = {item.id for item in items}
        wait_for(lambda: wanted <= {each.id for each in self.store.handed_in() if each.state in ended})

    def why_it_failed(self, item: HandedIn) -> str:
        """The code that the trainer's page shows."""
        record = self.store.records(item.learner).load(f"failure/{item.assignment}")
        return record.document["why"] if record and record.document["handed_in"] == item.id else ""

    def put_into_outbox(self, learner: str, assignment: str, document: dict[str, Any]) -> HandedIn:
        if learner not in self.store.learners():
            self.store.add_learner(learner)
        return self.store.records(learner).hand_in(assignment, document)

    def state(self, item: HandedIn) -> str:
        return next(each.state for each in self.store.handed_in(item.learner) if each.id == item.id)

    def ask(self, request: str, **details: object) -> dict[str, Any]:
        wait_for(self.cohort.worker_socket.exists)
        return ask(self.cohort.worker_socket, request, **details)

    def points(self, learner: str, assignment: str, url: str = "") -> dict[str, float]:
        grades = criterion_grades(url or self.course.gradebook_url, learner, assignment)
        return {grade.name: grade.points for grade in grades}

    def nbgrader(self, *arguments: str, course: Path | None = None) -> subprocess.CompletedProcess[str]:
        """One of nbgrader's own commands, in the course folder."""
        environment = {
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "ONWARD_WORKER_SOCKET": str(self.cohort.worker_socket),
        }
        return subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=course or self.cohort.course,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


def new_cohort(folder: Path) -> GradedCohort:
    folder.mkdir(mode=0o700)
    cohort = Cohort(folder.name, folder)
    made = GradedCohort(cohort, Store.create(cohort.store_url, cohort.keys))
    write_exercise(cohort.course, "careless", CARELESS)
    write_exercise(cohort.course, "torture", TORTURE)
    write_exercise(cohort.course, "above", ['int(document["number"])'])
    write_exercise(cohort.course, "unruly", ["exec(document['code'])", "1.5"])
    write_exercise(cohort.course, "slow", ["import time\ntime.sleep(2)\n2"])
    return made


def wait_for(happened: Callable[[], bool], patience: float = PATIENCE) -> None:
    deadline = time.monotonic() + patience
    while not happened():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.05)


def all_ended(processes: list[psutil.Process]) -> bool:
    """Whether all have ended; in a container nobody may have noticed yet, then they are zombies."""
    return all(not each.is_running() or each.status() == psutil.STATUS_ZOMBIE for each in processes)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file's bytes by its name below the folder.

    Another process reads them: SQLite would lose its locks if this one opened and closed a database file.
    """
    archive = subprocess.run(["tar", "-C", folder, "-cf", "-", "."], capture_output=True, check=False).stdout
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        found = {each.name: files.extractfile(each) for each in files if each.isfile()}
        return {name: file.read() for name, file in found.items() if file}


def example(assignment: str) -> dict[str, Any]:
    """The made-up hand-in that gets all points."""
    document = json.loads((EXERCISES / "source" / assignment / "example.json").read_text("utf-8"))
    return dict(document)
