"""From a tap on a speaker to the first sound, on a slow phone; stock Voilà has nothing to set beside it.

Run it alone: `python -m tests.benchmarks.reading_aloud`. It needs espeak-ng and opus-tools.
"""

import statistics
import tempfile
import time

from playwright.sync_api import sync_playwright

from tests.benchmarks.lesson_page import FRAME_TEXT, INTERVIEW_TEXT, prepared
from tests.benchmarks.slow_phone import slow_phone
from tests.benchmarks.table import table
from tests.browsing import CHROMIUM_OPTIONS, PHONE, chromium
from tests.running_hub import running_hub
from widgets.aloud import Pack, Recording, mark_of, sentences
from widgets.aloud.pack import SYNTHETIC
from widgets.aloud.speaking import spoken, voices
from widgets.language import load_text

TIMES = 7
SOUND = (
    "() => new Promise((done) => { const play = HTMLMediaElement.prototype.play;"
    " HTMLMediaElement.prototype.play = function () {"
    " this.addEventListener('playing', () => done(true), { once: true }); return play.call(this); }; })"
)
"""Resolves as soon as the browser plays something."""


def measure() -> str:
    lesson, frame = load_text(INTERVIEW_TEXT, "en"), load_text(FRAME_TEXT, "en")
    title = lesson("what.talk.title")
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        settings = prepared(home)
        sizes = record(Pack(settings.audio / "en"), [title, lesson("what.talk.about")])
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        with running_hub(settings) as hub:
            page = browser.new_context(**PHONE).new_page()
            page.set_default_timeout(60_000)
            hub.sign_in(page, *hub.add_learner())
            seconds = []
            with slow_phone(page.context, page) as session:
                for _ in range(TIMES):
                    session.send("Network.clearBrowserCache")
                    page.goto(hub.lesson("practise_interview"))
                    if not page.get_by_role("heading", name=title, exact=True).is_visible():
                        page.get_by_role("heading", level=1).wait_for()
                        page.get_by_role("button", name=frame("walk.skip"), exact=True).click()
                    speaker = page.get_by_role("button", name=frame("aloud.read", words=title), exact=True)
                    speaker.wait_for()
                    heard = page.evaluate_handle(f"() => {{ window.heard = ({SOUND})(); }}")
                    start = time.perf_counter()
                    speaker.click()
                    page.evaluate("() => window.heard")
                    seconds.append(time.perf_counter() - start)
                    heard.dispose()
            page.context.close()
        browser.close()
    rows = [
        ["from the tap to the sound, median, s", f"{statistics.median(seconds):.2f}", "≤ 1"],
        ["longest, s", f"{max(seconds):.2f}", ""],
        ["a sentence, KB", f"{statistics.mean(sizes) / 1000:.1f}", ""],
    ]
    return table([f"Slow 4G, 4× slower CPU, {TIMES} times", "Onward", "aim"], rows)


def record(pack: Pack, texts: list[str]) -> list[int]:
    """Speaks these texts; the bytes of each sentence."""
    made = [
        (
            Recording("bench#1", mark_of(each), "", "espeak-ng", SYNTHETIC, "CC0-1.0"),
            spoken(each, voices()["en"]),
        )
        for text in texts
        for each in sentences(text)
    ]
    pack.add(made)
    return [len(sound) for _, sound in made]


if __name__ == "__main__":
    print(measure())
