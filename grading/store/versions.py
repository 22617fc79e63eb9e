"""Which earlier versions of a record are kept, so that a CV lost by mistake can be brought back."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, select

from .schema import version

KEPT = 20
"""Earlier versions of each record."""

KEPT_FOR = timedelta(days=90)
"""What she took out of her CV is not kept for ever."""


def thin(connection: Connection, code: str, kind: str, now: datetime) -> None:
    """Keep at most KEPT earlier versions, and let those superseded for longer than KEPT_FOR go."""
    of_record = (version.c.learner == code) & (version.c.kind == kind)
    newest_first = (
        select(version.c.revision, version.c.saved_at).where(of_record).order_by(version.c.revision.desc())
    )
    versions = [(revision, saved_at) for revision, saved_at in connection.execute(newest_first)]
    surplus = superfluous(versions, now)
    if surplus:
        connection.execute(delete(version).where(of_record, version.c.revision.in_(surplus)))


def superfluous(versions: Sequence[tuple[int, datetime]], now: datetime) -> list[int]:
    """The revisions to let go of, given all (revision, saved at), the newest first.

    A page saves every few seconds while she types, so the latest twenty would reach back two minutes. Of
    too many, the one goes whose neighbours stand closest together for their age: what is left lies
    seconds apart just behind her, hours apart yesterday, days apart last month. The newest, the record
    itself, never goes. Of the too old, one goes at a time, the oldest: a clock that jumped ahead must not
    take them all.
    """
    kept = list(versions)
    gone = [old for old, after in zip(kept[1:], kept, strict=False) if now - after[1] > KEPT_FOR][-1:]
    kept = [one for one in kept if one not in gone]
    while len(kept) > KEPT + 1:
        gone.append(kept.pop(closest(kept, now)))
    return [revision for revision, _ in gone]


def closest(versions: Sequence[tuple[int, datetime]], now: datetime) -> int:
    """Index of the version that is missed least; neither the newest nor the oldest."""

    def gap(index: int) -> float:
        around = versions[index - 1][1] - versions[index + 1][1]
        age = now - versions[index + 1][1]
        return around.total_seconds() / max(age.total_seconds(), 1e-6)

    return min(range(1, len(versions) - 1), key=gap)
