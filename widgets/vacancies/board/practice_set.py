"""Postings that we wrote, to practise on: as old as today says, their signs kept apart from them."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from ..model import Posting

ON_THE_BOARD = Path(__file__).parent.parent / "postings"
BANK = Path(__file__).parent.parent / "bank"
"""What learners meet in a test only."""
SOURCE = "practice"
Sign = tuple[str, str]
"""A sign's id, and the words of the text that show it."""


def practice_postings(today: date | None = None) -> list[Posting]:
    return postings_on(today or date.today(), ON_THE_BOARD)


def bank_postings(today: date | None = None) -> list[Posting]:
    return postings_on(today or date.today(), BANK)


@cache
def postings_on(today: date, folder: Path) -> list[Posting]:
    found = []
    for language, rows in tables(folder).items():
        for row in rows:
            fields = {name: value for name, value in row.items() if name not in ("days_ago", "signs")}
            fields |= {"text": fields["text"].strip(), "languages": tuple(fields["languages"])}
            posted = today - timedelta(days=row["days_ago"])
            found.append(Posting(language=language, posted=posted, source=SOURCE, **fields))
    return found


def practice_signs(posting_id: str) -> list[Sign]:
    """None for a posting that carries none, and for one from elsewhere."""
    return signs_by_posting().get(posting_id, [])


@cache
def signs_by_posting() -> dict[str, list[Sign]]:
    return {
        row["id"]: [(sign, words) for sign, words in row["signs"]]
        for folder in (ON_THE_BOARD, BANK)
        for rows in tables(folder).values()
        for row in rows
    }


@cache
def tables(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """By language."""
    return {
        file.stem: tomllib.loads(file.read_text("utf-8"))["posting"] for file in sorted(folder.glob("*.toml"))
    }
