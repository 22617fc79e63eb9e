"""A learner answers, rehearses with a microphone, sorts questions, talks and hands in, in a real browser."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browsing import CHROMIUM_OPTIONS, chromium
from widgets.interview import unlawful
from widgets.interview.questions import question_text
from widgets.interview.talks import stories
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]
MICROPHONE = ["--use-fake-device-for-media-stream"]
"""Chromium's own: it hears a beep each second."""
RECORDING = [b"OggS", b"\x1a\x45\xdf\xa3", b"ftyp"]
"""How recordings begin: Ogg, WebM and, after its length, MP4."""
LEAST = 1000
"""Bytes that a second of speech has at least when it is packed."""


class Walker:
    """What a learner does on the page, with its own words."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.text, self.language = page, page.text, language
        self.shared = load_text(TEXTS, language)

    def is_asked(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click()

    def move(self, key: str) -> None:
        before = self.page.get_by_role("heading", level=1).element_handle()
        self.press(self.shared(f"walk.{key}"))
        before.wait_for_element_state("hidden")

    def skip_to(self, step: str) -> None:
        title = self.text(f"{step}.title")
        expect(self.page.get_by_role("heading", level=1)).to_be_visible()
        while not self.page.get_by_text(title, exact=True).first.is_visible():
            self.move("skip")

    def is_saved(self) -> None:
        expect(self.page.get_by_text(self.shared("status.saved"), exact=True)).to_be_visible()

    def practise_cleaning_in_italian(self) -> None:
        self.page.get_by_label(self.text("job.occupation.label"), exact=True).select_option("cleaner")
        self.move("next")
        self.page.get_by_label("Italiano", exact=True).check()
        self.is_saved()

    def rehearse_first(self) -> None:
        self.skip_to("rehearse")
        self.page.locator(".entry button").first.click()
        expect(self.page.get_by_text(self.text("rehearse.how.label"), exact=True)).to_be_visible()


@pytest.fixture(params=["en", "ar"])
def walker(request, open_lesson):
    return Walker(open_lesson("practise_interview", language=request.param), request.param)


@pytest.fixture
def english(open_lesson):
    return Walker(open_lesson("practise_interview"), "en")


@pytest.fixture(scope="module")
def browser_with_microphone(browser):
    """The same Chromium, with a microphone that works."""
    other = browser.browser_type.launch(executable_path=chromium(), args=[*CHROMIUM_OPTIONS, *MICROPHONE])
    yield other
    other.close()


@pytest.fixture
def speaker(browser_with_microphone, hub, english):
    """A learner whose browser has a microphone that it may use."""
    context = browser_with_microphone.new_context(viewport={"width": 375, "height": 740}, locale="en-GB")
    context.grant_permissions(["microphone"])
    page = context.new_page()
    page.text, page.learner = english.text, hub.add_learner()
    hub.sign_in(page, *page.learner)
    page.sent = []
    page.on(
        "websocket", lambda socket: socket.on("framesent", lambda frame: page.sent.append(as_bytes(frame)))
    )
    page.on("request", lambda request: page.sent.append(request.post_data_buffer or b""))
    page.goto(hub.lesson("practise_interview"))
    yield Walker(page, "en")
    context.close()


def as_bytes(frame):
    return frame.encode() if isinstance(frame, str) else frame


def record_of(hub, walker):
    with hub.store() as store:
        return store.records(walker.page.learner.name).load("interview").document


def test_she_answers_in_four_parts_and_sees_her_answer(walker, hub):
    walker.practise_cleaning_in_italian()
    walker.skip_to("answers")
    asked = question_text("general/about_you", "it").ask
    card = walker.page.locator(".entry").filter(has_text=asked)
    card.get_by_role("button").click()
    expect(walker.page.get_by_role("heading", level=1)).to_contain_text(asked)
    walker.move("next")
    for part in ("situation", "task", "action", "result"):
        walker.is_asked(walker.text(f"answers.{part}.label"))
        walker.page.locator("button.begin").first.click()
        walker.page.get_by_role("textbox").press_sequentially("abc")
        walker.move("next")

    walker.is_asked(walker.text("answers.sheet.title"))
    walker.is_saved()
    (answer,) = record_of(hub, walker)["answers"]
    assert answer["id"] == "general/about_you"
    expect(walker.page.locator(".paper")).to_have_text(
        " ".join(answer[part] for part in ("situation", "task", "action", "result"))
    )
    assert all(answer[part].endswith("abc") for part in ("situation", "task", "action", "result"))


def test_she_records_herself_listens_and_not_a_byte_of_it_is_sent(speaker):
    speaker.rehearse_first()
    speaker.is_saved()
    speaker.page.sent.clear()

    speaker.press(speaker.text("rehearse.start"))
    expect(
        speaker.page.get_by_role("status").filter(has_text=speaker.text("rehearse.seconds", count=2))
    ).to_be_visible()
    speaker.press(speaker.text("rehearse.stop"))
    player = speaker.page.get_by_label(speaker.text("rehearse.listen"), exact=True)
    expect(player).to_be_visible()
    heard = speaker.page.evaluate(
        "() => new Promise((done) => { const a = document.querySelector('audio');"
        " a.onended = () => done(a.currentTime); a.play(); })"
    )
    speaker.page.get_by_label(speaker.text("rehearse.heard.example"), exact=True).check()

    assert heard > 1
    assert [sent for sent in speaker.page.sent if any(begin in sent for begin in RECORDING)] == []
    assert sum(map(len, speaker.page.sent)) < heard * LEAST


def test_a_recording_is_gone_when_she_leaves_the_screen(speaker):
    speaker.rehearse_first()
    speaker.press(speaker.text("rehearse.start"))
    expect(
        speaker.page.get_by_role("status").filter(has_text=speaker.text("rehearse.seconds", count=1))
    ).to_be_visible()
    speaker.press(speaker.text("rehearse.stop"))
    url = speaker.page.get_by_label(speaker.text("rehearse.listen"), exact=True).get_attribute("src")
    speaker.move("done")

    is_there = speaker.page.evaluate(
        "(url) => new Promise((done) => { const a = new Audio(url);"
        " a.oncanplay = () => done(true); a.onerror = () => done(false); })",
        url,
    )

    assert (url.startswith("blob:"), is_there) == (True, False)


def test_where_the_microphone_is_refused_she_writes(speaker):
    speaker.page.context.clear_permissions()
    speaker.rehearse_first()

    speaker.press(speaker.text("rehearse.start"))

    expect(speaker.page.get_by_role("alert")).to_have_text(speaker.text("rehearse.microphone.denied"))
    speaker.page.get_by_label(speaker.text("rehearse.written.label"), exact=True).fill("I clean.")
    speaker.is_saved()


def test_without_a_microphone_she_writes(english):
    english.page.context.grant_permissions(["microphone"])
    english.rehearse_first()

    english.press(english.text("rehearse.start"))

    expect(english.page.get_by_role("alert")).to_have_text(english.text("rehearse.microphone.absent"))
    expect(english.page.get_by_label(english.text("rehearse.written.label"), exact=True)).to_be_visible()


def test_on_a_page_without_https_she_writes(browser, hub, english):
    """A name that is not this machine's own is no safe page without https."""
    context = browser.browser_type.launch(
        executable_path=chromium(),
        args=[*CHROMIUM_OPTIONS, "--host-resolver-rules=MAP onward.test 127.0.0.1"],
    ).new_context(locale="en-GB")
    page = context.new_page()
    page.text, page.learner = english.text, hub.add_learner()
    address = hub.address.replace("127.0.0.1", "onward.test")
    page.goto(f"{address}hub/login")
    hub.type_sign_in(page, *page.learner)
    page.wait_for_url("**/home")
    page.goto(hub.lesson("practise_interview").replace("127.0.0.1", "onward.test"))
    other = Walker(page, "en")
    other.rehearse_first()

    expect(page.get_by_role("alert")).to_have_text(other.text("rehearse.microphone.insecure"))
    expect(page.get_by_label(other.text("rehearse.written.label"), exact=True)).to_be_visible()
    context.browser.close()


