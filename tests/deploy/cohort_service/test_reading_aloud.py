"""Texts are read aloud: what was recorded is played and marked, nothing else is promised; in a browser."""

import json
import shutil

import pytest
from playwright.sync_api import expect

from widgets.aloud import Pack, Recording, mark_of, sentences
from widgets.aloud.pack import SYNTHETIC
from widgets.language import load_text
from widgets.page.screen import TEXTS

pytestmark = [pytest.mark.browser, pytest.mark.hub]
TRICKY = [
    "Read it.  Is everything true? Well: say it;\nthen rest.",
    "لست مضطرة للإجابة. هل هذا صحيح؟ نعم.",
    "Τι θέλετε να πείτε; Πείτε το.",
    "3,5 kg at 12.30 … is one part! «Sì.» È vero?",
    " … · 12 ",
    "Perche\u0301?",
]
SILENCE = bytes.fromhex("4f67675300020000000000000000010000000000000000000113") + b"OpusHead"
"""No sound that can be played: the page must go on to the next sentence."""


def recorded(hub, words, sound=SILENCE, language="en"):
    rows = [(Recording("a#1", mark_of(each), "", "v", SYNTHETIC, "CC0-1.0"), sound) for each in words]
    Pack(hub.settings.audio / language).add(rows)


@pytest.fixture(autouse=True)
def no_recording_stays(hub):
    """A page loads more where texts can be heard."""
    yield
    shutil.rmtree(hub.settings.audio, ignore_errors=True)


@pytest.fixture
def right_words(open_lesson):
    """A lesson's page on its second step, in a cohort where some texts are recorded."""

    def open_page(language="en"):
        page = open_lesson("practise_interview", language=language)
        shared = load_text(TEXTS, language)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        page.get_by_role("button", name=shared("walk.skip"), exact=True).click()
        expect(page.get_by_role("heading", name=page.text("what.talk.title"), exact=True)).to_be_visible()
        page.aloud = lambda words: page.get_by_role(
            "button", name=shared("aloud.read", words=words[:60]), exact=True
        )
        return page

    return open_page


def test_a_recorded_text_has_a_speaker_and_another_has_none(hub, right_words):
    text = load_text(TEXTS.parent.parent.parent / "lessons" / "practise_interview" / "text", "en")
    recorded(hub, [*sentences(text("what.talk.title")), *sentences(text("what.talk.about"))])

    page = right_words()

    expect(page.aloud(text("what.talk.title"))).to_be_visible()
    expect(page.aloud(text("what.talk.about"))).to_be_visible()
    expect(page.aloud(text("what.talk.you"))).to_have_count(0)


def test_the_sentence_that_is_read_is_marked_and_a_second_tap_stops(hub, right_words, axe):
    text = load_text(TEXTS.parent.parent.parent / "lessons" / "practise_interview" / "text", "en")
    recorded(hub, sentences(text("what.talk.long")))
    page = right_words()
    speaker = page.aloud(text("what.talk.long"))
    # Endless, so that the test can look while it is read.
    page.evaluate(
        "() => { globalThis.Audio = class { play() { return new Promise(() => {}); } pause() {} }; }"
    )

    speaker.click()

    first, *_ = sentences(text("what.talk.long"))
    expect(page.locator("mark")).to_have_text(first)
    expect(speaker).to_have_attribute("aria-pressed", "true")
    barriers = axe(page)
    speaker.click()
    expect(page.locator("mark")).to_have_count(0)
    expect(speaker).to_have_attribute("aria-pressed", "false")
    expect(page.get_by_text(text("what.talk.long"), exact=True)).to_be_visible()
    assert barriers == []


def test_a_text_that_changed_since_its_recording_has_no_speaker(hub, right_words):
    text = load_text(TEXTS.parent.parent.parent / "lessons" / "practise_interview" / "text", "en")
    recorded(hub, [*sentences(text("what.talk.title")), text("what.talk.you").replace("good", "very good")])

    page = right_words()

    expect(page.aloud(text("what.talk.title"))).to_be_visible()
    expect(page.aloud(text("what.talk.you"))).to_have_count(0)


@pytest.mark.allows("console")
def test_a_sound_that_can_not_be_played_does_not_stop_the_page(hub, right_words):
    text = load_text(TEXTS.parent.parent.parent / "lessons" / "practise_interview" / "text", "en")
    recorded(hub, sentences(text("what.talk.long")))
    page = right_words()

    speaker = page.aloud(text("what.talk.long"))
    speaker.click()

    expect(speaker).to_have_attribute("aria-pressed", "false")
    expect(page.locator("mark")).to_have_count(0)


def test_the_browser_and_the_builder_agree_on_sentences_and_marks(hub, open_lesson):
    page = open_lesson("practise_interview")
    expect(page.get_by_role("heading", level=1)).to_be_visible()

    found = page.evaluate(
        "async (texts) => { const { sentences, markOf } = await import('onward/aloud/sentences');"
        " return texts.map((text) => sentences(text).map((each) => [each, markOf(each)])); }",
        TRICKY,
    )

    assert found == [[[each, mark_of(each)] for each in sentences(text)] for text in TRICKY]


def test_only_who_is_signed_in_hears_and_only_what_is_there(hub, new_context):
    recorded(hub, ["You may leave."])
    stranger, learner = new_context().new_page(), new_context().new_page()
    hub.sign_in(learner, *hub.add_learner())
    address = f"{hub.service()}audio/en"
    file = next(iter(Pack(hub.settings.audio / "en").recordings().values())).file

    def asked(page, body):
        token = next((each["value"] for each in page.context.cookies() if each["name"] == "_xsrf"), "")
        return page.request.post(address, data=body, headers={"X-XSRFToken": token})

    mark = mark_of("You may leave.")
    assert asked(learner, json.dumps([mark, "nothing", 7])).json() == {
        mark: Pack(hub.settings.audio / "en").recordings()[mark].file
    }
    assert asked(learner, "{").status == 400
    assert learner.request.get(f"{address}/{file}").status == 200
    assert learner.request.get(f"{address}/{'0' * 16}-00000000.opus").status == 404
    assert learner.request.get(f"{hub.service()}audio/en/..%2f..%2fsettings.toml").status == 404
    assert stranger.request.get(f"{address}/{file}", max_redirects=0).status in (302, 403)
