"""What reading a file of vacancies gives: postings, or why it can't be used."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ..model import Posting

Row = tuple[int, Mapping[str, Any]]
"""Its number as a spreadsheet or an editor counts it, and its values by our names of the fields."""


def written(value: Any) -> str:
    """What a value says; empty where it says nothing, or is an object."""
    if isinstance(value, list):
        return ", ".join(str(each) for each in value if isinstance(each, str))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).strip() if isinstance(value, str | int | float) else ""


class BrokenFile(ValueError):  # noqa: N818 -- named as the field names it
    """A file that can't be read as vacancies; `code` says why, `values` where."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field of one row; `code` says what, `value` is what stands there."""

    row: int
    field: str
    code: str
    value: str = ""


@dataclass(frozen=True)
class Reading:
    """Use the postings only if there are no problems. `more`: problems that are not listed."""

    postings: Sequence[Posting]
    problems: Sequence[Problem]
    rows: int
    encoding: str
    more: int = 0
    unknown: Sequence[str] = field(default_factory=list)
    """Columns that we do not know, and left out."""
