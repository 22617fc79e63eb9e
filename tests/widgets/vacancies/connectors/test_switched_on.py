"""Off until the NGO switches a service on."""

import pytest

from tests.widgets.vacancies.connectors.fake_services import KEYS, SERVICES
from widgets.vacancies.connectors import ConnectorError, Words, all_names, connectors, find_connector

ALL = {name: {"on": True, **keys} for name, keys in KEYS.items()}


def names(settings):
    return [each.name for each in connectors(settings)]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"connectors": None},
        {"connectors": []},
        {"connectors": {"adzuna": True}},
        {"connectors": KEYS},
        {"connectors": {name: {"on": "yes", **keys} for name, keys in KEYS.items()}},
        {"connectors": {"careerjet": {"on": True}}},
    ],
)
def test_none_is_on_by_itself(settings):
    assert connectors(settings) == []


def test_those_that_are_switched_on_are_there():
    assert names({"connectors": ALL}) == list(all_names()) == sorted(SERVICES)
    assert names({"connectors": {"jobtech": {"on": True}, "adzuna": {"on": False}}}) == ["jobtech"]


def test_one_that_is_off_says_so():
    with pytest.raises(ConnectorError) as caught:
        find_connector({"connectors": {"jobtech": {"on": False}}}, "jobtech")

    assert (caught.value.code, caught.value.connector) == ("off", "jobtech")


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("adzuna", {"app_key": None}),
        ("adzuna", {"app_id": ""}),
        ("adzuna", {"app_id": 7}),
        ("bundesagentur", {"key": "a\r\nX-Evil: 1"}),
        ("bundesagentur", {"key": "ключ"}),
        ("eures", {"i_have_read_the_terms": False}),
        ("eures", {"i_have_read_the_terms": "true"}),
        ("france_travail", {"client_secret": None}),
        ("france_travail", {"token_base": "http://tokens.example"}),
        ("jobtech", {"base": "http://jobs.example"}),
        ("jobtech", {"base": "ftp://jobs.example"}),
        ("jobtech", {"base": "file:///etc/passwd"}),
        ("jobtech", {"base": "https://user:word@jobs.example"}),
        ("jobtech", {"base": "https://jobs.example/?to="}),
        ("jobtech", {"base": "https://"}),
        ("jobtech", {"base": "https://[::1"}),
        ("jobtech", {"base": "http://127.0.0.1.example"}),
        ("jobtech", {"base": "http://localhost.example"}),
    ],
)
def test_one_that_is_not_set_up_says_so_and_asks_nobody(ask, name, change):
    asked = ask(name, **change)

    assert (asked.failure().code, asked.server.requests) == ("not_set_up", [])


@pytest.mark.parametrize("name", SERVICES)
def test_its_own_address_is_fixed_and_encrypted(name):
    service = find_connector({"connectors": ALL}, name)

    assert service.call(Words("x", "", "IT"), 0, 10).url.startswith("https://")
    assert service.is_set_up()


@pytest.mark.parametrize("limit", [0, -1, True, "many", float("nan"), float("inf")])
def test_a_limit_that_is_none_leaves_the_usual_one(ask, limit):
    assert len(ask("jobtech", per_day=limit).search()) == 1
