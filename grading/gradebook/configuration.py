"""The course's own `nbgrader_config.py`, as nbgrader's commands would read it."""

from typing import Any

from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from .places import Course


def read_configuration(course: Course, **course_directory: str) -> Config:
    """The configuration, narrowed to an assignment and a learner by CourseDirectory's own options."""
    settings = PyFileConfigLoader("nbgrader_config.py", path=str(course.root)).load_config()
    settings.CourseDirectory.update(course_directory)
    return settings


def converter(kind: type[Any], settings: Config) -> Any:
    """One of nbgrader's converters, set up as its command would."""
    return kind(coursedir=CourseDirectory(config=settings), config=settings)
