"""The five services as they behave on a good day, with as many postings as a test wants."""

import json
import socket
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event
from typing import Any
from urllib.parse import parse_qs

from tests.widgets.vacancies.connectors.fake_server import Request, answer

Item = dict[str, Any]
Reply = Callable[[Request, socket.socket, Event], None]
MARCH = 1_772_323_200_000
"""The first of March 2026 in milliseconds since 1970."""


def adzuna(items: list[Item]) -> Callable[[Request], bytes]:
    def reply(request: Request) -> bytes:
        asked = request.query
        if (asked.get("app_id"), asked.get("app_key")) != ("our-id", "our-key"):
            return answer(401, {"exception": "AUTH_FAIL", "display": "Authorisation failed"})
        page, size = int(request.path.rpartition("/")[2]), int(asked["results_per_page"])
        if size > 50:
            return answer(400, {"exception": "INVALID_REQUEST"})
        return answer(200, {"count": len(items), "results": items[(page - 1) * size : page * size]})

    return reply


def bundesagentur(items: list[Item]) -> Callable[[Request], bytes]:
    def reply(request: Request) -> bytes:
        if request.headers.get("x-api-key") != "our-key":
            return answer(403, {"message": "Forbidden"})
        page, size = int(request.query["page"]), int(request.query["size"])
        if size > 50 or page * size > 10_000:
            return answer(400, {"messages": []})
        found = items[(page - 1) * size : page * size]
        return answer(200, {"maxErgebnisse": len(items), **({"stellenangebote": found} if found else {})})

    return reply


def jobtech(items: list[Item]) -> Callable[[Request], bytes]:
    def reply(request: Request) -> bytes:
        start, size = int(request.query["offset"]), int(request.query["limit"])
        if size > 100 or start > 2_000:
            return answer(400, {"message": "Invalid offset"})
        return answer(200, {"total": {"value": len(items)}, "hits": items[start : start + size]})

    return reply


def eures(items: list[Item]) -> Callable[[Request], bytes]:
    def reply(request: Request) -> bytes:
        asked = json.loads(request.body)
        page, size = asked["page"], asked["resultsPerPage"]
        if size > 50 or page * size > 10_000:
            return answer(400, {"error": "Bad Request"})
        return answer(200, {"numberRecords": len(items), "jvs": items[(page - 1) * size : page * size]})

    return reply


@dataclass
class FranceTravail:
    """Gives out tokens, which `expire()` makes useless."""

    items: list[Item]
    given: int = 0
    good: str = ""

    def expire(self) -> None:
        self.good = ""

    def __call__(self, request: Request) -> bytes:
        if request.path.endswith("/access_token"):
            return self.token(request)
        if not self.good or request.headers.get("authorization") != f"Bearer {self.good}":
            return answer(401, {"message": "expired"})
        first, last = map(int, request.query["range"].split("-"))
        if last - first >= 150 or first > 1_000:
            return answer(400, {"codeErreur": "1", "message": "range"})
        found = self.items[first : last + 1]
        if not found:
            return answer(204)
        status = 200 if len(found) == len(self.items) else 206
        shown = f"offres {first}-{first + len(found) - 1}/{len(self.items)}"
        return answer(status, {"resultats": found, "filtresPossibles": []}, content_range=shown)

    def token(self, request: Request) -> bytes:
        asked = parse_qs(request.body.decode())
        if (asked.get("client_id"), asked.get("client_secret")) != (["our-id"], ["our-key"]):
            return answer(400, {"error": "invalid_client"})
        self.given += 1
        self.good = f"token-{self.given}"
        return answer(200, {"access_token": self.good, "token_type": "Bearer", "expires_in": 1499})


def adzuna_item(number: int = 1) -> Item:
    return {
        "id": str(number),
        "title": "<strong>Cameriera</strong> ai piani",
        "company": {"display_name": "Albergo Esempio"},
        "location": {"display_name": "Palermo, Sicilia", "area": ["Italia", "Sicilia", "Palermo"]},
        "redirect_url": f"https://adzuna.example/ad/{number}",
        "created": "2026-03-01T09:00:00Z",
        "description": "Pulizia delle camere &amp; dei corridoi…",
        "salary_min": 15000,
        "salary_max": 16500.5,
        "salary_is_predicted": "0",
        "contract_time": "part_time",
        "contract_type": "permanent",
    }


