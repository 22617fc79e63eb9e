"""The learner whose page this is, and her records as the screens need them."""

import copy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

from grading.store import HandedIn, Record, StaleRecord
from widgets.page.editing import Document, Draft, Stale
from widgets.page.walk import Place, Visit

from .lesson import Lesson

ATTEMPTS = 5


class Records(Protocol):
    """One learner's records, as the store keeps them."""

    def load(self, kind: str) -> Record | None: ...

    def save(self, kind: str, document: Document, expected: int) -> Record: ...

    def hand_in(self, assignment: str, document: Document) -> HandedIn: ...

    def handed_in(self, assignment: str) -> list[HandedIn]: ...


@dataclass(frozen=True)
class Learner:
    """Who opened a lesson: a pseudonymous code, her page's language and her cohort's country."""

    code: str
    language: str
    records: Records
    country: str = ""
    is_served: bool = False
    """Whether the page fetches modules and texts as static files."""


def visit_of(lesson: Lesson, learner: Learner, empty: Document) -> Visit:
    """What a lesson's screens need of her records; `empty` is the record that she begins with."""
    return Visit(
        name=lesson.name,
        steps=lesson.steps,
        drafts=RecordDrafts(learner.records, lesson.record, empty),
        bookmark=Progress(learner.records, lesson.name),
        desk=HandInDesk(learner.records, lesson.assignment),
    )


@dataclass(frozen=True)
class RecordDrafts:
    """One kind of record as `Drafts`; `empty` is what she begins with."""

    records: Records
    kind: str
    empty: Document

    def load(self) -> Draft:
        record = self.records.load(self.kind)
        return Draft(record.document, record.revision) if record else Draft(copy.deepcopy(self.empty), 0)

    def save(self, document: Document, revision: int) -> Draft:
        try:
            record = self.records.save(self.kind, document, revision)
        except StaleRecord as error:
            raise Stale from error
        return Draft(record.document, record.revision)


@dataclass(frozen=True)
class Progress:
    """Her progress in one lesson: the steps done, and where she was last."""

    records: Records
    lesson: str

    def place(self) -> Place:
        document = self._drafts.load().document
        return Place(document.get("current", ""), document.get("screen", 0))

    def move(self, place: Place) -> None:
        self._update(current=place.step, screen=place.screen)

    def finish(self, step: str) -> None:
        done = self._drafts.load().document["done"]
        if step not in done:
            self._update(done=[*done, step])

    def done(self) -> list[str]:
        return list(self._drafts.load().document["done"])

    @property
    def _drafts(self) -> RecordDrafts:
        return RecordDrafts(self.records, f"progress/{self.lesson}", {"done": []})

    def _update(self, **values: Any) -> None:
        """Set some values; another tab may be first, and a bookmark is no conflict."""
        for _ in range(ATTEMPTS):
            draft = self._drafts.load()
            if draft.document.items() >= values.items():
                return
            try:
                self._drafts.save({**draft.document, **values}, draft.revision)
            except Stale:
                continue
            return


@dataclass(frozen=True)
class HandInDesk:
    """Where she hands in one assignment."""

    records: Records
    assignment: str

    def last(self) -> datetime | None:
        return next((handed_in.at for handed_in in self.records.handed_in(self.assignment)), None)

    def hand_in(self, document: Document) -> datetime:
        return self.records.hand_in(self.assignment, document).at


class MemoryRecords:
    """Records that last as long as the kernel: for JupyterLab and stock Voilà, where there is no store."""

    def __init__(self) -> None:
        self._records: dict[str, Record] = {}
        self._handed_in: list[HandedIn] = []

    def load(self, kind: str) -> Record | None:
        return copy.deepcopy(self._records.get(kind))

    def save(self, kind: str, document: Document, expected: int) -> Record:
        current = self._records.get(kind) or Record(kind, {}, 0, datetime.now(UTC))
        if current.revision != expected:
            raise StaleRecord(current)
        self._records[kind] = Record(kind, copy.deepcopy(document), expected + 1, datetime.now(UTC))
        return self._records[kind]

    def hand_in(self, assignment: str, document: Document) -> HandedIn:
        number = str(len(self._handed_in) + 1)
        self._handed_in.insert(0, HandedIn(number, "", assignment, datetime.now(UTC), "waiting"))
        return self._handed_in[0]

    def handed_in(self, assignment: str) -> list[HandedIn]:
        return [each for each in self._handed_in if each.assignment == assignment]
