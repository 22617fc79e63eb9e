"""Reads labels of occupations: our JSON Lines, or the folder or zip of CSV that ESCO offers for download."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from .esco_csv import is_csv_download, read_csv_download
from .model import BrokenLabels, Occupation

TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
"""Of a language; it becomes part of a file's name."""


def read_occupations(path: Path) -> list[Occupation]:
    """Raises BrokenLabels with the row and what is wrong there."""
    if not path.exists():
        raise BrokenLabels("missing", file=path)
    found = read_csv_download(path) if is_csv_download(path) else read_lines(path)
    if not found:
        raise BrokenLabels("empty", file=path)
    return found


def read_lines(file: Path) -> list[Occupation]:
    """JSON Lines of `{"uri", "labels": {language: [label, …]}}`."""
    found: dict[str, Occupation] = {}
    for row, line in lines(file):
        occupation = occupation_of(parsed(line, file, row), file, row)
        if occupation.uri in found:
            raise BrokenLabels("twice", file=file, row=row, uri=occupation.uri)
        found[occupation.uri] = occupation
    return list(found.values())


def lines(file: Path) -> Iterator[tuple[int, bytes]]:
    try:
        with file.open("rb") as rows:
            yield from ((row, line) for row, line in enumerate(rows, 1) if line.strip())
    except OSError:
        raise BrokenLabels("unreadable", file=file) from None


def parsed(line: bytes, file: Path, row: int) -> Any:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BrokenLabels("encoding", file=file, row=row) from None
    except (ValueError, RecursionError):
        raise BrokenLabels("json", file=file, row=row) from None


def occupation_of(document: Any, file: Path, row: int) -> Occupation:
    if not isinstance(document, dict):
        raise BrokenLabels("object", file=file, row=row)
    uri, labels = document.get("uri"), document.get("labels")
    if not isinstance(uri, str) or not uri.strip():
        raise BrokenLabels("uri", file=file, row=row)
    if not isinstance(labels, dict) or not all(is_texts(each) for each in labels.values()):
        raise BrokenLabels("labels", file=file, row=row)
    if strange := [language for language in labels if not TAG.fullmatch(language)]:
        raise BrokenLabels("language", file=file, row=row, language=repr(strange[0]))
    kept = {language: distinct(each) for language, each in labels.items()}
    if not any(kept.values()):
        raise BrokenLabels("no_labels", file=file, row=row)
    return Occupation(uri.strip(), {language: each for language, each in kept.items() if each})


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str) for each in value)


def distinct(labels: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stripped for each in labels if (stripped := each.strip())))
