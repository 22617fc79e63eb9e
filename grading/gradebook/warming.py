"""Grades a made-up submission once, so that children forked afterwards find everything loaded and compiled.

It leaves no connection, thread or file behind.
"""

import json
import sys
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import nbgrader.api
from IPython.core.interactiveshell import InteractiveShell
from nbgrader.api import Base
from sqlalchemy import create_engine
from traitlets.config import Config

import grading.submissions  # noqa: F401 -- the exercises' cells import it
from grading.forking import share_memory
from widgets.cv.model import Cv
from widgets.cv.outline import outline
from widgets.cv.privacy import findings

from .ipython_folder import ipython_folder
from .jobs import do_job
from .places import Course
from .preparing import EXERCISES
from .sharing import share
from .submitting import private_folder, write_submission

LEARNER, ASSIGNMENT = "made-up", "cv"


def warm_up() -> None:
    """Call it in the process from which children are forked, before the first of them."""
    share()
    warm_cells()
    warm_exercises()
    with tempfile.TemporaryDirectory() as folder:
        grade_once(Course(Path(folder) / "course"))
        nbgrader.api.create_engine.let_go()
    share_memory()


def warm_cells() -> None:
    """IPython makes its classes ready at the first shell. This one is thrown away."""
    main, settings = sys.modules["__main__"], Config()
    settings.HistoryManager.enabled = False
    InteractiveShell(config=settings, ipython_dir=ipython_folder())
    sys.modules["__main__"] = main


def warm_exercises() -> None:
    """What the cells of the CV call: its texts, patterns and names of countries are read once."""
    example = (EXERCISES / "source" / ASSIGNMENT / "example.json").read_text("utf-8")
    cv = Cv.from_document(json.loads(example))
    for block in outline(cv):
        findings(block.text)


def grade_once(course: Course) -> None:
    make_gradebook(course)
    do_job("prepare_course", {"course": course})
    write_submission(course, LEARNER, ASSIGNMENT, datetime.now(UTC))
    whose = {"course": course, "learner": LEARNER, "assignment": ASSIGNMENT}
    for job in ("autograde", "generate_feedback"):
        do_job(job, whose)


def make_gradebook(course: Course) -> None:
    """With its tables: for a database without any, nbgrader starts Alembic, which takes a second."""
    private_folder(course.root)
    engine = create_engine(course.gradebook_url)
    with closing(engine.raw_connection()):
        Base.metadata.create_all(engine)
    engine.dispose()
