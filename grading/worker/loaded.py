"""Loaded only in the process from which children are forked: nbgrader, and the tie to the worker."""

import grading.gradebook.jobs  # noqa: F401 -- children must find it loaded
from grading.gradebook.lifetime import die_with_parent

die_with_parent()
