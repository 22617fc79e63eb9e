"""The German Federal Employment Agency's job search; needs a `key`.

Its list gives no text of a posting, only title, occupation, employer and place; the text stands behind the
link.
"""

from typing import Any

from ..model import Posting
from .exchange import Answer, Call
from .fields import Item, address, count, day, finished, inner, line
from .model import Words
from .service import Service

WORK = "1"
"""Jobs; other numbers are self-employment, training and internships."""
PAGE = "https://www.arbeitsagentur.de/jobsuche/jobdetail/"


class Bundesagentur(Service):
    name = "bundesagentur"
    countries = frozenset({"DE"})
    base = "https://rest.arbeitsagentur.de/jobboerse/jobsuche-service"
    keys = ("key",)
    most_at_once, reach = 50, 10_000
    per_minute, per_day = 20, 1_000

    def call(self, words: Words, start: int, size: int) -> Call:
        asked = {"was": words.words, "wo": words.place}
        return Call(
            f"{self._base}/pc/v4/jobs",
            {
                "angebotsart": WORK,
                "page": str(start // size + 1),
                "size": str(size),
                **{name: value for name, value in asked.items() if value},
            },
            {"X-API-Key": self._key("key")},
        )

    def items(self, document: Item) -> Any:
        """The list is missing where nothing was found."""
        return document.get("stellenangebote", [] if "maxErgebnisse" in document else None)

    def total(self, document: Item, answer: Answer) -> int:
        return count(document.get("maxErgebnisse"))

    def posting(self, item: Item, words: Words) -> Posting | None:
        number, occupation = line(item.get("refnr")), line(item.get("beruf"))
        title = line(item.get("titel")) or occupation
        found = Posting(
            id="",
            source=self.name,
            title=title,
            language="de",
            posted=day(item.get("aktuelleVeroeffentlichungsdatum") or item.get("modifikationsTimestamp")),
            text="\n".join(dict.fromkeys(filter(None, (title, occupation)))),
            employer=line(item.get("arbeitgeber")),
            place=line(inner(item, "arbeitsort", "ort")),
            country="DE",
            contract="unstated",
            hours="unstated",
            url=address(item.get("externeUrl")) or address(PAGE + number if number else ""),
        )
        return finished(found, number)
