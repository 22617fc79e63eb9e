"""Writes a submission as nbgrader expects it: the released notebook, untouched, a time and a secret."""

import errno
import os
import secrets
import shutil
from datetime import UTC, datetime
from pathlib import Path

from .places import Course

UNFINISHED = ".unfinished-"
FULL_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""What Linux says when a disk, a quota or a limit takes no more."""


class MissingRelease(Exception):  # noqa: N818 -- errors carry the field's names
    """The assignment has no released notebook: generate it first."""


def write_submission(course: Course, learner: str, assignment: str, at: datetime) -> Path:
    """Puts a hand-in into `submitted/`, all or nothing; the one before moves to `earlier/`.

    Nothing that the learner typed is in it: the grader's cells ask the worker for that.
    """
    target = course.submitted(learner, assignment)
    private_folder(target.parent)
    remove_unfinished(target.parent, assignment)
    complete = write_unfinished(course, target.parent, assignment, at)
    if target.exists():
        keep_earlier(course, learner, assignment, unless=stamp_of(complete))
    os.rename(complete, target)
    return target


def write_unfinished(course: Course, parent: Path, assignment: str, at: datetime) -> Path:
    """The complete submission under a name that nbgrader does not look at."""
    notebooks = sorted(course.release(assignment).glob("*.ipynb"))
    if not notebooks:
        raise MissingRelease(assignment)
    folder = private_folder(parent / f"{UNFINISHED}{secrets.token_hex(8)}.{assignment}")
    for notebook in notebooks:
        write_private(folder / notebook.name, notebook.read_bytes())
    write_private(folder / "timestamp.txt", f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f} UTC".encode())
    write_private(folder / "submission_secret.txt", secrets.token_hex(64).encode())
    return folder


def keep_earlier(course: Course, learner: str, assignment: str, unless: str) -> None:
    """Moves the submission before out of nbgrader's way, with a copy of what was graded.

    One of the time `unless` is the same hand-in, written by a worker that was killed: it goes.
    """
    before = course.submitted(learner, assignment)
    if stamp_of(before) == unless:
        shutil.rmtree(before)
        return
    kept = private_folder(course.earlier(learner, assignment) / stamp_of(before))
    for folder in (course.autograded(learner, assignment), course.feedback(learner, assignment)):
        if folder.exists():
            shutil.copytree(folder, kept / folder.parts[-3], dirs_exist_ok=True)
    shutil.rmtree(kept / "submitted", ignore_errors=True)
    os.rename(before, kept / "submitted")


def stamp_of(submission: Path) -> str:
    written = (submission / "timestamp.txt").read_text().removesuffix(" UTC")
    return f"{datetime.fromisoformat(written):%Y%m%dT%H%M%S.%f}"


def remove_unfinished(parent: Path, assignment: str) -> None:
    """What a worker that was killed in the middle left behind; other assignments may be under way."""
    for folder in parent.glob(f"{UNFINISHED}{'?' * 16}.{assignment}"):
        shutil.rmtree(folder)


def private_folder(folder: Path) -> Path:
    """The folder, with those above it that were missing, for this account alone."""
    for each in reversed([folder, *folder.parents]):
        if not each.exists():
            each.mkdir(mode=0o700, exist_ok=True)
    return folder


def write_private(file: Path, content: bytes) -> None:
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as opened:
        opened.write(content)
        os.fsync(opened.fileno())
