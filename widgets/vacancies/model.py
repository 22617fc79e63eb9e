"""A vacancy as the board keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self


@dataclass(frozen=True, kw_only=True)
class Posting:
    """One posting. `country` is ISO 3166, `languages` such as "it-A2", `contract` and `hours` as in words/.

    `source` says where it is from: "practice", "trainer", or the name of an import.
    """

    id: str
    title: str
    language: str
    posted: date
    text: str
    employer: str = ""
    place: str = ""
    country: str = ""
    occupation: str = ""
    contract: str = ""
    hours: str = ""
    weekly_hours: float | None = None
    night: bool = False
    pay: str = ""
    languages: Sequence[str] = ()
    experience: bool = False
    contact: str = ""
    source: str = "practice"
    url: str = ""

    def to_document(self) -> dict[str, Any]:
        """JSON's own kinds only."""
        return {**vars(self), "languages": list(self.languages), "posted": self.posted.isoformat()}

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> Self:
        known = {each.name for each in fields(cls)}
        values = {name: value for name, value in document.items() if name in known}
        values["posted"] = date.fromisoformat(document["posted"])
        values["languages"] = tuple(document.get("languages", ()))
        return cls(**values)
