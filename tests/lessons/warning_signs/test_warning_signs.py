"""A learner takes the test on warning signs, misses something, and meets it again."""

import pytest
from playwright.sync_api import expect

from widgets.language import load_text
from widgets.page.screen import TEXTS
from widgets.vacancies.board import practice_signs
from widgets.vacancies.judging import TEXTS_OF_JUDGING

pytestmark = [pytest.mark.browser, pytest.mark.hub]
ADS = 5


def ads(hub, page):
    with hub.store() as store:
        return store.records(page.learner.name).load("warning_signs").document


@pytest.mark.parametrize("language", ["en", "ar"])
def test_what_she_missed_is_named_and_comes_again(open_lesson, hub, language):
    page = open_lesson("warning_signs", language=language)
    shared, judging = load_text(TEXTS, language), load_text(TEXTS_OF_JUDGING, language)

    def press(name):
        page.get_by_role("button", name=name, exact=True).click()

    def go_on():
        before = page.get_by_role("heading", level=1).element_handle()
        press(shared("walk.next"))
        before.wait_for_element_state("hidden")

    go_on()
    page.get_by_label("Italiano", exact=True).check()
    go_on()
    for _ in range(ADS):
        press(judging("judge.look"))
        expect(page.locator(".lesson [role=status] :is(.advice, .note)").first).to_be_visible()
        go_on()
    expect(page.get_by_text(page.text("result.missed"), exact=True)).to_be_visible()
    first = ads(hub, page)
    press(page.text("result.again"))
    expect(page.get_by_role("heading", level=1, name=judging("judge.ad.title"), exact=True)).to_be_visible()
    expect(page.get_by_text(shared("status.saved"), exact=True)).to_be_visible()
    second = ads(hub, page)

    drawn = [{each["id"] for each in document["ads"]} for document in (first, second)]
    assert len(drawn[0]) == len(drawn[1]) == ADS
    assert drawn[0] != drawn[1]
    assert second["attempt"] == 2
    assert second["missed"]
    again = {sign for each in drawn[1] for sign, _ in practice_signs(each)}
    assert again & set(second["missed"])
