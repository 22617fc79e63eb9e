"""Reads a file of vacancies, all of it or nothing."""

from datetime import date
from pathlib import Path

from ..model import Posting
from .decoding import decoded
from .fields import BETWEEN, Fields
from .headings import codes
from .model import BrokenFile, Problem, Reading
from .rows import rows_of

MOST_MEGABYTES = 25
MOST_PROBLEMS = 100
DEFAULT_SOURCE = "import"


def read_vacancies(
    file: Path, source: str = DEFAULT_SOURCE, language: str = "", today: date | None = None
) -> Reading:
    """`language` is that of postings that do not say theirs. Raises BrokenFile."""
    text, encoding = decoded(content_of(file), language)
    postings: dict[str, Posting] = {}
    problems: list[Problem] = []
    unknown: dict[str, None] = {}
    rows = list(rows_of(text, file.name))  # all first: what is too much is refused before any is looked at
    for row, values in rows:
        unknown |= dict.fromkeys(name for name in values if name and name not in codes("fields"))
        fields = Fields(row, values)
        posting = fields.posting(source, language, today or date.today())
        problems += fields.problems
        if posting and posting.id in postings:
            problems.append(Problem(row, "id", "twice", posting.id.removeprefix(f"{source}{BETWEEN}")))
        elif posting:
            postings[posting.id] = posting
    if not rows:
        raise BrokenFile("empty")
    more = max(0, len(problems) - MOST_PROBLEMS)
    return Reading(
        list(postings.values()), problems[:MOST_PROBLEMS], len(rows), encoding, more, list(unknown)[:20]
    )


def content_of(file: Path) -> bytes:
    if not file.exists():
        raise BrokenFile("missing")
    if not file.is_file():
        raise BrokenFile("no_file")
    most = MOST_MEGABYTES * 1_000_000
    try:
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except OSError:
        raise BrokenFile("unreadable") from None
    if len(content) > most:
        raise BrokenFile("too_large", megabytes=MOST_MEGABYTES)
    return content