def test_a_written_answer_gets_remarks_with_reasons(walker, hub):
    walker.rehearse_first()
    walker.page.get_by_role(
        "radio", name=re.compile("^" + re.escape(walker.text("rehearse.how.write")))
    ).check()
    field = walker.page.get_by_label(walker.text("rehearse.written.label"), exact=True)
    field.fill("I have two children.")
    walker.press(walker.text("rehearse.look"))
    expect(walker.page.get_by_text(walker.text("rehearse.remark.too_short"), exact=True)).to_be_visible()
    expect(walker.page.get_by_text(walker.text("rehearse.remark.no_example"), exact=True)).to_be_visible()

    field.fill("Mi chiamo Ada. Abito in via Roma 12, Palermo.")
    walker.press(walker.text("rehearse.look"))

    expect(walker.page.get_by_text(walker.shared("refused.address"), exact=True)).to_be_visible()
    assert "Roma 12" not in str(record_of(hub, walker))


def test_she_sorts_questions_reacts_and_is_told_the_law(walker, hub):
    walker.practise_cleaning_in_italian()
    walker.skip_to("not_asked")
    walker.move("next")
    seen = []
    for number in range(1, 9):
        walker.is_asked(walker.text("not_asked.one.title", number=number, total=8))
        words = walker.page.locator(".asked span").first.inner_text()
        asked = next(each for each in all_asked() if unlawful.words_of(each, "it") == words)
        is_lawful = unlawful.topic_of(asked).is_lawful
        walker.press(walker.text(f"not_asked.one.{'may' if is_lawful else 'no'}"))
        verdict = walker.page.get_by_text(walker.text("not_asked.right"), exact=True)
        expect(verdict).to_be_visible()
        if not is_lawful:
            law = unlawful.law_for(unlawful.topic_of(asked), "")
            expect(walker.page.get_by_text(law.name)).to_be_visible()
            walker.page.locator(".toggles button").first.click()
        seen.append(asked)
        walker.move("next")
    expect(
        walker.page.get_by_text(walker.text("not_asked.done.about", right=8, total=8), exact=True)
    ).to_be_visible()
    walker.is_saved()

    kept = record_of(hub, walker)["sorted"]
    assert [each["id"] for each in kept] == seen
    assert [bool(each.get("react")) for each in kept] == [
        not unlawful.topic_of(each).is_lawful for each in seen
    ]


