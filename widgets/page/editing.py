"""Editing one record from several pages at once: each change is compared with what is stored, then set.

A record is a JSON document. A path leads through its tables by key and through its lists by the
`id` of the item. Nothing here knows a browser or a database.
"""

import copy
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Protocol

Document = dict[str, Any]
ATTEMPTS = 5
ORDER = "order"


@dataclass(frozen=True)
class Draft:
    """A record as it stands in the store."""

    document: Document
    revision: int


class Stale(Exception):  # noqa: N818 -- an everyday event, no error
    """Another page saved this record first."""


class Drafts(Protocol):
    """Where one record is kept. A failed save raises an error with a `code` that the texts know."""

    def load(self) -> Draft: ...

    def save(self, document: Document, revision: int) -> Draft:
        """Save over `revision`; raises Stale if the record has moved on."""


@dataclass(frozen=True)
class Change:
    """A value that she set at a path; `base` is what her page last knew there. None: nothing there."""

    path: tuple[str, ...]
    value: Any
    base: Any = None

    @classmethod
    def from_message(cls, message: Document) -> "Change":
        return cls(tuple(message["path"]), message.get("value"), message.get("base"))


@dataclass(frozen=True)
class Conflict:
    """Two versions of one value: hers on this page, and one saved meanwhile from another."""

    path: tuple[str, ...]
    mine: Any
    theirs: Any

    def for_browser(self) -> Document:
        return {"path": list(self.path), "mine": self.mine, "theirs": self.theirs}


@dataclass(frozen=True)
class Refusal:
    """A value that must not be kept as it is; `reason` is a code that the texts explain.

    `kept` is what may be kept of it; None: nothing, and what was stored before stays.
    """

    path: tuple[str, ...]
    reason: str
    kept: Any = None

    def for_browser(self, document: Document) -> Document:
        return {"path": list(self.path), "reason": self.reason, "stored": value_at(document, self.path)}


Rule = Callable[[Change], Refusal | None]
"""Why a change must not be stored; None if it may be."""


def allow(change: Change) -> None:
    """Let every change through."""


@dataclass
class Outcome:
    """What became of some changes: the record now, and those that were not saved."""

    draft: Draft
    conflicts: list[Conflict] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


class Editing:
    """Applies changes to one record, and tries again when another page was first."""

    def __init__(self, drafts: Drafts, rule: Rule = allow) -> None:
        self._drafts = drafts
        self._rule = rule

    def load(self) -> Draft:
        return self._drafts.load()

    def apply(self, changes: Sequence[Change]) -> Outcome:
        """Save what can be saved; raises the store's error if nothing could be written."""
        for attempt in range(ATTEMPTS):
            outcome, document = self._merged(changes)
            if document == outcome.draft.document:
                return outcome
            try:
                outcome.draft = self._drafts.save(document, outcome.draft.revision)
            except Stale:
                if attempt == ATTEMPTS - 1:
                    raise
                continue
            return outcome
        raise AssertionError

    def replace(self, document: Document) -> Draft:
        """Put another document in the place of the whole record; the store keeps the earlier one."""
        for _ in range(ATTEMPTS - 1):
            try:
                return self._drafts.save(document, self._drafts.load().revision)
            except Stale:
                continue
        return self._drafts.save(document, self._drafts.load().revision)

    def _merged(self, changes: Sequence[Change]) -> tuple[Outcome, Document]:
        outcome = Outcome(self._drafts.load())
        document = copy.deepcopy(outcome.draft.document)
        for change in changes:
            if refusal := self._rule(change):
                outcome.refusals.append(refusal)
                if refusal.kept is None:
                    continue
            allowed = replace(change, value=refusal.kept) if refusal else change
            if conflict := merge(document, allowed):
                outcome.conflicts.append(conflict)
        return outcome, document


def merge(document: Document, change: Change) -> Conflict | None:
    """Set one value in the document, unless another page has changed it meanwhile."""
    current = value_at(document, change.path)
    if current == change.value:
        return None  # sent twice: the first time was saved, its answer got lost
    if is_choices(current) and is_choices(change.value) and is_choices(change.base):
        change = replace(change, value=combine(current, change))
    elif current != change.base:
        return Conflict(change.path, change.value, current)
    if not set_value(document, change.path, change.value):
        return Conflict(change.path, change.value, None)
    return None


def is_choices(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def combine(current: list[str], change: Change) -> list[str]:
    """What both pages chose: hers, then what the other page added; what either took away is gone."""
    mine = [item for item in change.value if item in current or item not in change.base]
    return mine + [item for item in current if item not in change.value and item not in change.base]


def value_at(document: Document, path: Sequence[str]) -> Any:
    """The value at a path; None if there is none. `["work", "order"]` is the list of ids."""
    node: Any = document
    for key in path:
        node = child(node, key)
    return copy.deepcopy(node)


def child(node: Any, key: str) -> Any:
    if isinstance(node, dict):
        return node.get(key)
    if isinstance(node, list):
        return ids(node) if key == ORDER else next((item for item in node if item.get("id") == key), None)
    return None


def ids(items: list[Document]) -> list[str]:
    return [item["id"] for item in items]


def set_value(document: Document, path: Sequence[str], value: Any) -> bool:
    """Set, append or (None) remove; False when the item that the path leads through is gone."""
    *way, last = path
    node: Any = document
    for key in way:
        found = child(node, key)
        if found is None:
            if not isinstance(node, dict):
                return False
            found = node[key] = [] if is_item(value, last) else {}
        node = found
    return set_in_list(node, last, value) if isinstance(node, list) else set_in_table(node, last, value)


def is_item(value: Any, key: str) -> bool:
    return isinstance(value, dict) and value.get("id") == key


def set_in_table(table: Any, key: str, value: Any) -> bool:
    if not isinstance(table, dict):
        return False
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
    return True


def set_in_list(items: list[Document], key: str, value: Any) -> bool:
    if key == ORDER:
        items.sort(key=lambda item: value.index(item["id"]) if item["id"] in value else len(value))
        return True
    if value is None:
        items[:] = [item for item in items if item["id"] != key]
        return True
    place = next((index for index, item in enumerate(items) if item["id"] == key), len(items))
    items[place : place + 1] = [value]
    return True
