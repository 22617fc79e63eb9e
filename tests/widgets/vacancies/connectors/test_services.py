"""What each service is sent, and what its answers become."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.widgets.vacancies.connectors.fake_server import answer
from tests.widgets.vacancies.connectors.fake_services import (
    COUNTRY,
    LIST_OF,
    SERVICES,
    FranceTravail,
    france_travail_item,
    well_behaved,
)
from widgets.vacancies.connectors import Words
from widgets.vacancies.importing import add_source, sources
from widgets.vacancies.model import Posting
from widgets.vacancies.record import SHORT

SAMPLES = Path(__file__).parents[5] / "shared" / "data" / "vacancy_apis"
MARCH = date(2026, 3, 1)
POSTINGS = {
    "adzuna": Posting(
        id="adzuna:1",
        title="Cameriera ai piani",
        language="it",
        posted=MARCH,
        text="Pulizia delle camere & dei corridoi…",
        employer="Albergo Esempio",
        place="Palermo, Sicilia",
        country="IT",
        occupation="room_attendant",
        contract="permanent",
        hours="part_time",
        pay="15000–16500.50 EUR / year",
        source="adzuna",
        url="https://adzuna.example/ad/1",
    ),
    "bundesagentur": Posting(
        id="bundesagentur:10000-0000000001-S",
        title="Reinigungskraft (m/w/d)",
        language="de",
        posted=MARCH,
        text="Reinigungskraft (m/w/d)\nZimmermädchen/Roomboy",
        employer="Hotel Beispiel GmbH",
        place="Berlin",
        country="DE",
        occupation="cleaner",
        contract="unstated",
        hours="unstated",
        source="bundesagentur",
        url="https://www.arbeitsagentur.de/jobsuche/jobdetail/10000-0000000001-S",
    ),
    "eures": Posting(
        id="eures:abc1",
        title="Cameriera ai piani",
        language="it",
        posted=MARCH,
        text="Pulizia delle camere\n\n- mattina",
        employer="Albergo Esempio",
        country="IT",
        occupation="room_attendant",
        contract="seasonal",
        hours="part_time",
        source="eures",
        url="https://europa.eu/eures/portal/jv-se/jv-details/abc1?lang=it",
    ),
    "france_travail": Posting(
        id="france_travail:191XYZ",
        title="Femme de chambre / Valet de chambre (H/F)",
        language="fr",
        posted=MARCH,
        text="Entretien des chambres.\nTravail le week-end.",
        employer="Hôtel Exemple",
        place="Lyon 03",
        country="FR",
        occupation="room_attendant",
        contract="fixed_term",
        hours="part_time",
        weekly_hours=24.5,
        night=True,
        pay="Horaire de 12.1 Euros",
        source="france_travail",
        url="https://offres.example/1",
    ),
    "jobtech": Posting(
        id="jobtech:1",
        title="Hotellstädare",
        language="sv",
        posted=MARCH,
        text="Städning av rum.",
        employer="Exempel Hotell AB",
        place="Malmö",
        country="SE",
        contract="permanent",
        hours="part_time",
        pay="Timlön enligt kollektivavtal",
        source="jobtech",
        url="https://jobb.example/annons/1",
    ),
}
HEAD = "Accept: application/json\r\nAccept-Encoding: gzip\r\nUser-Agent: onward\r\nConnection: close\r\n"
SENT = {
    "adzuna": "GET /jobs/it/search/1?app_id=our-id&app_key=our-key&results_per_page=50"
    "&what=cuoca+%26+pane&where=Palermo HTTP/1.1\r\nHost: {host}\r\n" + HEAD + "\r\n",
    "bundesagentur": "GET /pc/v4/jobs?angebotsart=1&page=1&size=50&was=cuoca+%26+pane&wo=Palermo HTTP/1.1\r\n"
    "Host: {host}\r\n" + HEAD + "X-API-Key: our-key\r\n\r\n",
    "eures": "POST /search HTTP/1.1\r\nHost: {host}\r\n"
    + HEAD
    + "Content-Type: application/json\r\nContent-Length: 251\r\n\r\n"
    '{{"resultsPerPage": 50, "page": 1, "sortSearch": "MOST_RECENT", "keywords": '
    '[{{"keyword": "cuoca & pane", "specificSearchCode": "EVERYWHERE"}}, '
    '{{"keyword": "Palermo", "specificSearchCode": "EVERYWHERE"}}], '
    '"locationCodes": ["it"], "requestLanguage": "it"}}',
    "france_travail": "GET /v2/offres/search?range=0-49&motsCles=cuoca%2Cpane%2CPalermo HTTP/1.1\r\n"
    "Host: {host}\r\n" + HEAD + "Authorization: Bearer token-1\r\n\r\n",
    "jobtech": "GET /search?q=cuoca+%26+pane+Palermo&offset=0&limit=50 HTTP/1.1\r\nHost: {host}\r\n"
    + HEAD
    + "\r\n",
}
every_service = pytest.mark.parametrize("name", SERVICES)


@every_service
def test_an_answer_becomes_postings(ask, name):
    assert ask(name).search() == [POSTINGS[name]]


@every_service
def test_words_and_place_are_all_that_is_sent(ask, name):
    asked = ask(name)

    asked.search("cuoca & pane", "Palermo")

    host = asked.server.url.removeprefix("http://")
    assert [each.raw.decode() for each in asked.searches] == [SENT[name].format(host=host)]


@every_service
def test_what_tells_who_is_searching_is_not_sent(ask, name):
    asked = ask(name)
    pasted = "cuoca amina@posta.example +39 333 000 0000 192.0.2.77 2001:db8::77 https://cv.example/amina"

    asked.search(pasted + " pane" * 1_000, "Palermo\r\nX-Evil: 1")

    sent = asked.searches[0].raw.decode().lower()
    assert [each for each in ("amina", "333", "192.0.2", "2001", "db8", "cv.example") if each in sent] == []
    assert ("x-evil" in asked.searches[0].headers, sent.count("pane") <= 10) == (False, True)


@every_service
def test_many_postings_come_page_by_page(ask, name):
    asked = ask(name, count=353)

    found = asked.search(limit=320)

    assert (len(found), len({each.id for each in found})) == (320, 320)
    size = {"france_travail": 150, "jobtech": 100}.get(name, 50)
    assert len(asked.searches) == -(-320 // size)


@every_service
def test_no_more_is_asked_for_than_there_is(ask, name):
    asked = ask(name, count=7)

    assert (len(asked.search(limit=320)), len(asked.searches)) == (7, 1)


@every_service
def test_nothing_found_is_an_empty_list(ask, name):
    assert ask(name, count=0).search() == []


@pytest.mark.parametrize(("name", "cap"), [("france_travail", 1_050), ("jobtech", 2_100), ("eures", 10_000)])
def test_a_service_is_not_asked_beyond_its_cap(ask, name, cap):
    asked = ask(name, count=cap + 300)

    assert len(asked.search(limit=20_000)) == cap


@every_service
def test_a_service_that_repeats_a_page_for_ever_ends_at_the_limit(ask, name):
    service, item = SERVICES[name]
    full = service([item(each) for each in range(1, 51)])

    def repeating(request):
        said = json.loads(full(request).partition(b"\r\n\r\n")[2] or b"{}")
        if LIST_OF[name] in said:
            said[LIST_OF[name]] = [item(each) for each in range(1, 51)]
        for total in ("count", "maxErgebnisse", "numberRecords"):
            said |= {total: 10**9} if total in said else {}
        return answer(200, said | ({"total": {"value": 10**9}} if "total" in said else {}))

    asked = ask(name, well_behaved(repeating))

    assert len(asked.search(limit=50)) == 50
    assert len(asked.searches) == 1


@every_service
def test_postings_may_lack_an_employer(ask, name):
    _, item = SERVICES[name]
    nulls = {"company": None, "arbeitgeber": None, "employer": None, "entreprise": None}
    without = {key: nulls.get(key, value) for key, value in item().items()}

    assert ask(name, items=[without]).search() == [replace(POSTINGS[name], employer="")]


@pytest.mark.parametrize(
    "written", [1772323200000, 1772323200, "1772323200000", "2026-03-01", "2026-03-01T09:00:00+02:00"]
)
@every_service
def test_dates_are_read_however_they_are_written(ask, name, written):
    _, item = SERVICES[name]
    field = {
        "adzuna": "created",
        "bundesagentur": "aktuelleVeroeffentlichungsdatum",
        "eures": "creationDate",
        "france_travail": "dateCreation",
        "jobtech": "publication_date",
    }[name]

    assert ask(name, items=[item() | {field: written}]).search() == [POSTINGS[name]]


@every_service
def test_markup_and_scripts_become_plain_text(ask, name):
    bad = '<p onclick="x()">Uno</p><script>alert(1)</script><img src=x onerror=alert(2)>'
    bad += "<ul><li>due</ul>\u202e&lt;b&gt;"
    item = {
        "adzuna": {"title": bad, "description": bad},
        "bundesagentur": {"titel": bad, "beruf": bad, "refnr": "1"},
        "eures": {"title": bad, "description": bad},
        "france_travail": {"intitule": bad, "description": bad},
        "jobtech": {"headline": bad, "description": {"text": None, "text_formatted": bad}},
    }[name]

    found = ask(name, items=[item]).search()[0]

    text = found.title if name == "bundesagentur" else found.text
    assert (found.title, " ".join(text.split())) == ("Uno - due <b>", "Uno - due <b>")


@every_service
def test_a_link_that_a_browser_would_run_is_left_out(ask, name):
    _, item = SERVICES[name]
    bad = "javascript:alert(1)"
    links = {"redirect_url": bad, "externeUrl": bad, "webpage_url": bad, "origineOffre": {"urlOrigine": bad}}

    url = ask(name, items=[item() | links]).search()[0].url

    assert url == "" or url.startswith("https://")


NASTY: list[Any] = [
    None, True, 0, -1, 10**30, 10**400, float("inf"), float("nan"), 1e308, "", "x", "\ud800\x00",
    "<" * 9_000, "x" * 300_000, [], [[]], [None], {}, {"name": {}}, ["x", {}], "9999-99-99", "-1",
]  # fmt: skip


@every_service
def test_whatever_stands_in_a_field_gives_a_posting_or_none(ask, name, tmp_path):
    _, item = SERVICES[name]
    items = [bad | {"n": at} for at, bad in enumerate(spoiled(item()))]
    assert len(items) > 200
    connector = ask(name).connector

    found = [connector.posting(each, Words("x", "", COUNTRY[name], "it")) for each in items]

    made = [each for each in found if each]
    kept = {each.id: each for each in made}
    add_source(tmp_path / "board.sqlite", name, list(kept.values()))
    assert sources(tmp_path / "board.sqlite") == {name: len(kept)}
    assert all(each.title and each.text and len(each.text) <= 20_000 for each in made)
    saved = [text for each in made for text in (each.id, each.title, each.employer, each.place)]
    assert max(map(len, saved)) <= SHORT


def spoiled(value: Any) -> list[Any]:
    """With every part in turn replaced by something that should not be there."""
    if not isinstance(value, dict):
        return list(NASTY)
    return [
        value | {key: bad}
        for key, inner in value.items()
        for bad in spoiled(inner) + (NASTY if isinstance(inner, dict) else [])
    ]


def test_long_ids_that_differ_at_their_end_stay_apart(ask):
    items = [SERVICES["jobtech"][1]() | {"id": "x" * 300 + end} for end in "ab"]

    assert len(ask("jobtech", items=items).search()) == 2


def test_items_that_are_no_objects_are_passed_over(ask):
    assert ask("jobtech", items=[None, "x", [], 7, SERVICES["jobtech"][1]()]).search() == [
        POSTINGS["jobtech"]
    ]


def test_adzuna_s_guess_of_the_pay_is_not_the_employer_s_word(ask):
    item = SERVICES["adzuna"][1]() | {"salary_is_predicted": "1"}

    assert ask("adzuna", items=[item]).search()[0].pay == ""


def test_adzuna_is_not_asked_without_a_country(ask):
    asked = ask("adzuna")

    assert (asked.connector.search(Words("cuoca", "Palermo")), asked.server.requests) == ([], [])


@every_service
def test_a_service_is_not_asked_for_a_country_that_it_does_not_have(ask, name):
    asked = ask(name)

    assert (asked.connector.search(Words("cuoca", country="JP")), asked.server.requests) == ([], [])


@every_service
def test_without_words_nothing_is_asked(ask, name):
    asked = ask(name)

    assert (asked.search("  "), asked.search("amina@posta.example"), asked.server.requests) == ([], [], [])


@pytest.mark.parametrize(
    ("place", "asked_for"),
    [
        ("Lione", {"departement": "69"}),
        ("97400 Saint-Denis", {"departement": "974"}),
        ("20200 Bastia", {"departement": "2B"}),
        ("Paris 11e", {"departement": "75"}),
        ("Trifouillis", {"motsCles": "ménage,Trifouillis"}),
    ],
)
def test_france_travail_is_asked_by_department(ask, place, asked_for):
    asked = ask("france_travail")

    asked.search("ménage", place)

    assert asked.searches[0].query == {"range": "0-49", "motsCles": "ménage", **asked_for}


def test_france_travail_s_ranges_go_on_until_all_came(ask):
    asked = ask("france_travail", count=353)

    asked.search(limit=1_000)

    assert [each.query["range"] for each in asked.searches] == ["0-149", "150-299", "300-449"]


def test_a_token_is_used_again(ask):
    asked = ask("france_travail")

    asked.search("uno"), asked.search("due")

    assert [each.path for each in asked.server.requests].count("/oauth2/access_token") == 1


def test_a_token_is_renewed_when_its_time_is_over(ask):
    asked = ask("france_travail")

    asked.search("uno")
    asked.clock.now += 1_440
    asked.search("due")

    assert [each.headers["authorization"] for each in asked.searches] == ["Bearer token-1", "Bearer token-2"]


def test_a_token_that_ran_out_early_is_renewed(ask):
    service = FranceTravail([france_travail_item()])
    asked = ask("france_travail", well_behaved(service))

    asked.search("uno")
    service.expire()
    found = asked.search("due")

    assert found == [POSTINGS["france_travail"]]
    assert [each.headers["authorization"] for each in asked.searches] == [
        "Bearer token-1",
        "Bearer token-1",
        "Bearer token-2",
    ]


def test_a_new_token_that_does_not_count_is_a_refusal(ask):
    service = FranceTravail([france_travail_item()])

    def refusing(request):
        service.expire()
        return service(request)

    asked = ask("france_travail", well_behaved(refusing))

    assert (asked.failure().code, len(asked.server.requests)) == ("refused", 2)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (answer(400, {"error": "invalid_client"}), "refused"),
        (answer(401, {"error": "invalid_client"}), "refused"),
        (answer(200, {}), "broken"),
        (answer(200, {"access_token": "a\r\nX-Evil: 1", "expires_in": 1499}), "broken"),
        (answer(200, {"access_token": None}), "broken"),
        (answer(200, b"<html>"), "not_json"),
        (answer(429, retry_after="7"), "too_many"),
        (answer(302, location="https://elsewhere.example/"), "broken"),
    ],
)
def test_the_giver_of_tokens_may_misbehave_too(ask, said, code):
    asked = ask("france_travail", lambda request, connection, over: connection.sendall(said))

    assert (asked.failure().code, asked.searches) == (code, [])


@pytest.mark.parametrize("lasts", [0, -5, None, "x", 1e999])
def test_a_token_without_a_sensible_end_is_used_once(ask, lasts):
    service = FranceTravail([france_travail_item()])

    def odd(request):
        said = service(request)
        return answer(200, {"access_token": service.good, "expires_in": lasts}) if b"token" in said else said

    asked = ask("france_travail", well_behaved(odd))

    assert (asked.search("uno"), len(asked.search("due"))) == ([POSTINGS["france_travail"]], 1)
    assert service.given == 2


@pytest.mark.checkout
@pytest.mark.parametrize(
    ("name", "file", "country"),
    [
        ("adzuna", "sample_adzuna.json", "CH"),
        ("jobtech", "sample_jobtech.json", "SE"),
        ("eures", "eures_search_sample.json", "FI"),
    ],
)
def test_real_shapes_are_understood(ask, name, file, country):
    if not (SAMPLES / file).exists():
        pytest.skip("the samples are not here")
    document = json.loads((SAMPLES / file).read_text("utf-8"))
    asked = ask(name, lambda request, connection, over: connection.sendall(answer(200, document)))

    found = asked.connector.search(Words("security", country=country))

    assert len(found) == len(document[LIST_OF[name]])
    assert all(
        each.title and each.text and each.url.startswith("https://") and each.country for each in found
    )
    assert not [each for each in found if "<br>" in each.text or "<p>" in each.text]