def bundesagentur_item(number: int = 1) -> Item:
    return {
        "refnr": f"10000-{number:010}-S",
        "beruf": "Zimmermädchen/Roomboy",
        "titel": "Reinigungskraft (m/w/d)",
        "arbeitgeber": "Hotel Beispiel GmbH",
        "arbeitsort": {"plz": "10115", "ort": "Berlin", "region": "Berlin", "land": "Deutschland"},
        "aktuelleVeroeffentlichungsdatum": "2026-03-01",
        "modifikationsTimestamp": "2026-03-02T10:00:00.000",
    }


def jobtech_item(number: int = 1) -> Item:
    return {
        "id": str(number),
        "headline": "Hotellstädare",
        "employer": {"name": "Exempel Hotell AB"},
        "workplace_address": {"municipality": "Malmö", "region": "Skåne län", "country": "Sverige"},
        "webpage_url": f"https://jobb.example/annons/{number}",
        "publication_date": "2026-03-01T08:00:00",
        "description": {"text": "Städning av rum.", "text_formatted": "<p>Städning av rum.</p>"},
        "employment_type": {"label": "Vanlig anställning"},
        "duration": {"label": "Tills vidare, tillsvidareanställning"},
        "working_hours_type": {"label": "Deltid"},
        "salary_description": "Timlön enligt kollektivavtal",
        "experience_required": False,
    }


def eures_item(number: int = 1) -> Item:
    return {
        "id": f"abc{number}",
        "title": "Room attendant",
        "description": "<p>Clean rooms</p>",
        "creationDate": MARCH,
        "locationMap": {"EL": ["EL30"], "IT": ["ITG12"]},
        "positionScheduleCodes": ["parttime"],
        "positionOfferingCode": "seasonal",
        "employer": {"name": "Albergo Esempio", "website": None},
        "availableLanguages": ["en", "it"],
        "translations": {
            "en": {"title": "Room attendant", "description": "<p>Clean rooms</p>"},
            "it": {
                "title": "Cameriera ai piani",
                "description": "Pulizia delle camere<br><ul><li>mattina</ul>",
            },
        },
    }


def france_travail_item(number: int = 1) -> Item:
    return {
        "id": f"19{number}XYZ",
        "intitule": "Femme de chambre / Valet de chambre (H/F)",
        "description": "Entretien des chambres.\nTravail le week-end.",
        "dateCreation": "2026-03-01T09:00:00.000Z",
        "lieuTravail": {"libelle": "69 - LYON 03", "codePostal": "69003", "commune": "69383"},
        "entreprise": {"nom": "Hôtel Exemple"},
        "typeContrat": "CDD",
        "experienceExige": "D",
        "dureeTravailLibelle": "24H30/semaine Travail de nuit",
        "dureeTravailLibelleConverti": "Temps partiel",
        "salaire": {"libelle": "Horaire de 12.1 Euros"},
        "alternance": False,
        "origineOffre": {"origine": "1", "urlOrigine": f"https://offres.example/{number}"},
    }


SERVICES: dict[str, tuple[Callable[[list[Item]], Callable[[Request], bytes]], Callable[..., Item]]] = {
    "adzuna": (adzuna, adzuna_item),
    "bundesagentur": (bundesagentur, bundesagentur_item),
    "eures": (eures, eures_item),
    "france_travail": (FranceTravail, france_travail_item),
    "jobtech": (jobtech, jobtech_item),
}
KEYS = {
    "adzuna": {"app_id": "our-id", "app_key": "our-key"},
    "bundesagentur": {"key": "our-key"},
    "eures": {"i_have_read_the_terms": True},
    "france_travail": {"client_id": "our-id", "client_secret": "our-key"},
    "jobtech": {},
}
COUNTRY = {"adzuna": "IT", "bundesagentur": "DE", "eures": "IT", "france_travail": "FR", "jobtech": "SE"}
LIST_OF = {
    "adzuna": "results",
    "bundesagentur": "stellenangebote",
    "eures": "jvs",
    "france_travail": "resultats",
    "jobtech": "hits",
}


def well_behaved(service: Callable[[Request], bytes]) -> Reply:
    return lambda request, connection, over: connection.sendall(service(request))
