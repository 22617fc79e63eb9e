"""A learner finds a posting, unmasks a bad one, writes an application and hands in, in a real browser."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from widgets.documents import read_document
from widgets.language import load_text
from widgets.page.screen import TEXTS
from widgets.vacancies.board import practice_postings, practice_signs
from widgets.vacancies.judging import TEXTS_OF_JUDGING
from widgets.vacancies.warning_signs import signs

pytestmark = [pytest.mark.browser, pytest.mark.hub]
SECRET = "qwxzvkj"
FEE = "You are hired. Before you start, please pay 150 euro for the registration, by Western Union."


class Walker:
    """What a learner does on the page, with its own words."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.text, self.language = page, page.text, language
        self.shared = load_text(TEXTS, language)
        self.judging = load_text(TEXTS_OF_JUDGING, language)

    def is_asked(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def next(self) -> None:
        before = self.page.get_by_role("heading", level=1).element_handle()
        self.press(self.shared("walk.next"))
        before.wait_for_element_state("hidden")

    def skip_to(self, step: str) -> None:
        title = self.text(f"{step}.title")
        while not self.page.get_by_text(title, exact=True).first.is_visible():
            before = self.page.get_by_role("heading", level=1).element_handle()
            self.press(self.shared("walk.skip"))
            before.wait_for_element_state("hidden")

    def is_saved(self) -> None:
        expect(self.page.get_by_text(self.shared("status.saved"), exact=True)).to_be_visible()

    def read_italian(self) -> None:
        self.skip_to("look_for")
        self.page.get_by_label(self.text("look_for.occupation.label"), exact=True).select_option("cleaner")
        self.next()
        self.next()
        self.page.get_by_label("Italiano", exact=True).check()
        self.is_saved()

    def search(self, words: str) -> None:
        self.page.get_by_label(self.text("search.words.label"), exact=True).fill(words)
        self.press(self.text("search.button"))
        expect(self.page.locator(".vacancy").first).to_be_visible()

    def open_first(self) -> str:
        """The title of the first vacancy that was found, now open."""
        first = self.page.locator(".vacancy").first
        title = first.get_by_role("heading").inner_text()
        first.get_by_role("button").click()
        self.is_asked(title)
        return title


@pytest.fixture(params=["en", "ar"])
def walker(request, open_lesson):
    return Walker(open_lesson("find_vacancies", language=request.param), request.param)


def test_what_stands_below_a_place_reads_in_her_direction(walker):
    below = walker.page.get_by_text(walker.text("where.places.centre_about"), exact=True)

    expect(below).to_have_css("direction", "rtl" if walker.language == "ar" else "ltr")


@pytest.fixture
def english(open_lesson):
    return Walker(open_lesson("find_vacancies"), "en")


def stored(hub, walker, kind="vacancies"):
    with hub.store() as store:
        return store.records(walker.page.learner.name).load(kind).document


def test_she_finds_judges_applies_and_hands_in(walker, hub):
    walker.read_italian()
    walker.skip_to("search")
    walker.search("pulizie")
    title = walker.open_first()
    walker.press(walker.text("search.save"))
    expect(walker.page.get_by_text(walker.text("search.saved"), exact=True)).to_be_visible()
    walker.press(walker.shared("walk.done"))

    walker.skip_to("judge")
    walker.is_asked(walker.judging("judge.ad.title"))
    walker.page.locator(".pieces button").first.click()
    walker.press(walker.judging("judge.look"))
    expect(walker.page.locator(".lesson [role=status] :is(.advice, .note)").first).to_be_visible()

    walker.skip_to("apply")
    walker.page.get_by_role("button", name=walker.text("apply.write_named", title=title), exact=True).click()
    walker.page.get_by_label(re.compile(re.escape(walker.text("apply.form.letter")))).check()
    walker.next()
    walker.next()
    walker.next()
    walker.is_asked(walker.text("apply.sheet.title"))
    expect(walker.page.locator(".paper")).to_contain_text(title)
    with walker.page.expect_download() as download:
        walker.press(walker.text("apply.word"))
    written = read_document(download.value.path().read_bytes())
    walker.press(walker.text("apply.sent"))
    expect(walker.page.get_by_text(walker.text("apply.sent_done"), exact=True)).to_be_visible()
    walker.press(walker.shared("walk.done"))

    walker.skip_to("hand_in")
    walker.press(walker.shared("hand_in.button"))
    expect(
        walker.page.get_by_role("status").filter(has_text=walker.shared("hand_in.sent").split("{when}")[0])
    ).to_be_visible()

    assert download.value.suggested_filename == "Application.docx"
    assert title in "\n".join(paragraph.text for paragraph in written.paragraphs)
    with hub.store() as store:
        (handed_in,) = store.handed_in(code=walker.page.learner.name, assignment="vacancy_search")
        document = store.snapshot(handed_in.id)
    (saved,) = document["saved"]
    assert (saved["title"], saved["state"], saved["date"]) == (title, "applied", date.today().isoformat())
    assert not {"message", "recent", "searches"} & document.keys()


def test_a_bad_vacancy_is_unmasked_with_reasons(walker, hub):
    walker.read_italian()
    walker.skip_to("judge")
    walker.is_asked(walker.judging("judge.ad.title"))
    walker.is_saved()
    ids = [each["id"] for each in stored(hub, walker)["judged"]]
    at = next(place for place, each in enumerate(ids) if practice_signs(each))
    for _ in range(at):
        walker.next()
    text = next(each.text for each in practice_postings() if each.id == ids[at])
    sign, words = next(each for each in practice_signs(ids[at]) if each[1] in text)  # a title can't be tapped
    walker.page.locator(".pieces button").filter(has_text=words.splitlines()[0][:25]).first.click()
    walker.press(walker.judging("judge.look"))

    texts = load_text(TEXTS_OF_JUDGING.parent / "warning_signs" / "text", walker.language)
    found = walker.page.locator(".advice > li").filter(
        has=walker.page.get_by_role("heading", name=texts(f"{sign}.name"), exact=True)
    )
    expect(found).to_contain_text(walker.judging("judge.good_eye"))
    expect(found).to_contain_text(texts(f"{sign}.why"))
    expect(found).to_contain_text(texts(f"{sign}.do"))
    walker.is_saved()
    assert stored(hub, walker)["judged"][at]["seen"] is True


def test_a_message_that_she_got_is_read_and_stays_hers(english, hub):
    english.skip_to("message")
    english.page.get_by_label(english.text("message.text.label"), exact=True).fill(FEE)
    english.is_saved()
    english.next()

    expect(english.page.locator(".advice > li").first).to_be_visible()
    expect(english.page.locator(".paper mark").first).to_be_visible()
    assert stored(hub, english)["message"]["text"] == FEE


def test_a_search_is_not_kept_unless_she_wants_it(english, hub):
    english.skip_to("search")
    english.search("hotel")
    english.page.reload()
    english.page.get_by_label(english.text("search.words.label"), exact=True).wait_for()
    assert "hotel" not in str(stored_or_empty(hub, english))

    english.page.get_by_text(english.text("search.more"), exact=True).click()
    english.page.get_by_label(re.compile(re.escape(english.text("search.recent.label")))).check()
    english.search("hotel")
    english.is_saved()

    assert [each["words"] for each in stored(hub, english)["recent"]] == ["hotel"]


def test_what_she_searches_and_pastes_is_in_no_file_of_the_server(english, hub):
    english.skip_to("search")
    english.search(f"cleaner {SECRET}")
    english.skip_to("message")
    english.page.get_by_label(english.text("message.text.label"), exact=True).fill(f"Pay first, {SECRET}!")
    english.is_saved()
    english.next()
    expect(english.page.locator(".paper")).to_contain_text(SECRET)

    files = [file for file in hub.settings.home.rglob("*") if file.is_file()]
    assert any(file.name.startswith("store.sqlite") for file in files)
    assert [file for file in files if SECRET.encode() in file.read_bytes()] == []


def stored_or_empty(hub, walker):
    with hub.store() as store:
        record = store.records(walker.page.learner.name).load("vacancies")
        return record.document if record else {}


def test_no_sign_is_shown_before_she_judged(english):
    english.read_italian()
    english.skip_to("judge")

    assert english.page.locator(".advice, mark").count() == 0
    names = load_text(TEXTS_OF_JUDGING.parent / "warning_signs" / "text", "en")
    shown = english.page.locator("main").inner_text()
    assert [each for each in signs() if names(f"{each}.name") in shown] == []


def test_markup_in_a_vacancy_is_text(english, hub):
    english.skip_to("message")
    english.page.get_by_label(english.text("message.text.label"), exact=True).fill(
        "<img src=x onerror=\"document.title='broken'\"> pay first"
    )
    english.next()

    expect(english.page.locator(".paper")).to_contain_text("<img src=x")
    assert english.page.title() != "broken"


def test_every_practice_language_has_vacancies_to_judge():
    by_language = {each.language for each in practice_postings()}

    assert by_language == {"it", "es", "el", "ro", "bg", "de", "fr", "en"}
