"""France Travail's vacancies; needs the NGO's own `client_id` and `client_secret`.

Towns are numbers there. A town that our table knows, or a postcode, is asked for by its department,
another by its name among the words.
"""

import re
import tomllib
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from ..board.places import find_place, key_of
from ..importing.headings import value_of
from ..model import Posting
from .exchange import Answer, Call
from .fields import Item, address, count, day, finished, inner, line, number, paragraphs
from .model import ConnectorError, Words
from .service import Service, is_safe

DEPARTMENTS = Path(__file__).parent / "departments.toml"
SCOPE = "api_offresdemploiv2 o2dsoffre"
EARLY = 60.0
"""Seconds before its end a token is no longer used."""
MOST_WORDS = 7
TOTAL = re.compile(r"/(\d{1,9})\s*$")
POSTCODE = re.compile(r"\b(\d{5})\b")
DISTRICT = re.compile(r"\s+\d\w*\b.*$")
"""`Paris 11e`, `Lyon 03`"""
WEEK = re.compile(r"^(\d{1,2})\s?[hH](\d{2})?")
CONTRACTS = {"CDI": "permanent", "CDD": "fixed_term", "MIS": "temporary_agency", "SAI": "seasonal"}
PAGE = "https://candidat.francetravail.fr/offres/recherche/detail/"


class FranceTravail(Service):
    name = "france_travail"
    countries = frozenset({"FR"})
    base = "https://api.francetravail.io/partenaire/offresdemploi"
    token_base = "https://entreprise.francetravail.fr/connexion/oauth2"  # noqa: S105 -- an address
    keys = ("client_id", "client_secret")
    most_at_once, reach = 150, 1_050  # the greatest start is 1,000
    per_minute, per_day = 60, 1_000
    _token, _token_until = "", 0.0

    def is_set_up(self) -> bool:
        return super().is_set_up() and is_safe(self._token_base())

    def call(self, words: Words, start: int, size: int) -> Call:
        department = department_of(words.place)
        said = words.words if department else f"{words.words} {words.place}"
        keys = [each for each in re.split(r"[^\w'+.-]+", said) if len(each) > 1][:MOST_WORDS]
        asked = {"motsCles": ",".join(keys), "departement": department}
        return Call(
            f"{self._base}/v2/offres/search",
            {
                "range": f"{start}-{start + size - 1}",
                **{name: value for name, value in asked.items() if value},
            },
        )

    def items(self, document: Item) -> Any:
        return document.get("resultats")

    def total(self, document: Item, answer: Answer) -> int:
        """`offres 0-149/353`; all came if it says nothing."""
        said = TOTAL.search(answer.headers.get("content-range", ""))
        return count(said[1]) if said and answer.status == HTTPStatus.PARTIAL_CONTENT else 0

    def posting(self, item: Item, words: Words) -> Posting | None:
        own = line(item.get("id"))
        origin = address(inner(item, "origineOffre", "urlOrigine"))
        hours = line(item.get("dureeTravailLibelle"))
        found = Posting(
            id="",
            source=self.name,
            title=line(item.get("intitule")),
            language="fr",
            posted=day(item.get("dateCreation")),
            text=paragraphs(item.get("description")),
            employer=line(inner(item, "entreprise", "nom")),
            place=town(line(inner(item, "lieuTravail", "libelle"))),
            country="FR",
            contract=contract_of(item),
            hours=value_of("hours", line(item.get("dureeTravailLibelleConverti"))) or "unstated",
            weekly_hours=weekly_hours(hours),
            night="nuit" in hours.lower(),
            pay=line(inner(item, "salaire", "libelle")),
            experience=line(item.get("experienceExige")) == "E",
            url=origin or address(PAGE + own if own else ""),
        )
        return finished(found, own)

    def _asked(self, call: Call) -> tuple[Item, Answer]:
        """With a token; with a new one where the old one has run out before its time."""
        is_new = not self._has_token()
        try:
            return super()._asked(self._with_token(call))
        except ConnectorError as error:
            self._token = ""
            if error.code != "refused" or is_new:
                raise
        return super()._asked(self._with_token(call))

    def _with_token(self, call: Call) -> Call:
        if not self._has_token():
            self._renew()
        return Call(call.url, call.query, {"Authorization": f"Bearer {self._token}"})

    def _has_token(self) -> bool:
        return bool(self._token) and self._means.clock() < self._token_until

    def _renew(self) -> None:
        asked = {
            "grant_type": "client_credentials",
            "client_id": self._key("client_id"),
            "client_secret": self._key("client_secret"),
            "scope": SCOPE,
        }
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        call = Call(
            f"{self._token_base()}/access_token", {"realm": "/partenaire"}, form, urlencode(asked).encode()
        )
        document, _ = super()._asked(call)
        token = document.get("access_token")
        if not isinstance(token, str) or not re.fullmatch(r"[!-~]{1,5000}", token):
            raise self._error("broken")
        self._token = token
        self._token_until = self._means.clock() + (number(document.get("expires_in")) or 0) - EARLY

    def _check(self, answer: Answer) -> None:
        """Keys that do not count are a bad request to the one that gives tokens."""
        if answer.status == HTTPStatus.BAD_REQUEST and b'"invalid_client"' in answer.content:
            raise self._error("refused")
        super()._check(answer)

    def _token_base(self) -> str:
        return str(self._settings.get("token_base") or self.token_base).rstrip("/")


def department_of(place: str) -> str:
    """Its number, as in a postcode; empty if we do not know it."""
    if found := POSTCODE.search(place):
        return by_postcode(found[1])
    named = DISTRICT.sub("", place)
    town = find_place(named, ("FR",))
    return departments().get(key_of(town.names[0] if town else named), "")


def by_postcode(postcode: str) -> str:
    """Corsica is 20 for the post and 2A or 2B for everybody else."""
    if postcode.startswith("20"):
        return "2A" if postcode < "20200" else "2B"
    return postcode[:3] if postcode.startswith(("97", "98")) else postcode[:2]


@cache
def departments() -> dict[str, str]:
    table = tomllib.loads(DEPARTMENTS.read_text("utf-8"))
    return {key_of(name): number for number, names in table.items() for name in names}


def contract_of(item: Item) -> str:
    if item.get("alternance") is True:
        return "apprenticeship"
    return CONTRACTS.get(line(item.get("typeContrat")), "unstated")


def weekly_hours(written: str) -> float | None:
    """`24H30/semaine Travail le samedi` → 24.5."""
    found = WEEK.match(written)
    hours = int(found[1]) + int(found[2] or 0) / 60 if found else 0.0
    return round(hours, 2) if 0 < hours <= 80 else None


def town(written: str) -> str:
    """`69 - LYON 03` → Lyon 03."""
    name = written.partition(" - ")[2] or written
    return name.title() if name.isupper() else name
