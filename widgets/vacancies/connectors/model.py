"""What is asked of a service of vacancies, and how it may fail."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Protocol, Self

from ..model import Posting

MOST_WORDS, MOST_LETTERS = 10, 100
"""Of what is sent: a search, not a CV."""
PERSONAL = re.compile(
    r"""\S+@\S* | (?:https?://|www\.)\S+                           # an e-mail address, a link
    | \d{1,3}(?:\.\d{1,3}){3} | (?:[0-9a-f]{0,4}:){3,}[0-9a-f:]*  # IP addresses
    | \+?\d(?:[ ./()-]{0,2}\d){5,}                                # a telephone number
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""It slips in when something is pasted."""
UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


@dataclass(frozen=True)
class Words:
    """All that a service may learn. `country` is ISO 3166, `limit` the most postings that come back."""

    words: str
    place: str = ""
    country: str = ""
    language: str = ""
    limit: int = 50

    def cleaned(self) -> Self:
        """Without what could tell who is searching."""
        country, language = self.country.strip().upper(), self.language.strip().lower()
        return replace(
            self,
            words=to_send(self.words),
            place=to_send(self.place),
            country=country if re.fullmatch("[A-Z]{2}", country) else "",
            language=language if re.fullmatch("[a-z]{2,3}", language) else "",
            limit=max(0, self.limit),
        )


class Connector(Protocol):
    """One service. `countries`: those whose vacancies it has."""

    name: str
    countries: Collection[str]

    def search(self, words: Words) -> list[Posting]:
        """Raises ConnectorError."""


class ConnectorError(Exception):
    """No postings; `code` is the key of a message, `retry_after` seconds, where the service or we know them.

    off: not switched on; not_set_up: a key or a consent is missing; refused: the key does not count;
    too_many: asked too often; quota: all of today's calls are used up; timeout: no answer in time;
    not_json: something else than data came; broken: data that we can't use; unreachable: out of order.

    It carries neither words nor keys.
    """

    def __init__(self, code: str, connector: str = "", retry_after: float | None = None) -> None:
        super().__init__(f"{connector}: {code}" if connector else code)
        self.code = code
        self.connector = connector
        self.retry_after = retry_after


def to_send(text: str) -> str:
    plain = PERSONAL.sub(" ", UNSEEN.sub(" ", text[: 10 * MOST_LETTERS]))
    return " ".join(plain.split()[:MOST_WORDS])[:MOST_LETTERS].strip()
