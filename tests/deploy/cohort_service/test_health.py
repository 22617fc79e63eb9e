"""Alive, ready, and numbers that say nothing of anybody."""

import re
from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import Page, expect

from .conftest import Service
from .for_tests.visitor import Visitor

WORDS = "Zeynab Oukacha"


def test_a_service_that_can_open_pages_says_so(service: Service):
    alive, ready = (httpx.get(service.url(path)) for path in ("health", "health?ready"))

    assert (alive.status_code, alive.text) == (200, "ok")
    assert (ready.status_code, ready.json()) == (
        200,
        {"ready": True, "store": True, "kernels": True, "open": True},
    )


def test_a_service_without_its_store_is_alive_but_not_ready(start_service: Callable[..., Service]):
    service = start_service()
    store = service.cohort.folder / "store.sqlite"
    store.rename(store.with_suffix(".away"))

    alive, ready = (httpx.get(service.url(path)) for path in ("health", "health?ready"))
    store.with_suffix(".away").rename(store)

    assert alive.status_code == 200
    assert (ready.status_code, ready.json()["store"]) == (503, False)


@pytest.mark.browser
def test_the_numbers_tell_what_happens_and_nothing_of_anybody(
    service: Service, open_page: Callable[..., Page], visit: Callable[..., Visitor]
):
    before = numbers(service)
    page = open_page("lesson/note", "cleo")
    page.get_by_label("Your words").fill(WORDS)
    expect(page.get_by_role("status").first).to_have_text("Saved")
    visit("ana").open("lesson/first_contact")
    text = httpx.get(service.url("metrics")).text
    after = numbers(service)

    def more(name: str) -> float:
        return after[name] - before.get(name, 0)

    assert more('onward_saves_total{result="saved"}') >= 1
    assert more("onward_save_seconds_count") >= 1
    assert more('onward_page_open_seconds_count{lesson="first_contact"}') == 1
    assert more('onward_page_open_seconds_count{lesson="other"}') == 1
    assert after["onward_queue_length"] == 0
    assert after["onward_memory_available_bytes"] == 6000 * 1024 * 1000
    for word in [*WORDS.split(), "cleo", "ana", "note", *re.findall(r"[0-9a-f]{24,}", text)]:
        assert not re.search(rf"\b{word}\b", text), word


def numbers(service: Service) -> dict[str, float]:
    lines = httpx.get(service.url("metrics")).text.splitlines()
    return {name: float(value) for line in lines if line[0] != "#" for name, value in [line.rsplit(" ", 1)]}


def test_nobody_reads_the_numbers_through_a_proxy_or_under_another_name(start_service):
    service = start_service(metrics_token="for the monitoring")
    url = service.url("metrics")
    through_a_proxy = {"X-Forwarded-For": "127.0.0.1"}

    refused = [
        httpx.get(url, headers=headers).status_code
        for headers in (
            through_a_proxy,
            {"Host": "onward.example.org"},
            through_a_proxy | {"Authorization": "Bearer guessed"},
            through_a_proxy | {"Authorization": "Bearer"},
        )
    ]
    allowed = [
        httpx.get(url, headers=headers).status_code
        for headers in ({}, through_a_proxy | {"Authorization": "Bearer for the monitoring"})
    ]

    assert refused == [401, 401, 401, 401]
    assert allowed == [200, 200]


def test_without_a_token_in_the_settings_no_token_is_right(service: Service):
    headers = {"X-Forwarded-For": "127.0.0.1", "Authorization": "Bearer"}

    assert httpx.get(service.url("metrics"), headers=headers).status_code == 401
