"""What learners handed in, as the grading worker and the pages see it."""

from sqlalchemy import Connection, select, update

from . import schema
from .errors import UnknownHandedIn
from .model import STATES, HandedIn
from .sealing import Place

handed_in = schema.handed_in
SUMMARY = (handed_in.c.id, handed_in.c.learner, handed_in.c.assignment, handed_in.c.at, handed_in.c.state)


def place_of(item: HandedIn) -> Place:
    return ("handed_in", item.learner, item.assignment, item.id)


def summaries(connection: Connection, **wanted: str | None) -> list[HandedIn]:
    """Newest first; a wish that is None is no wish."""
    query = select(*SUMMARY).order_by(handed_in.c.number.desc())
    for name, value in wanted.items():
        if value is not None:
            query = query.where(handed_in.c[name] == value)
    return [HandedIn(**row) for row in connection.execute(query).mappings()]


def sealed_snapshot(connection: Connection, handed_in_id: str) -> tuple[HandedIn, bytes]:
    query = select(*SUMMARY, handed_in.c.sealed).where(handed_in.c.id == handed_in_id)
    row = connection.execute(query).one_or_none()
    if row is None:
        raise UnknownHandedIn(handed_in_id)
    *summary, sealed = row
    return HandedIn(*summary), sealed


def set_state(connection: Connection, handed_in_id: str, state: str) -> None:
    if state not in STATES:
        raise ValueError(state)
    changed = connection.execute(update(handed_in).where(handed_in.c.id == handed_in_id).values(state=state))
    if changed.rowcount != 1:
        raise UnknownHandedIn(handed_in_id)
