"""Loaded only in the process from which children are forked: nbgrader, warm, and the tie to the worker."""

from grading.gradebook.lifetime import die_with_parent
from grading.gradebook.warming import warm_up

die_with_parent()
warm_up()
