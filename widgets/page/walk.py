"""A lesson's walk through small screens: where she is, and handing in at the end."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, ClassVar, Protocol

import traitlets as t

from widgets.language import Text

from .editing import Document, Drafts
from .screen import Screen


@dataclass(frozen=True)
class Place:
    """The step, and the screen in it, where she was last; empty when she has not begun."""

    step: str = ""
    screen: int = 0


class Bookmark(Protocol):
    """Where she is in the lesson, and which steps are done."""

    def place(self) -> Place: ...

    def move(self, place: Place) -> None: ...

    def finish(self, step: str) -> None: ...


class Desk(Protocol):
    """Where a lesson's work is handed in."""

    def last(self) -> datetime | None:
        """When she handed in last."""

    def hand_in(self, document: Document) -> datetime: ...


@dataclass(frozen=True)
class Visit:
    """One learner in one lesson: its name and steps in order, where her words are kept and handed in."""

    name: str
    steps: Sequence[str]
    drafts: Drafts
    bookmark: Bookmark
    desk: Desk

    def with_drafts(self, drafts: Drafts) -> "Visit":
        return replace(self, drafts=drafts)


class Walk(Screen):
    """A lesson's steps, one question a screen."""

    styles: ClassVar[tuple[str, ...]] = ("onward/page/walk.css", "onward/page/choices.css")

    lesson = t.Unicode().tag(sync=True)  # whose texts the page fetches
    steps = t.List(t.Unicode()).tag(sync=True)  # the steps' names in order
    step = t.Unicode().tag(sync=True)  # where she was last
    screen = t.Int(0).tag(sync=True)  # which screen of that step
    handed_in_at = t.Unicode().tag(sync=True)  # ISO 8601; empty: not yet
    advice = t.List(t.Dict()).tag(sync=True)  # kind remarks: {"code", "path", "offer"}
    remarks = t.Unicode().tag(sync=True)  # whose texts say them, as the page names texts: "cv/advice"

    def __init__(self, visit: Visit, text: Text, **more: Any) -> None:
        self._bookmark, self._desk = visit.bookmark, visit.desk
        place, last = visit.bookmark.place(), visit.desk.last()
        super().__init__(
            visit.drafts,
            text,
            lesson=visit.name,
            steps=list(visit.steps),
            step=place.step,
            screen=place.screen,
            handed_in_at=last.isoformat() if last else "",
            **more,
        )

    def answers(self) -> dict[str, Callable[[dict[str, Any]], None]]:
        answering = {kind: self._answering(kind, answer) for kind, answer in self.questions().items()}
        return {**super().answers(), "step": self._step, "hand_in": self._hand_in, **answering}

    def questions(self) -> dict[str, Callable[[dict[str, Any]], dict[str, Any]]]:
        """What the page may ask, each answered by a message of the same kind; lessons add theirs."""
        return {}

    def document_now(self) -> Document:
        """Her record as it stands in the store."""
        return self._editing.load().document

    def work(self) -> Document:
        """What is handed in: her record, unless a lesson keeps a part of it for her alone."""
        return self.document_now()

    def _answering(
        self, kind: str, answer: Callable[[dict[str, Any]], dict[str, Any]]
    ) -> Callable[[dict[str, Any]], None]:
        def respond(message: dict[str, Any]) -> None:
            self.attempt(message, lambda: self.send({"kind": kind, **answer(message)}))

        return respond

    def _step(self, message: dict[str, Any]) -> None:
        if message.get("done") in self.steps:
            self.attempt(message, lambda: self._bookmark.finish(message["done"]))
        elif message.get("current") in self.steps:
            place = Place(message["current"], max(0, int(message.get("screen") or 0)))
            self.attempt(message, lambda: self._bookmark.move(place))

    def _hand_in(self, message: dict[str, Any]) -> None:
        def hand_in() -> None:
            at = self._desk.hand_in(self.work()).isoformat()
            self.handed_in_at = at
            self.send({"kind": "handed_in", "at": at})

        self.attempt(message, hand_in)
