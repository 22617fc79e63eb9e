"""A trainer writes a question and gives it to a learner, who finds it first; in real browsers."""

import pytest
from playwright.sync_api import expect

from grading.caseload.pages import texts
from tests.lessons.practise_interview.test_practise_interview import Walker
from widgets.interview.questions import question_text

pytestmark = [pytest.mark.browser, pytest.mark.hub]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_question_goes_from_the_trainer_to_the_learner(hub, open_lesson, new_context, axe, language):
    learner = Walker(open_lesson("practise_interview", language=language), language)
    expect(learner.page.get_by_role("heading", level=1)).to_be_visible()
    code, asked = learner.page.learner.name, f"Can you work with our <b>big</b> oven? {language}"
    staff = texts(language)
    trainer = new_context(viewport={"width": 1280, "height": 900}, locale=language).new_page()
    hub.sign_in_staff(trainer, "oak")

    def press(key):
        trainer.get_by_role("button", name=staff(key), exact=True).click()

    trainer.get_by_role("link", name=staff("questions.title"), exact=True).click()
    barriers = axe(trainer)
    press("questions.save")
    expect(trainer.locator("#said")).to_have_text(staff("said_of_questions.incomplete"))
    trainer.get_by_label(staff("questions.language_label"), exact=True).select_option("it")
    trainer.get_by_label(staff("questions.ask_label"), exact=True).fill(asked)
    trainer.get_by_label(staff("questions.good_label"), exact=True).fill("Say which ovens you know.")
    press("questions.save")
    expect(trainer.locator("#said")).to_have_text(staff("said_of_questions.saved"))
    expect(trainer.get_by_role("heading", name=asked)).to_be_visible()
    trainer.goto(f"{hub.service('oak')}staff/learners/{code}/questions/choose?shown=cook")
    trainer.get_by_role("checkbox", name=asked).check()
    own = question_text("cook/sauce_salty", language).ask
    trainer.get_by_role("checkbox", name=own, exact=True).check()
    press("choose.save")
    expect(trainer.locator("#said")).to_have_text(staff("said_of_questions.saved"))
    expect(trainer.get_by_role("checkbox", name=asked)).to_be_checked()
    barriers += axe(trainer)

    learner.page.reload()
    learner.skip_to("answers")
    cards = learner.page.locator(".entry")
    expect(cards).to_have_count(2)
    expect(cards.filter(has_text=asked)).to_have_count(1)
    cards.filter(has_text=asked).get_by_role("button").click()
    expect(learner.page.get_by_text("Say which ovens you know.", exact=True)).to_be_visible()

    trainer.goto(f"{hub.service('oak')}staff/questions")
    trainer.get_by_role("button", name=staff("questions.remove_named", ask=asked), exact=True).click()
    expect(trainer.locator("#said")).to_have_text(staff("said_of_questions.removed"))
    expect(trainer.get_by_role("heading", name=asked)).to_have_count(0)
    assert barriers == []


def test_another_cohorts_trainer_and_a_learner_get_no_further(hub, new_context):
    stranger = new_context().new_page()
    hub.sign_in_staff(stranger, "elm")
    assert stranger.goto(f"{hub.service('oak')}staff/questions").status == 403
    assert stranger.goto(f"{hub.service('elm')}staff/learners/nobody-here/questions/choose").status == 404

    learner = new_context().new_page()
    hub.sign_in(learner, *hub.add_learner("oak"))
    assert learner.goto(f"{hub.service('oak')}staff/questions").status in (403, 404)