def all_asked():
    return [f"{topic.id}.{each}" for topic in unlawful.topics().values() for each in topic.asked]


def test_a_conversation_goes_where_her_answers_lead(walker, hub):
    walker.practise_cleaning_in_italian()
    walker.skip_to("talk")
    walker.press(walker.text("talk.begin"))
    walker.is_asked(walker.text("talk.now.title"))
    ending = walker.page.get_by_role("button", name=walker.text("talk.again"), exact=True)
    lines = walker.page.locator(".talk li")
    while not ending.is_visible():
        said = lines.count()
        walker.page.locator("button.answer").first.click()
        expect(lines).to_have_count(said + 2)
        expect(ending.or_(walker.page.locator("button.answer:enabled").first)).to_be_visible()
    walker.is_saved()

    (talk,) = record_of(hub, walker)["talks"]
    assert talk["is_drawn"] is True
    assert talk["path"]
    assert stories()[talk["story"]].path(talk["path"])[-1][1] == ""
    assert lines.count() == 2 * len(talk["path"]) + 1


def test_she_thanks_and_hands_in_and_her_silence_stays_hers(walker, hub):
    walker.practise_cleaning_in_italian()
    walker.skip_to("gaps")
    walker.page.locator(".toggles button").first.click()
    walker.skip_to("after")
    walker.page.locator(".toggles button").first.click()
    walker.move("next")
    walker.move("next")
    walker.is_asked(walker.text("after.message.title"))
    expect(walker.page.locator(".paper")).to_have_attribute("lang", "it")
    walker.skip_to("hand_in")
    walker.press(walker.shared("hand_in.button"))
    sent = walker.shared("hand_in.sent").split("{when}")[0]
    expect(walker.page.get_by_role("status").filter(has_text=sent)).to_be_visible()

    assert record_of(hub, walker)["avoid"] != []
    with hub.store() as store:
        (handed_in,) = store.handed_in(code=walker.page.learner.name, assignment="interview")
        document = store.snapshot(handed_in.id)
    assert "avoid" not in document
    assert document["job"] == {"occupation": "cleaner", "language": "it"}


def test_every_screen_is_open_to_everybody(walker, axe):
    """WCAG 2.2 A and AA on the first screen of each step, and inside of an answer and a rehearsal."""
    barriers = []
    for step in ("job", "what", "before", "answers", "gaps", "ask", "rehearse", "not_asked", "talk", "after"):
        walker.skip_to(step)
        barriers += axe(walker.page)
        if step in ("answers", "rehearse"):
            title = walker.page.get_by_role("heading", level=1).inner_text()
            walker.page.locator(".entry button").first.click()
            expect(walker.page.get_by_role("heading", level=1)).not_to_have_text(title)
            barriers += axe(walker.page)
            walker.move("back")
            walker.is_asked(title)

    assert barriers == []
