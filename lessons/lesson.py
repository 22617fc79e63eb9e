"""Lessons as data: a folder each, with `lesson.toml` and texts."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from widgets.language import Text, load_text

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Lesson:
    """One lesson: what `lesson.toml` says once, whatever the language.

    `competences` are DigComp's numbers; `record` is the kind of record that it edits; `modules` are the
    screen's and its first steps', `texts` their words, so that a page can fetch them at once.
    """

    name: str
    order: int
    minutes: int
    steps: Sequence[str]
    record: str
    assignment: str = ""
    competences: Sequence[str] = ()
    modules: Sequence[str] = ()
    texts: Sequence[str] = ()
    fields: Sequence[dict[str, Any]] = field(default=(), hash=False)

    @property
    def folder(self) -> Path:
        return HERE / self.name

    def text(self, language: str) -> Text:
        return load_text(self.folder / "text", language)


def read_lesson(name: str) -> Lesson:
    """The lesson of this name; KeyError if there is none."""
    return lessons()[name]


@cache
def lessons() -> dict[str, Lesson]:
    """Every lesson by its name, in the order of the default plan."""
    found = [from_file(file) for file in HERE.glob("*/lesson.toml")]
    return {lesson.name: lesson for lesson in sorted(found, key=lambda lesson: lesson.order)}


def from_file(file: Path) -> Lesson:
    table = tomllib.loads(file.read_text("utf-8"))
    page = table.pop("page", {})
    return Lesson(name=file.parent.name, **page, **table)
