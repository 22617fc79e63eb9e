"""EURES, the European network of employment services.

Its search is not documented and its terms are disputed: besides switching it on, the NGO has to say
`i_have_read_the_terms = true`. Places are codes of regions there, so a town is one more word to look for.
"""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from ..model import Posting
from .exchange import Answer, Call
from .fields import Item, address, count, day, finished, inner, line, paragraphs
from .model import Words
from .service import Service

COUNTRIES = """
AT BE BG CH CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK
"""
OWN_CODES = {"GR": "EL"}
"""Where the Union's code is not ISO's."""
PAGE = "https://europa.eu/eures/portal/jv-se/jv-details/"
HOURS = {"fulltime": "full_time", "parttime": "part_time"}
CONTRACTS = {
    "seasonal": "seasonal",
    "apprenticeship": "apprenticeship",
    "internship": "apprenticeship",
    "traineeship": "apprenticeship",
}
USUAL_LANGUAGE = "en"


class Eures(Service):
    name = "eures"
    countries = frozenset(COUNTRIES.split())
    base = "https://europa.eu/eures/api/jv-searchengine/public/jv-search"
    most_at_once, reach = 50, 10_000
    per_minute, per_day = 20, 500

    def is_set_up(self) -> bool:
        return self._settings.get("i_have_read_the_terms") is True and super().is_set_up()

    def call(self, words: Words, start: int, size: int) -> Call:
        asked = {
            "resultsPerPage": size,
            "page": start // size + 1,
            "sortSearch": "MOST_RECENT",
            "keywords": [
                {"keyword": each, "specificSearchCode": "EVERYWHERE"}
                for each in (words.words, words.place)
                if each
            ],
            "locationCodes": [OWN_CODES.get(words.country, words.country).lower()] if words.country else [],
            "requestLanguage": words.language or USUAL_LANGUAGE,
        }
        return Call(
            f"{self._base}/search",
            headers={"Content-Type": "application/json"},
            body=json.dumps(asked).encode(),
        )

    def items(self, document: Item) -> Any:
        return document.get("jvs")

    def total(self, document: Item, answer: Answer) -> int:
        return count(document.get("numberRecords"))

    def posting(self, item: Item, words: Words) -> Posting | None:
        language = language_of(item, words.language)
        written = inner(item, "translations", language)
        number = line(item.get("id"))
        title = inner(written, "title") or item.get("title")
        found = Posting(
            id="",
            source=self.name,
            title=line(title),
            language=language,
            posted=day(item.get("creationDate")),
            text=paragraphs(inner(written, "description") or item.get("description")),
            employer=line(inner(item, "employer", "name")),
            country=country_of(item, words.country),
            contract=CONTRACTS.get(line(item.get("positionOfferingCode")), "unstated"),
            hours=HOURS.get(first(item.get("positionScheduleCodes")), "unstated"),
            url=address(f"{PAGE}{quote(number, safe='')}?lang={language}" if number else ""),
        )
        return finished(found, number)


def language_of(item: Item, wanted: str) -> str:
    """The wanted one where the posting is in it, else the one that it was written in."""
    offered = item.get("availableLanguages")
    known = [line(each, 3) for each in offered] if isinstance(offered, list) else []
    return wanted if wanted in known else next(filter(None, known), USUAL_LANGUAGE)


def country_of(item: Item, wanted: str) -> str:
    places = item.get("locationMap")
    codes = [line(each, 2).upper() for each in places] if isinstance(places, Mapping) else []
    ours = {code: iso for iso, code in OWN_CODES.items()}
    found = [ours.get(each, each) for each in codes]
    return wanted if wanted in found else next(iter(found), "")


def first(value: Any) -> str:
    """Of several kinds of hours none is the posting's."""
    return line(value[0]) if isinstance(value, list) and len(value) == 1 else ""
