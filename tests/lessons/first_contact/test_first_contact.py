"""The small form of a lesson whose questions are data, in a real browser."""

import pytest
from playwright.sync_api import expect

from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_she_answers_and_hands_in(open_lesson, hub, language):
    page = open_lesson("first_contact", language=language)
    shared = load_text(TEXTS, language)
    answers = {
        "address.email": "amina@example.org",
        "answer.subject": "Monday at 10",
        "answer.message": "Good morning,\nI can come. Thank you.\nAmina",
    }

    for key, words in answers.items():
        page.get_by_label(page.text(f"{key}.label"), exact=True).fill(words)
        page.get_by_role("button", name=shared("walk.next"), exact=True).click()
    page.get_by_role("button", name=shared("hand_in.button"), exact=True).click()

    expect(page.get_by_role("button", name=shared("hand_in.button"), exact=True)).to_be_enabled()
    expect(
        page.get_by_role("status").filter(has_text=shared("hand_in.sent").split("{when}")[0])
    ).to_be_visible()
    with hub.store() as store:
        (handed_in,) = store.handed_in(code=page.learner.name, assignment="first_contact")
        assert store.snapshot(handed_in.id) == {key.split(".")[1]: words for key, words in answers.items()}
    page.goto(f"{hub.service()}home")
    home = load_text(TEXTS.parents[2] / "lessons" / "home" / "text", language)
    expect(page.get_by_role("heading", name=home("home.title"), exact=True)).to_be_visible()
    expect(page.get_by_text(home("home.look_again")).first).to_be_visible()
