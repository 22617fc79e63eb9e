"""Removes a learner from the course: every file and every row."""

import shutil

from nbgrader.api import MissingEntry

from .marks import gradebook_of
from .places import Course


def remove_learner(course: Course, learner: str) -> None:
    """Nothing of hers is left afterwards, not even in the database's unused pages; repeat it at any time."""
    for folder in course.folders_of(learner):
        if folder.exists():
            shutil.rmtree(folder)
    with gradebook_of(course) as gradebook:
        try:
            gradebook.remove_student(learner)
        except MissingEntry:
            return
        finally:
            gradebook.db.remove()
        overwrite_free_pages(gradebook)


def overwrite_free_pages(gradebook: object) -> None:
    """SQLite keeps deleted rows in free pages until VACUUM; PostgreSQL's autovacuum does it by itself."""
    engine = gradebook.engine  # type: ignore[attr-defined]
    if engine.dialect.name == "sqlite":
        connection = engine.raw_connection()
        connection.driver_connection.isolation_level = None
        connection.cursor().execute("VACUUM")
        connection.close()
