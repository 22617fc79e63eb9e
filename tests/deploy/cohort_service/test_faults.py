"""A database that another process holds, and a clock that jumps: nothing is lost, nobody is thrown out."""

import signal
import sqlite3
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from grading.store import Store

from .conftest import Service

pytestmark = pytest.mark.browser

LOCKED_SECONDS = 10
HOUR = 3600


def test_a_database_that_is_locked_for_a_while_loses_nothing(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("lesson/note")
    field, status = page.get_by_label("Your words"), page.get_by_role("status").first
    field.fill("before")
    expect(status).to_have_text("Saved")
    other = sqlite3.connect(service.cohort.folder / "store.sqlite", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    field.fill("before and while it is locked")
    expect(status).to_have_text("Saving …")
    seen = read_while(page, LOCKED_SECONDS)
    assert service.words() == "before"
    other.execute("ROLLBACK")
    other.close()

    expect(status).to_have_text("Saved", timeout=20_000)
    assert "Saved" not in seen
    assert service.words() == "before and while it is locked"


def read_while(page: Page, seconds: float) -> set[str]:
    """What the status line said meanwhile."""
    seen, deadline = set(), time.monotonic() + seconds
    while time.monotonic() < deadline:
        seen.add(page.get_by_role("status").first.inner_text())
        page.wait_for_timeout(200)
    return seen


def test_a_clock_an_hour_ahead_ends_neither_session_nor_kernel(
    start_service: Callable[..., Service], open_page_of: Callable[..., Page]
):
    service = start_service(idle_minutes=30)
    page = open_page_of(service, "lesson/note")
    page.get_by_label("Your words").fill("before")
    expect(page.get_by_role("status").first).to_have_text("Saved")
    kernel = page.evaluate("document.querySelector('#kernel').value")

    service.process.send_signal(signal.SIGUSR1)
    page.wait_for_timeout(4000)  # some of the service's rounds
    page.get_by_label("Your words").fill("before and after")
    expect(page.get_by_role("status").first).to_have_text("Saved")
    alive = page.evaluate(
        "async (kernel) => (await fetch(`../api/kernels/${kernel}`, {headers: "
        "{'X-XSRFToken': document.cookie.match(/_xsrf=([^;]*)/)[1]}})).status",
        kernel,
    )
    other = page.context.new_page()
    other.goto(service.url("home"))

    assert alive == 204
    assert other.url.endswith("/home")
    assert service.words() == "before and after"


def test_a_clock_that_goes_back_an_hour_leaves_versions_in_their_order(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("lesson/note")
    page.get_by_label("Your words").fill("first")
    expect(page.get_by_role("status").first).to_have_text("Saved")

    page.goto(service.url("lesson/behind"))
    page.get_by_label("Your words").fill("first, then second")
    expect(page.get_by_role("status").first).to_have_text("Saved")
    page.goto(service.url("lesson/note"))

    expect(page.get_by_label("Your words")).to_have_value("first, then second")
    with Store.open(service.cohort.store_url, service.cohort.keys) as store:
        records = store.records("ana")
        now, (before,) = records.load("first_contact"), records.earlier("first_contact")
    assert (before.document["words"], now.document["words"]) == ("first", "first, then second")
    assert (before.saved_at - now.saved_at).total_seconds() > HOUR / 2
