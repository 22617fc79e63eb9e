"""A learner walks through the CV lesson on a phone, in a real browser, with everything real behind it."""

import json

import pytest
from playwright.sync_api import Page, expect

from lessons.lesson import HERE as LESSONS
from widgets.cv.phrases import PhraseBank
from widgets.documents import read_document
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]


class Walker:
    """What a learner does on the page, with its own words."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.text = page, page.text
        self.shared = load_text(TEXTS, language)

    def is_asked(self, key: str) -> None:
        expect(self.page.get_by_role("heading", name=self.text(key), exact=True)).to_be_visible()

    def fill(self, key: str, words: str) -> None:
        self.page.get_by_label(self.text(f"{key}.label"), exact=True).fill(words)

    def choose(self, key: str, option: str) -> None:
        self.page.get_by_label(self.text(f"{key}.label"), exact=True).select_option(option)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def next(self) -> None:
        before = self.page.get_by_role("heading", level=1).element_handle()
        self.press(self.shared("walk.next"))
        before.wait_for_element_state("hidden")

    def skip_to(self, step: str, first: str) -> None:
        while not self.page.get_by_text(self.text(f"{step}.title"), exact=True).first.is_visible():
            before = self.page.get_by_role("heading", level=1).element_handle()
            self.press(self.shared("walk.skip"))
            before.wait_for_element_state("hidden")
        self.is_asked(first)

    def is_saved(self) -> None:
        expect(self.page.get_by_text(self.shared("status.saved"), exact=True)).to_be_visible()


@pytest.fixture(params=["en", "ar"])
def walker(request, open_lesson):
    return Walker(open_lesson("write_a_cv", language=request.param), request.param)


@pytest.fixture
def english(open_lesson):
    return Walker(open_lesson("write_a_cv"), "en")


def stored(hub, walker):
    with hub.store() as store:
        return store.records(walker.page.learner.name).load("cv").document


def test_she_says_who_she_is_and_finds_it_again(walker, hub):
    walker.fill("who.name", "Amina Haddad")
    walker.next()
    walker.fill("who.phone", "+39 312 345 6789")
    walker.is_saved()
    walker.page.reload()

    expect(walker.page.get_by_label(walker.text("who.phone.label"), exact=True)).to_have_value(
        "+39 312 345 6789"
    )
    assert stored(hub, walker)["basics"]["name"] == "Amina Haddad"


def test_the_page_reads_in_its_languages_direction(walker):
    walker.is_asked("who.name.label")

    assert walker.page.evaluate("getComputedStyle(document.querySelector('h1')).direction") == (
        walker.text.language.direction
    )


def test_work_is_added_step_by_step_with_phrases_of_the_occupation(walker, hub):
    bank = PhraseBank(walker.text.language.tag)
    walker.skip_to("work", "work.list.title")
    walker.press(walker.text("work.add"))
    walker.page.get_by_label(walker.text("work.kinds.unpaid")).check()
    walker.next()
    walker.choose("work.occupation", "cleaner")
    walker.next()
    walker.fill("work.employer", "Hotel Sole")
    walker.next()
    walker.page.get_by_label(walker.shared("walk.year"), exact=True).first.select_option("2019")
    walker.page.get_by_label(walker.text("work.current.label")).check()
    walker.next()
    walker.page.get_by_role("button", name=bank.phrase("cleaner.rooms")).click()
    walker.press(walker.shared("walk.done"))

    walker.is_asked("work.list.title")
    walker.is_saved()
    (work,) = stored(hub, walker)["work"]
    kept = {key: work[key] for key in ("kind", "occupation", "employer", "start", "current", "phrases")}
    assert kept == {
        "kind": "unpaid",
        "occupation": "cleaner",
        "employer": "Hotel Sole",
        "start": "2019",
        "current": True,
        "phrases": ["cleaner.rooms"],
    }


def test_a_home_address_is_explained_at_once_and_not_kept(english, hub):
    english.fill("who.name", "Amina")
    for _ in range(3):
        english.next()
    english.fill("who.town", "Via Roma 12")

    field = english.page.get_by_label(english.text("who.town.label"), exact=True)
    expect(english.page.get_by_text(english.shared("refused.address"))).to_be_visible()
    expect(field).to_have_value("Via Roma 12")
    expect(field).to_have_accessible_description(
        f"{english.text('who.town.example')} {english.shared('refused.address')}"
    )
    assert stored(hub, english)["basics"]["town"] == ""


def test_advice_stands_beside_the_answer_and_offers_a_better_one(english, hub):
    english.skip_to("wish", "wish.country.label")
    english.choose("wish.country", "IT")
    english.press(english.shared("walk.back"))
    english.press(english.shared("walk.back"))
    english.press(english.shared("walk.back"))
    english.fill("who.phone", "333 123 4567")

    advice = load_text(LESSONS.parent / "widgets" / "cv" / "text", "en")
    expect(english.page.get_by_role("status").filter(has_text=advice("advice.phone_country"))).to_be_visible()
    english.press(english.shared("walk.offer", value="+39 333 123 4567"))

    english.is_saved()
    assert stored(hub, english)["basics"]["phone"] == "+39 333 123 4567"


def test_what_is_missing_is_said_at_the_end_with_the_way_there(english):
    english.skip_to("look", "look.look.title")
    english.next()
    english.is_asked("look.advice.title")
    english.page.get_by_role("button", name=english.text("look.go")).first.click()

    english.is_asked("who.name.label")


def test_what_she_removed_can_be_brought_back(english, hub):
    english.skip_to("languages", "languages.list.title")
    english.press(english.text("languages.add"))
    english.choose("languages.language", "ar")
    english.next()
    english.page.get_by_role("radio", name=english.text("languages.levels.native_about")).check()
    english.press(english.shared("walk.done"))
    english.page.get_by_role("button", name=english.shared("walk.remove")).click()
    english.press(english.shared("walk.undo"))

    english.is_saved()
    kept = [(each["language"], each["level"]) for each in stored(hub, english)["languages"]]
    assert kept == [("ar", "native")]


def test_the_whole_step_works_with_the_keyboard_alone(english):
    keyboard = english.page.keyboard
    english.page.get_by_label(english.text("who.name.label"), exact=True).focus()

    keyboard.type("Amina")
    keyboard.press("Enter")

    english.is_asked("who.phone.label")
    expect(english.page.get_by_role("heading", level=1)).to_be_focused()
    keyboard.press("Tab")
    keyboard.type("+39 312 345 6789")
    english.is_saved()


def test_she_looks_at_it_downloads_it_and_hands_it_in(walker, hub):
    walker.fill("who.name", "Amina Haddad")
    walker.skip_to("wish", "wish.country.label")
    walker.next()
    walker.page.get_by_label("Italiano", exact=True).check()
    walker.skip_to("can", "can.everyday.label")
    walker.page.get_by_role(
        "button", name=PhraseBank(walker.text.language.tag).phrase("skills.everyday.budget")
    ).click()
    walker.skip_to("look", "look.look.title")
    sheet = walker.page.get_by_role("article")
    expect(sheet.get_by_text(PhraseBank("it").phrase("skills.everyday.budget"))).to_be_visible()
    walker.skip_to("download", "download.file.title")

    with walker.page.expect_download() as download:
        walker.press(walker.text("download.docx"))

    assert download.value.suggested_filename == "CV.docx"
    assert "Amina Haddad" in str(read_document(download.value.path().read_bytes()))
    walker.press(walker.shared("walk.skip"))
    walker.press(walker.shared("hand_in.button"))
    before, after = walker.shared("hand_in.sent").split("{when}")
    expect(walker.page.get_by_role("status").filter(has_text=before.strip())).to_contain_text(after.strip())
    with hub.store() as store:
        (handed_in,) = store.handed_in(code=walker.page.learner.name, assignment="cv")
        assert store.snapshot(handed_in.id)["basics"]["name"] == "Amina Haddad"


def test_she_brings_a_cv_and_reads_her_own_language_only(walker, hub):
    page, words = walker.page, {"basics": {"name": "Fatima Diallo"}}
    file = {"name": "old.json", "mimeType": "application/json", "buffer": json.dumps(words).encode()}
    walker.skip_to("download", "download.file.title")
    walker.next()
    page.get_by_role("button", name=walker.text("download.import_label"), exact=True).focus()
    with page.expect_file_chooser() as choosing:
        page.keyboard.press("Enter")

    choosing.value.set_files(file)

    expect(page.locator("[type=file]")).to_be_hidden()
    expect(page.get_by_text(walker.text("download.import_chosen", name="old.json"))).to_be_visible()
    walker.press(walker.text("download.import_button"))
    expect(page.get_by_text(walker.text("download.import_done"))).to_be_visible()
    assert stored(hub, walker)["basics"]["name"] == "Fatima Diallo"


def test_two_tabs_ask_her_which_words_to_keep(english, hub):
    other = english.page.context.new_page()
    other.goto(english.page.url)
    expect(other.get_by_label(english.text("who.name.label"), exact=True)).to_be_visible()
    english.fill("who.name", "Amina")
    english.is_saved()

    other.get_by_label(english.text("who.name.label"), exact=True).fill("Fatima")
    question = other.get_by_role("alertdialog", name=english.shared("conflict.title"))
    expect(question).to_be_visible()
    other.get_by_role("button", name=english.shared("walk.next"), exact=True).click()
    expect(other.get_by_label(english.text("who.phone.label"), exact=True)).to_be_visible()
    expect(question).to_be_visible()
    assert stored(hub, english)["basics"]["name"] == "Amina"
    question.get_by_role("button", name="Fatima").click()

    expect(other.get_by_text(english.shared("status.saved"), exact=True)).to_be_visible()
    assert stored(hub, english)["basics"]["name"] == "Fatima"


@pytest.mark.parametrize("width", [320, 375])
def test_no_screen_scrolls_sideways(walker, width):
    walker.page.set_viewport_size({"width": width, "height": 640})
    for step in ("wish", "work", "learn", "can", "languages", "look", "download", "hand_in"):
        assert walker.page.evaluate("document.documentElement.scrollWidth") <= width
        before = walker.page.get_by_role("heading", level=1).element_handle()
        walker.press(walker.shared("walk.skip"))
        before.wait_for_element_state("hidden")
        expect(walker.page.get_by_text(walker.text(f"{step}.title"), exact=True).first).to_be_visible()
