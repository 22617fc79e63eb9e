"""What a page costs on a phone that pays for each kilobyte: all that arrives, headers included."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Page, expect

from lessons.lesson import read_lesson
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]

MOST = 15_000
"""Bytes, as Chromium counts them on the wire."""


@dataclass
class Wire:
    """What a page asked for since it was made, with an empty cache, and how much arrived."""

    page: Page
    asked: dict[str, str] = field(default_factory=dict)
    arrived: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.clearBrowserCache")
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.loadingFinished", self._finished)

    def weight(self) -> int:
        """Bytes, once everything that was asked for is there."""
        while self.asked.keys() - self.arrived.keys():
            self.page.wait_for_timeout(50)
        return sum(self.arrived.values())

    def _sent(self, event: dict) -> None:
        if not event["request"]["url"].startswith(("data:", "blob:")):
            self.asked[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict) -> None:
        if event["requestId"] in self.asked:
            self.arrived[event["requestId"]] = int(event["encodedDataLength"])


@pytest.fixture(params=["en", "ar"])
def language(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture
def signed_in(hub, new_context, language: str) -> Page:
    page = new_context(locale=language).new_page()
    hub.sign_in(page, *hub.add_learner())
    page.goto("about:blank")
    return page


def test_signing_in_is_light(hub, new_context: Callable, language: str):
    page = new_context(locale=language).new_page()
    wire = Wire(page)

    page.goto(f"{hub.address}hub/login")

    assert (wire.weight() < MOST, len(wire.asked) < 6) == (True, True), wire


def test_my_path_is_light(hub, signed_in: Page):
    wire = Wire(signed_in)

    signed_in.goto(f"{hub.service()}home")

    assert (wire.weight() < MOST, len(wire.asked) < 6) == (True, True), wire


def test_the_cv_lesson_is_light_until_the_second_step_is_on_the_screen(hub, signed_in: Page, language: str):
    """Her first answer is saved by then, and what the page fetches ahead is there."""
    text, shared = read_lesson("write_a_cv").text(language), load_text(TEXTS, language)
    wire = Wire(signed_in)

    signed_in.goto(hub.lesson("write_a_cv"))
    signed_in.get_by_label(text("who.name.label"), exact=True).fill("Amina Haddad")
    expect(signed_in.get_by_text(shared("status.saved"), exact=True)).to_be_visible()
    signed_in.get_by_role("button", name=shared("walk.skip"), exact=True).click()
    expect(signed_in.get_by_role("heading", name=text("wish.country.label"), exact=True)).to_be_visible()

    assert (wire.weight() < MOST, len(wire.asked) < 6) == (True, True), wire


def test_the_vacancy_lesson_is_light_until_the_second_step(hub, signed_in: Page, language: str):
    text, shared = read_lesson("find_vacancies").text(language), load_text(TEXTS, language)
    wire = Wire(signed_in)

    signed_in.goto(hub.lesson("find_vacancies"))
    signed_in.get_by_role("button", name=text("where.places.centre")).click()
    expect(signed_in.get_by_text(shared("status.saved"), exact=True)).to_be_visible()
    signed_in.get_by_role("button", name=shared("walk.skip"), exact=True).click()
    question = text("look_for.occupation.label")
    expect(signed_in.get_by_role("heading", name=question, exact=True)).to_be_visible()

    assert (wire.weight() < MOST, len(wire.asked) < 6) == (True, True), wire


def test_the_interview_lesson_is_light_until_the_second_step(hub, signed_in: Page, language: str):
    text, shared = read_lesson("practise_interview").text(language), load_text(TEXTS, language)
    wire = Wire(signed_in)

    signed_in.goto(hub.lesson("practise_interview"))
    signed_in.get_by_label(text("job.occupation.label"), exact=True).select_option("cleaner")
    expect(signed_in.get_by_text(shared("status.saved"), exact=True)).to_be_visible()
    signed_in.get_by_role("button", name=shared("walk.skip"), exact=True).click()
    expect(signed_in.get_by_role("heading", name=text("what.talk.title"), exact=True)).to_be_visible()

    assert (wire.weight() < MOST, len(wire.asked) < 6) == (True, True), wire
