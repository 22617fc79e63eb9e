"""What the store gives out: records and hand-ins, never rows."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

Document = dict[str, Any]
"""A record's content, as JSON knows it."""

WAITING, WRITTEN, GRADED, FAILED, REPLACED = "waiting", "written", "graded", "failed", "replaced"
STATES = (WAITING, WRITTEN, GRADED, FAILED, REPLACED)
"""Of a hand-in: in the outbox, in the course folder, scored; not scored, for the trainer to look at; or not
scored because she handed in again meanwhile."""


@dataclass(frozen=True)
class Record:
    """One version of one learner's record; its words stay out of `repr`, and so out of logs."""

    kind: str
    document: Document = field(repr=False)
    revision: int
    saved_at: datetime


@dataclass(frozen=True)
class HandedIn:
    """That a learner handed in an assignment, and how far grading has come."""

    id: str
    learner: str
    assignment: str
    at: datetime
    state: str
