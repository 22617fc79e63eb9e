"""Opening pages on a slow phone, beside stock Voilà with a form of the CV lesson's fields.

Run it alone: `python -m tests.benchmarks.lesson_page`.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from deploy.hub import door
from deploy.settings import Settings
from tests.benchmarks.load.site import installed_proxy
from tests.benchmarks.slow_phone import Cost, cost_of, slow_phone
from tests.benchmarks.stock_voila import stock_voila
from tests.benchmarks.table import table
from tests.browsing import CHROMIUM_OPTIONS, PHONE, chromium
from tests.running_hub import RunningHub, prepared_home, running_hub
from widgets.language import load_text

LESSON_TEXT = Path(__file__).parents[2] / "lessons" / "write_a_cv" / "text"
VACANCY_TEXT = Path(__file__).parents[2] / "lessons" / "find_vacancies" / "text"
INTERVIEW_TEXT = Path(__file__).parents[2] / "lessons" / "practise_interview" / "text"
FRAME_TEXT = Path(__file__).parents[2] / "widgets" / "page" / "text"
LANGUAGES = ("en", "ar")
ROUNDS, STOCK_ROUNDS = 3, 1
REST = 1_500
"""Milliseconds between two openings, on both sides: one learner on an idle server."""
FIGURES = ("usable cold, s", "usable warm, s", "KB cold", "KB warm", "requests cold", "warm")
HEADER = ["Slow 4G, 4× slower CPU", *FIGURES]
AIMS = ["aim: CV lesson", "≤ 1.8", "", "≤ 15", "", "", ""]
NOTE = (
    "Cold: with an empty cache; warm: a second visit. Usable: a typed word came back from the kernel; on the "
    "sign-in page it stands in its field, at home the way to the lesson can be tapped. What a lesson fetches "
    "ahead for the next step once the first word is saved is not counted: {ahead:.1f} KB. The browser's "
    "emulation slows no websockets, on either side. Medians of three; stock Voilà once."
)


@dataclass(frozen=True)
class Opening:
    """A page, how it is opened until it is of use, and by which of a browser's pages."""

    name: str
    page: Page
    use: Callable[[], None]
    rounds: int = ROUNDS


@dataclass(frozen=True)
class Costs:
    name: str
    cold: Cost
    warm: Cost

    def row(self) -> list[str]:
        both = (self.cold, self.warm)
        return [
            self.name,
            *(f"{cost.seconds:.1f}" for cost in both),
            *(f"{cost.kilobytes:.1f}" for cost in both),
            *(f"{cost.requests}" for cost in both),
        ]


