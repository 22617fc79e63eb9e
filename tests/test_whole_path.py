"""The whole path: a learner writes and hands in, a trainer reads and releases, nobody else sees anything."""

import pytest
from playwright.sync_api import Page, expect

from grading.caseload.pages import texts
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]

SECRET_WORDS = ("Zeynab Oukacha", "Bar Girasole", "Trapani")
COMMENT = "A very clear CV. Please add the year of your course."


def written_and_handed_in(page: Page, language: str) -> None:
    """Writes a name, a town and a job, and hands it in, as a learner on her phone."""
    text, shared = page.text, load_text(TEXTS, language)

    def next_question() -> None:
        before = page.get_by_role("heading", level=1).element_handle()
        page.get_by_role("button", name=shared("walk.next"), exact=True).click()
        before.wait_for_element_state("hidden")

    def skip_to(step: str) -> None:
        while not page.get_by_text(text(f"{step}.title"), exact=True).first.is_visible():
            before = page.get_by_role("heading", level=1).element_handle()
            page.get_by_role("button", name=shared("walk.skip"), exact=True).click()
            before.wait_for_element_state("hidden")

    page.get_by_label(text("who.name.label"), exact=True).fill("Zeynab Oukacha")
    for _ in range(3):
        next_question()
    page.get_by_label(text("who.town.label"), exact=True).fill("Trapani")
    skip_to("work")
    page.get_by_role("button", name=text("work.add"), exact=True).click()
    next_question()
    page.get_by_label(text("work.position.label"), exact=True).fill("Barista")
    next_question()
    page.get_by_label(text("work.employer.label"), exact=True).fill("Bar Girasole")
    next_question()
    next_question()
    page.get_by_role("button", name=shared("walk.done"), exact=True).click()
    skip_to("hand_in")
    page.get_by_role("button", name=shared("hand_in.button"), exact=True).click()
    before, _ = shared("hand_in.sent").split("{when}")
    expect(page.get_by_role("status").filter(has_text=before.strip())).to_be_visible()


def wait_until_scored(page: Page, text) -> None:
    """The trainer loads her page again until the worker has scored what was handed in."""
    for _ in range(60):
        if page.get_by_role("button", name=text("submission.release_button")).is_visible():
            return
        page.wait_for_timeout(1000)
        page.reload()
    raise AssertionError(page.get_by_role("main").inner_text())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_cv_goes_from_her_phone_to_her_trainer_and_the_feedback_comes_back(
    hub, open_lesson, new_context, axe, language
):
    learner = open_lesson("write_a_cv", language=language)
    written_and_handed_in(learner, language)
    code = learner.learner.name

    trainer = new_context(viewport={"width": 1280, "height": 900}, locale=language).new_page()
    hub.sign_in_staff(trainer, "oak")
    staff = texts(language)
    barriers = axe(trainer)
    trainer.get_by_role("link", name=code).first.click()
    wait_until_scored(trainer, staff)
    for word in SECRET_WORDS:
        expect(trainer.get_by_role("main")).to_contain_text(word)
    barriers += axe(trainer)
    for field in trainer.get_by_role("spinbutton").all():
        field.fill("1")
    trainer.get_by_label(staff("submission.comment_label"), exact=True).first.fill(COMMENT)
    trainer.get_by_role("button", name=staff("submission.release_button")).click()
    expect(trainer.get_by_role("status").filter(has_text=staff("said.released"))).to_be_visible()

    learner.goto(f"{hub.service('oak')}home")
    expect(learner.get_by_role("main")).to_contain_text(COMMENT)
    assert barriers + axe(learner) == []
    assert_others_see_nothing(hub, new_context, code)


def assert_others_see_nothing(hub, new_context, code: str) -> None:
    words = (*SECRET_WORDS, COMMENT, code)
    second = new_context().new_page()
    hub.sign_in(second, *hub.add_learner("oak"))
    for path in ("home", "lesson/write_a_cv"):
        second.goto(f"{hub.service('oak')}{path}")
        expect(second.get_by_role("main")).not_to_be_empty()
        assert [word for word in words if word in second.content()] == []
    assert second.goto(f"{hub.service('oak')}staff/learners/{code}/cv").status in (403, 404)

    stranger = new_context().new_page()
    hub.sign_in_staff(stranger, "elm")
    assert [word for word in words if word in stranger.content()] == []
    assert stranger.goto(f"{hub.service('elm')}staff/learners/{code}/cv").status == 404
    assert stranger.goto(f"{hub.service('oak')}staff/learners/{code}/cv").status == 403
