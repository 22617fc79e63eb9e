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
NOT_READ = "Потрібна жінка для прибирання, паспорт віддати нам, спочатку заплатіть 200 євро."
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


def paste(walker, text):
    walker.skip_to("message")
    walker.page.get_by_label(walker.text("message.text.label"), exact=True).fill(text)
    walker.is_saved()
    walker.next()


@pytest.mark.parametrize("language", ["ar", "uk"])
def test_a_message_in_another_language_than_her_pages_is_read(open_lesson, language):
    walker = Walker(open_lesson("find_vacancies", language=language), language)
    paste(walker, FEE)

    expect(walker.page.locator(".advice > li").first).to_be_visible()
    expect(walker.page.locator(".paper")).to_have_attribute("lang", "en")


def test_she_is_told_that_a_message_could_not_be_read(english):
    paste(english, NOT_READ)

    english.is_asked(english.text("message.unread"))


def test_a_sign_is_marked_where_it_stands_behind_emoji(english):
    paste(english, f"😀😀😀😀😀\n{FEE}")

    marked = english.page.locator(".paper mark").first.inner_text()
    assert marked in FEE
    assert "150 euro" in marked


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


def keep_search(walker, words, place=""):
    walker.page.get_by_label(walker.text("search.place.label"), exact=True).fill(place)
    walker.search(words)
    walker.press(walker.text("search.keep_search"))
    walker.is_saved()


def test_each_kept_search_is_one_of_its_own(english, hub):
    english.skip_to("search")
    keep_search(english, "hotel")
    english.press("hotel")
    for words in ("cleaner", "kitchen"):
        keep_search(english, words)
    english.page.get_by_role("button", name=f"{english.text('search.forget')}: cleaner").click()
    english.is_saved()

    kept = stored(hub, english)["searches"]
    assert [each["words"] for each in kept] == ["hotel", "kitchen"]
    assert len({each["id"] for each in kept}) == len(kept)


def test_a_home_address_is_not_kept_with_a_search(english, hub):
    english.skip_to("search")
    english.page.get_by_label(english.text("search.place.label"), exact=True).fill("Via Roma 12, Palermo")
    english.press(english.text("search.button"))
    english.press(english.text("search.keep_search"))

    expect(english.page.get_by_text(english.shared("refused.address"), exact=True)).to_be_visible()
    english.is_saved()
    assert "Via Roma 12" not in str(stored(hub, english))


def test_more_of_a_search_is_of_that_search(english):
    english.skip_to("search")
    english.search("")
    more = english.page.get_by_role("button", name=english.text("search.show_more"), exact=True)
    titles = english.page.locator(".vacancy h2")

    def shown(typed):
        english.page.get_by_label(english.text("search.words.label"), exact=True).fill(typed)
        more.click()
        expect(titles).to_have_count(20)
        return titles.all_inner_texts()

    typing_the_next = shown("cook")
    english.search("")
    expect(titles).to_have_count(10)
    assert shown("") == typing_the_next


def test_more_choices_open_with_the_keyboard(english):
    english.skip_to("search")
    english.page.get_by_text(english.text("search.more"), exact=True).press("Enter")

    expect(english.page.get_by_label(english.text("search.hours.label"), exact=True)).to_be_visible()


def test_a_search_that_the_page_begins_does_not_take_her_cursor(english):
    english.skip_to("look_for")
    english.page.get_by_label(english.text("look_for.occupation.label"), exact=True).select_option("cleaner")
    english.is_saved()
    english.skip_to("search")
    expect(english.page.locator(".vacancy").first).to_be_visible()

    expect(english.page.get_by_role("heading", level=1)).to_be_focused()
    assert english.page.get_by_label(english.text("search.words.label"), exact=True).input_value()


def test_a_date_of_no_calendar_does_not_shut_her_out(english, hub):
    english.skip_to("search")
    english.search("hotel")
    title = english.open_first()
    english.press(english.text("search.save"))
    english.is_saved()
    with hub.store() as store:
        records = store.records(english.page.learner.name)
        record = records.load("vacancies")
        record.document["saved"][0]["date"] = "20266-03-01"
        records.save("vacancies", record.document, record.revision)
    english.page.reload()
    english.skip_to("track")

    expect(english.page.get_by_role("listitem").filter(has_text=title)).to_contain_text("20266-03-01")


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
