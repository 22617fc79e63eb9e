"""A trainer writes a vacancy, marks its signs and gives it to a learner, who judges it, in real browsers."""

import pytest
from playwright.sync_api import expect

from grading.caseload.pages import texts
from widgets.language import load_text
from widgets.page.screen import TEXTS
from widgets.vacancies.judging import TEXTS_OF_JUDGING

pytestmark = [pytest.mark.browser, pytest.mark.hub]
BAD = "Your passport stays in our office."
TEXT = f"We look for a cleaner.\n{BAD}\nYou work from Monday to Friday."


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_vacancy_goes_from_the_trainer_to_the_learner(hub, open_lesson, new_context, axe, language):
    learner = open_lesson("find_vacancies", language=language)
    code = learner.learner.name
    title = f"Cleaner for our house <b>now</b> {language}"
    staff, judging = texts(language), load_text(TEXTS_OF_JUDGING, language)
    names = load_text(TEXTS_OF_JUDGING.parent / "warning_signs" / "text", language)
    trainer = new_context(viewport={"width": 1280, "height": 900}, locale=language).new_page()
    hub.sign_in_staff(trainer, "oak")

    def press(key):
        trainer.get_by_role("button", name=staff(key), exact=True).click()

    trainer.get_by_role("link", name=staff("vacancies.title"), exact=True).click()
    barriers = axe(trainer)
    trainer.get_by_role("link", name=staff("vacancies.new"), exact=True).click()
    press("vacancy.save")
    expect(trainer.locator("#said")).to_have_text(staff("said_of_vacancies.incomplete"))
    trainer.get_by_label(staff("vacancy.title_label"), exact=True).fill(title)
    trainer.get_by_label(staff("vacancy.language_label"), exact=True).select_option("en")
    trainer.get_by_label(staff("vacancy.text_label"), exact=True).fill(TEXT)
    press("vacancy.save")
    expect(trainer.locator("#said")).to_have_text(staff("said_of_vacancies.saved"))
    trainer.get_by_label(staff("vacancy.sign_label", words=BAD), exact=True).select_option("passport_hold")
    press("vacancy.save_signs")
    expect(trainer.locator("#said")).to_have_text(staff("said_of_vacancies.saved"))
    expect(trainer.get_by_label(staff("vacancy.sign_label", words=BAD), exact=True)).to_have_value(
        "passport_hold"
    )
    barriers += axe(trainer)
    trainer.get_by_role("link", name=staff("vacancies.preview"), exact=True).click()
    expect(trainer.get_by_role("heading", name=title)).to_be_visible()
    barriers += axe(trainer)
    trainer.goto(f"{hub.service('oak')}staff/learners/{code}/vacancies/choose")
    trainer.get_by_role("checkbox", name=title).check()
    press("choose.save")
    expect(trainer.get_by_role("checkbox", name=title)).to_be_checked()
    barriers += axe(trainer)

    learner.reload()
    shared = load_text(TEXTS, language)
    while not learner.get_by_text(learner.text("judge.title"), exact=True).first.is_visible():
        before = learner.get_by_role("heading", level=1).element_handle()
        learner.get_by_role("button", name=shared("walk.skip"), exact=True).click()
        before.wait_for_element_state("hidden")
    expect(learner.get_by_role("heading", name=title)).to_be_visible()
    learner.get_by_role("button", name=BAD, exact=True).click()
    learner.get_by_role("button", name=judging("judge.look"), exact=True).click()
    found = learner.locator(".advice > li")
    expect(found).to_have_count(1)
    expect(found).to_contain_text(names("passport_hold.name"))
    expect(found).to_contain_text(judging("judge.good_eye"))
    assert barriers == []


def test_another_cohorts_trainer_and_a_learner_get_no_further(hub, new_context):
    stranger = new_context().new_page()
    hub.sign_in_staff(stranger, "elm")
    assert stranger.goto(f"{hub.service('oak')}staff/vacancies").status == 403
    assert stranger.goto(f"{hub.service('elm')}staff/vacancies/own-00000000").status == 404
    assert stranger.goto(f"{hub.service('elm')}staff/learners/nobody-here/vacancies/choose").status == 404

    learner = new_context().new_page()
    hub.sign_in(learner, *hub.add_learner("oak"))
    assert learner.goto(f"{hub.service('oak')}staff/vacancies").status in (403, 404)
