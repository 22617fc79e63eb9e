"""JobTech, the open job search of the Swedish public employment service; needs no key."""

from typing import Any

from ..model import Posting
from .exchange import Answer, Call
from .fields import Item, address, count, day, finished, inner, line, paragraphs
from .model import Words
from .service import Service

CONTRACTS = {
    "tillsvidare": "permanent",
    "vikariat": "fixed_term",
    "visstid": "fixed_term",
    "tidsbegränsad": "fixed_term",
    "säsong": "seasonal",
}
"""By the beginning of the kind of employment."""
HOURS = {"heltid": "full_time", "deltid": "part_time"}


class JobTech(Service):
    name = "jobtech"
    countries = frozenset({"SE"})
    base = "https://jobsearch.api.jobtechdev.se"
    most_at_once, reach = 100, 2_100  # the greatest offset is 2,000
    per_minute, per_day = 30, 1_000

    def call(self, words: Words, start: int, size: int) -> Call:
        """It finds places among the words by itself; as a field it takes only numbers of municipalities."""
        asked = " ".join(filter(None, (words.words, words.place)))
        return Call(f"{self._base}/search", {"q": asked, "offset": str(start), "limit": str(size)})

    def items(self, document: Item) -> Any:
        return document.get("hits")

    def total(self, document: Item, answer: Answer) -> int:
        return count(inner(document, "total", "value"))

    def posting(self, item: Item, words: Words) -> Posting | None:
        kind = f"{line(inner(item, 'employment_type', 'label'))} {line(inner(item, 'duration', 'label'))}"
        text = inner(item, "description", "text") or inner(item, "description", "text_formatted")
        found = Posting(
            id="",
            source=self.name,
            title=line(item.get("headline")),
            language="sv",
            posted=day(item.get("publication_date")),
            text=paragraphs(text),
            employer=line(inner(item, "employer", "name")),
            place=line(inner(item, "workplace_address", "municipality")),
            country="SE",
            contract=contract_of(kind),
            hours=HOURS.get(line(inner(item, "working_hours_type", "label")).lower(), "unstated"),
            pay=line(item.get("salary_description")),
            experience=item.get("experience_required") is True,
            url=address(item.get("webpage_url")),
        )
        return finished(found, item.get("id"))


def contract_of(kind: str) -> str:
    words = kind.lower().split()
    return next(
        (code for start, code in CONTRACTS.items() for each in words if each.startswith(start)), "unstated"
    )
