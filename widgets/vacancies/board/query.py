"""What is asked of the board, and what it answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..model import Posting


@dataclass(frozen=True, kw_only=True)
class Query:
    """A search; what is None or empty is not filtered by. Days and kilometres are whole numbers."""

    words: str = ""
    language: str | None = None
    place: str = ""
    distance_km: int | None = None
    countries: Sequence[str] = ()
    hours: str | None = None
    night: bool | None = None
    contract: str | None = None
    languages_known: Sequence[str] = ()
    """Such as "it-A2"; a posting that needs another language, or more of one, is left out."""
    no_experience: bool = False
    posted_within_days: int | None = None
    sort: str = "best"
    """Or "newest"."""
    offset: int = 0
    limit: int = 20


@dataclass(frozen=True)
class Results:
    """One page of `total` hits; `corrected` are words that unknown ones were taken for."""

    total: int
    postings: Sequence[Posting]
    corrected: str = ""
