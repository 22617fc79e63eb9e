"""The rows of a file, as CSV, JSON, JSON Lines or JobPosting (schema.org), by our names of the fields."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from .headings import codes, field_of
from .job_posting import fields_of, is_job_posting, referred
from .model import BrokenFile, Row, written

DELIMITERS = ",;\t"
MOST_ROWS = 50_000
MOST_PARTS = 2_000_000
"""Values of a JSON file, counted by its brackets and commas: each takes far more memory than it is long."""
LISTS = ("@graph", "itemListElement", "postings", "jobs", "vacancies")


def rows_of(text: str, name: str) -> Iterator[Row]:
    """Each row's number and values; raises BrokenFile."""
    start = text.lstrip("\ufeff \t\r\n")[:1]
    if not start:
        raise BrokenFile("empty")
    if start == "<":
        raise BrokenFile("html")
    found = json_rows(text, name) if start in "[{" else csv_rows(text)
    for count, row in enumerate(found):
        if count >= MOST_ROWS:
            raise BrokenFile("too_many", most=MOST_ROWS)
        yield row


def csv_rows(text: str) -> Iterator[Row]:
    """Rows are numbered as a spreadsheet does, the headings first; an unknown heading keeps its name."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text), strict=True)
    try:
        headings = [field_of(each) for each in next(reader)]
        if lacking := [each for each in ("title", "text") if each not in headings]:
            raise BrokenFile("columns", names=", ".join(lacking))
        for row, cells in enumerate(reader, 2):
            if any(cell.strip() for cell in cells):
                yield row, values_of(headings, cells)
    except (csv.Error, StopIteration):
        raise BrokenFile("csv", row=reader.line_num) from None


def values_of(headings: list[str], cells: list[str]) -> Mapping[str, Any]:
    if len(cells) > len(headings) and any(cell.strip() for cell in cells[len(headings) :]):
        return {"": "cells"}
    return by_field(zip(headings, cells, strict=False))


def delimiter_of(text: str) -> str:
    """The one that cuts the first line into the most headings that we know."""
    line = text.splitlines()[0]
    known_fields = codes("fields")
    known = {each: sum(field_of(cell) in known_fields for cell in line.split(each)) for each in DELIMITERS}
    return max(DELIMITERS, key=lambda each: (known[each], line.count(each)))


def json_rows(text: str, name: str) -> Iterator[Row]:
    lines = text.split("\n")
    if name.lower().endswith((".jsonl", ".ndjson")) or looks_like_lines(lines):
        for row, line in enumerate(lines, 1):
            if line.strip():
                yield row, row_of(parsed(line, row), {})
        return
    document = parsed(text, 1)
    known = referred(document)
    for row, each in enumerate(listed(document), 1):
        yield row, row_of(each, known)


def looks_like_lines(lines: list[str]) -> bool:
    full = [line.strip() for line in lines[:50] if line.strip()]
    return len(full) > 1 and all(line[0] == "{" and line[-1] == "}" for line in full[:2])


def parsed(text: str, row: int) -> Any:
    if sum(text.count(each) for each in "[{,") > MOST_PARTS:
        raise BrokenFile("too_many", most=MOST_ROWS)
    try:
        return json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise BrokenFile("nested", row=row) from None
    except json.JSONDecodeError as error:
        raise BrokenFile("json", row=row + error.lineno - 1) from None
    except ValueError:
        raise BrokenFile("json", row=row) from None


def refuse(constant: str) -> Any:
    raise ValueError(constant)


def listed(document: Any) -> list[Any]:
    """The postings of a document, wherever it keeps its list."""
    if isinstance(document, list):
        return [each for part in document for each in (listed(part) if holds_list(part) else [part])]
    if holds_list(document):
        name = next(each for each in LISTS if isinstance(document.get(each), list))
        kept = [item_of(each) for each in document[name]]
        return [each for each in kept if is_job_posting(each)] if name == "@graph" else kept
    return [document]


def holds_list(document: Any) -> bool:
    return isinstance(document, dict) and any(isinstance(document.get(each), list) for each in LISTS)


def item_of(element: Any) -> Any:
    """Of schema.org's ListItem."""
    return element["item"] if isinstance(element, dict) and isinstance(element.get("item"), dict) else element


def row_of(value: Any, known: Mapping[str, Any]) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        return {"": "object"}
    if is_job_posting(value):
        return fields_of(value, known)
    return by_field((field_of(name), each) for name, each in value.items())


def by_field(columns: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Of several columns for one field the first that says something; all ways to make contact."""
    found: dict[str, list[Any]] = {}
    for name, value in columns:
        if name:
            found.setdefault(name, []).append(value)
    return {name: joined(each) if name == "contact" else first(each) for name, each in found.items()}


def joined(values: list[Any]) -> str:
    return ", ".join(filter(None, dict.fromkeys(map(written, values))))


def first(values: list[Any]) -> Any:
    return next(filter(written, values), None)
