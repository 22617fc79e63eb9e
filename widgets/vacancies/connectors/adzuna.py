"""Adzuna, where many job boards are gathered; needs the NGO's own `app_id` and `app_key`.

It gives the beginning of each posting's text; the whole stands behind the link.
"""

from typing import Any

from ..model import Posting
from .exchange import Answer, Call
from .fields import Item, address, amount, count, day, finished, inner, line, paragraphs
from .model import Words
from .service import Service

LANGUAGES = {
    "AT": "de", "AU": "en", "BE": "fr", "BR": "pt", "CA": "en", "CH": "de", "DE": "de", "ES": "es",
    "FR": "fr", "GB": "en", "IN": "en", "IT": "it", "MX": "es", "NL": "nl", "NZ": "en", "PL": "pl",
    "SG": "en", "US": "en", "ZA": "en",
}  # fmt: skip
"""What most of a country's postings are written in."""
CURRENCIES = dict.fromkeys(("AT", "BE", "DE", "ES", "FR", "IT", "NL"), "EUR") | {"GB": "GBP", "CH": "CHF"}
CONTRACTS = {"permanent": "permanent", "contract": "fixed_term"}
HOURS = {"full_time": "full_time", "part_time": "part_time"}


class Adzuna(Service):
    name = "adzuna"
    countries = frozenset(LANGUAGES)
    base = "https://api.adzuna.com/v1/api"
    keys = ("app_id", "app_key")
    most_at_once, reach = 50, 10_000
    per_minute, per_day = 20, 250

    def serves(self, words: Words) -> bool:
        """It searches one country at a time."""
        return words.country in self.countries

    def call(self, words: Words, start: int, size: int) -> Call:
        asked = {"what": words.words, "where": words.place}
        return Call(
            f"{self._base}/jobs/{words.country.lower()}/search/{start // size + 1}",
            {
                "app_id": self._key("app_id"),
                "app_key": self._key("app_key"),
                "results_per_page": str(size),
                **{name: value for name, value in asked.items() if value},
            },
        )

    def items(self, document: Item) -> Any:
        return document.get("results")

    def total(self, document: Item, answer: Answer) -> int:
        return count(document.get("count"))

    def posting(self, item: Item, words: Words) -> Posting | None:
        found = Posting(
            id="",
            source=self.name,
            title=line(item.get("title")),
            language=LANGUAGES[words.country],
            posted=day(item.get("created")),
            text=paragraphs(item.get("description")),
            employer=line(inner(item, "company", "display_name")),
            place=line(inner(item, "location", "display_name")),
            country=words.country,
            contract=CONTRACTS.get(line(item.get("contract_type")), "unstated"),
            hours=HOURS.get(line(item.get("contract_time")), "unstated"),
            pay=pay_of(item, words.country),
            url=address(item.get("redirect_url")),
        )
        return finished(found, item.get("id"))


def pay_of(item: Item, country: str) -> str:
    """`18000–22000 EUR / year`; nothing where Adzuna only guesses."""
    if line(item.get("salary_is_predicted")) == "1":
        return ""
    ends = list(dict.fromkeys(filter(None, (amount(item.get("salary_min")), amount(item.get("salary_max"))))))
    return " ".join(filter(None, ["–".join(ends), CURRENCIES.get(country, ""), "/ year"])) if ends else ""
