"""Loaded only in the process from which children are forked: nbgrader, warm, and the tie to the worker."""

import grading.worker.children  # noqa: F401 -- where each child begins
from grading.gradebook.lifetime import die_with_parent
from grading.gradebook.warming import warm_up

die_with_parent()
warm_up()
