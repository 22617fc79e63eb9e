"""Postings that a cohort's trainers wrote, with the signs they marked, in one JSON file of the cohort."""

import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from .model import Posting
from .warning_signs import signs

FILE = "ONWARD_OWN_VACANCIES"
"""Where the file is, in the environment of a page's kernel."""
SOURCE = "trainer"
MOST = 500
Mark = tuple[str, str]
"""A sign's id, and the words of the text that show it."""


@dataclass(frozen=True)
class OwnPosting:
    """One of them; marks whose words the text no longer has are dropped."""

    posting: Posting
    marks: Sequence[Mark] = ()

    def kept_marks(self) -> list[Mark]:
        return [(sign, words) for sign, words in self.marks if sign in signs() and words in self.posting.text]


class TooMany(Exception):  # noqa: N818 -- named as the field names it
    """No more can be written; an old one has to go first."""


class OwnPostings:
    """Read and written as a whole: a file is there or it is not, never half."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def all(self) -> dict[str, OwnPosting]:
        """By id, the newest first; OSError, ValueError where the file can't be read."""
        return read_own(self._file, self._file.stat().st_mtime_ns) if self._file.exists() else {}

    def save(self, own: OwnPosting) -> OwnPosting:
        """Under its id, or a new one where it has none."""
        kept = dict(self.all())
        if not own.posting.id:
            own = replace(own, posting=replace(own.posting, id=f"own-{secrets.token_hex(4)}", source=SOURCE))
        if own.posting.id not in kept and len(kept) >= MOST:
            raise TooMany
        self._write(
            {own.posting.id: own, **{key: each for key, each in kept.items() if key != own.posting.id}}
        )
        return own

    def remove(self, posting_id: str) -> None:
        self._write({key: each for key, each in self.all().items() if key != posting_id})

    def _write(self, postings: dict[str, OwnPosting]) -> None:
        rows = [
            {**each.posting.to_document(), "signs": [list(mark) for mark in each.kept_marks()]}
            for each in postings.values()
        ]
        beside = self._file.with_name(f".{self._file.name}.{secrets.token_hex(4)}")
        try:
            with beside.open("w", encoding="utf-8") as written:
                json.dump(rows, written, ensure_ascii=False, indent=1)
                written.flush()
                os.fsync(written.fileno())
            beside.replace(self._file)
        finally:
            beside.unlink(missing_ok=True)


@cache
def read_own(file: Path, _changed: int) -> dict[str, OwnPosting]:
    rows = json.loads(file.read_text("utf-8"))
    found = {row["id"]: own_from(row) for row in rows}
    return dict(sorted(found.items(), key=lambda item: item[1].posting.posted, reverse=True))


def own_from(row: dict[str, Any]) -> OwnPosting:
    marks = tuple((sign, words) for sign, words in row.get("signs", []))
    return OwnPosting(Posting.from_document(row), marks)


def own_postings() -> dict[str, OwnPosting]:
    """Those of the cohort whose page this is; none where it has none, or where the file is broken."""
    file = os.environ.get(FILE, "")
    try:
        return OwnPostings(Path(file)).all() if file else {}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def new_posting(fields: dict[str, Any], today: date) -> Posting:
    """From a form's values."""
    return Posting(**{"posted": today, "source": SOURCE, **fields})