def measure() -> str:
    """The table; each number is the median of three openings; stock Voilà's page is opened once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        with stock_page(browser) as stock:
            theirs = costs_of(stock)
        with our_pages(browser) as openings:
            ours = [costs_of(each) for each in openings]
        browser.close()
    lesson = next(costs for costs in ours if costs.name.startswith("CV lesson, en"))
    lines = [theirs.row(), *(costs.row() for costs in ours), ratios(theirs, lesson), AIMS]
    return f"{table(HEADER, lines)}\n\n{NOTE.format(ahead=lesson.cold.ahead / 1000)}"


def ratios(theirs: Costs, ours: Costs) -> list[str]:
    pairs = zip(theirs.row()[1:], ours.row()[1:], strict=True)
    return [f"ratio: {ours.name}", *(f"{float(a) / float(b):.1f}×" if float(b) else "" for a, b in pairs)]


@contextmanager
def stock_page(browser: Browser) -> Iterator[Opening]:
    with tempfile.TemporaryDirectory() as folder, stock_voila(Path(folder)) as address:
        page = browser.new_context(**PHONE).new_page()

        def use() -> None:
            page.goto(address, wait_until="commit")
            page.get_by_label("Name", exact=True).first.fill("Amina")
            page.get_by_text("back: Amina").wait_for()

        yield Opening("stock Voilà, a form", page, use, STOCK_ROUNDS)
        page.context.close()


@contextmanager
def our_pages(browser: Browser) -> Iterator[Sequence[Opening]]:
    """Through the Hub and its proxy: nobody at the door, and a learner who has signed in."""
    with tempfile.TemporaryDirectory() as home, running_hub(prepared(home)) as hub:
        pages = [browser.new_context(**{**PHONE, "locale": tag}).new_page() for tag in LANGUAGES * 2]
        visitors, learners = pages[: len(LANGUAGES)], pages[len(LANGUAGES) :]
        for page in learners:
            hub.sign_in(page, *hub.add_learner())
        yield [
            *(sign_in_page(hub, page, tag) for page, tag in zip(visitors, LANGUAGES, strict=True)),
            *(home_page(hub, page, tag) for page, tag in zip(learners, LANGUAGES, strict=True)),
            *(lesson_page(hub, page, tag) for page, tag in zip(learners, LANGUAGES, strict=True)),
            *(vacancy_page(hub, page, tag) for page, tag in zip(learners, LANGUAGES, strict=True)),
            *(interview_page(hub, page, tag) for page, tag in zip(learners, LANGUAGES, strict=True)),
        ]
        for page in pages:
            page.context.close()


def prepared(home: str) -> Settings:
    return prepared_home(Path(home), installed_proxy())


def sign_in_page(hub: RunningHub, page: Page, language: str) -> Opening:
    text = load_text(door.HUB / "text", language)

    def use() -> None:
        page.goto(f"{hub.address}hub/login", wait_until="commit")
        page.get_by_label(text("sign_in.code"), exact=True).fill("abc")
        page.wait_for_load_state("load")

    return Opening(f"sign-in, {language}", page, use)


def home_page(hub: RunningHub, page: Page, language: str) -> Opening:
    def use() -> None:
        page.goto(f"{hub.service()}home", wait_until="commit")
        page.get_by_role("main").get_by_role("link").first.click(trial=True)
        page.wait_for_load_state("load")

    return Opening(f"My path, {language}", page, use)


def lesson_page(hub: RunningHub, page: Page, language: str) -> Opening:
    lesson, frame = load_text(LESSON_TEXT, language), load_text(FRAME_TEXT, language)
    names = iter(range(1000))

    def use() -> None:
        page.goto(hub.lesson("write_a_cv"), wait_until="commit")
        page.get_by_label(lesson("who.name.label")).fill(f"Amina {next(names)}")
        page.get_by_text(frame("status.saved"), exact=True).wait_for()

    return Opening(f"CV lesson, {language}", page, use)


def vacancy_page(hub: RunningHub, page: Page, language: str) -> Opening:
    """Usable: a place to look is tapped, and the tap is saved."""
    lesson, frame = load_text(VACANCY_TEXT, language), load_text(FRAME_TEXT, language)

    def use() -> None:
        page.goto(hub.lesson("find_vacancies"), wait_until="commit")
        page.get_by_role("button", name=lesson("where.places.centre")).click()
        page.get_by_text(frame("status.saved"), exact=True).wait_for()

    return Opening(f"Vacancy lesson, {language}", page, use)


def interview_page(hub: RunningHub, page: Page, language: str) -> Opening:
    """Usable: a work to practise for is chosen, and the choice is saved."""
    lesson, frame = load_text(INTERVIEW_TEXT, language), load_text(FRAME_TEXT, language)
    works = cycle(["cleaner", "cook"])

    def use() -> None:
        page.goto(hub.lesson("practise_interview"), wait_until="commit")
        page.get_by_label(lesson("job.occupation.label"), exact=True).select_option(next(works))
        page.get_by_text(frame("status.saved"), exact=True).wait_for()

    return Opening(f"Interview lesson, {language}", page, use)


def costs_of(opening: Opening) -> Costs:
    """The median cold and the median warm opening; before each cold one the browser's cache is emptied."""
    page, cold, warm = opening.page, [], []
    page.set_default_timeout(90_000)
    with slow_phone(page.context, page) as session:
        for _ in range(opening.rounds):
            leave(page)
            session.send("Network.clearBrowserCache")
            cold.append(cost_of(page, session, opening.use))
            leave(page)
            warm.append(cost_of(page, session, opening.use))
    leave(page)
    return Costs(opening.name, middle(cold), middle(warm))


def leave(page: Page) -> None:
    page.goto("about:blank")
    page.wait_for_timeout(REST)


def middle(costs: list[Cost]) -> Cost:
    """The opening of median duration; of two, the shorter."""
    ranked = sorted(costs, key=lambda cost: cost.seconds)
    return ranked[(len(ranked) - 1) // 2]


if __name__ == "__main__":
    print(measure())
