"""What there is to read aloud in a language: every sentence of our texts with the key of its text."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from widgets.language import REFERENCE

from .sentences import mark_of, sentences

SILENT = {
    "cli_text",
    "check_text",
    "document_text",
    "hints",
    "lexicon",
    "postings",
    "bank",
    "vacancies_fetch_text",
    "cv_text",
    "consent",
}
"""Folders whose texts are for machines, for documents, or too many: advertisements are read by her."""


@dataclass(frozen=True)
class Line:
    """One sentence; `key` is its text's folder, key and number: "find_vacancies/where.list.about#2"."""

    key: str
    text: str

    @cached_property
    def mark(self) -> str:
        return mark_of(self.text)


def script(language: str, roots: Iterable[Path]) -> list[Line]:
    """Every sentence once, in the order of the folders; texts with a gap ("{count} words") are left out."""
    found: dict[str, Line] = {}
    for root in roots:
        for file in sorted(root.rglob(f"{language}.toml")):
            is_text = (file.parent / f"{REFERENCE}.toml").exists()
            if is_text and not SILENT & set(file.relative_to(root).parts):
                for line in lines_in(file, root):
                    found.setdefault(line.text, line)
    return list(found.values())


def lines_in(file: Path, root: Path) -> Iterator[Line]:
    folder = [part for part in file.parent.relative_to(root).parts if part not in {"text", "words"}]
    for key, text in texts_in(tomllib.loads(file.read_text("utf-8"))):
        if "{" not in text:
            for number, sentence in enumerate(sentences(text), 1):
                yield Line(f"{'/'.join([*folder, key])}#{number}", sentence)


def texts_in(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from texts_in(each, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for number, each in enumerate(value, 1):
            yield from texts_in(each, f"{key}.{number}")
