"""No screen of a learner's breaks a rule of WCAG 2.2 A or AA, in English and in Arabic."""

import pytest
from playwright.sync_api import Page, expect

from lessons.lesson import lessons
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]
LANGUAGES = ("en", "ar")
MOST_SCREENS = 40


def screens(page: Page, language: str):
    """Every screen of a lesson that an empty page leads through with Next."""
    forward = page.get_by_role("button", name=load_text(TEXTS, language)("walk.next"), exact=True)
    for _ in range(MOST_SCREENS):
        heading = page.get_by_role("heading", level=1)
        expect(heading).to_be_visible()
        yield heading.inner_text()
        if not forward.count():
            return
        before = heading.element_handle()
        forward.click()
        before.wait_for_element_state("hidden")
    raise AssertionError("The lesson has no end.")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", lessons())
def test_no_screen_of_a_lesson_is_a_barrier(open_lesson, axe, name, language):
    page = open_lesson(name, language=language)

    broken = {heading: axe(page) for heading in screens(page, language)}

    assert len(broken) >= len(lessons()[name].steps)
    assert {heading: rules for heading, rules in broken.items() if rules} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_my_path_is_no_barrier(hub, new_context, axe, language):
    page = new_context(locale=language).new_page()
    hub.sign_in(page, *hub.add_learner())

    assert axe(page) == []
