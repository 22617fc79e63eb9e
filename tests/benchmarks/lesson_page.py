"""Opening the CV lesson on a slow phone, beside stock Voilà with a form of the same fields."""

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.slow_phone import Cost, cost_of, slow_phone
from tests.benchmarks.stock_voila import stock_voila
from tests.benchmarks.table import table
from tests.browsing import CHROMIUM_OPTIONS, PHONE, chromium
from tests.running_hub import prepared_home, running_hub, shared_proxy
from widgets.language import load_text

LESSON_TEXT = Path(__file__).parents[2] / "lessons" / "write_a_cv" / "text"
FRAME_TEXT = Path(__file__).parents[2] / "widgets" / "page" / "text"
ROUNDS = 3
REST = 5_000
"""Milliseconds between two openings, on both sides: one learner on an idle server."""
HEADER = ["CV lesson, Slow 4G, 4× slower CPU", "stock Voilà", "Onward", "ratio", "aim"]


def measure() -> str:
    """The table; each number is the median of three openings."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        with stock_page(browser) as stock:
            theirs = median_costs(*stock)
        with our_page(browser) as ours:
            our_costs = median_costs(*ours)
        browser.close()
    return table(HEADER, rows(theirs, our_costs))


def rows(theirs: tuple[Cost, Cost], ours: tuple[Cost, Cost]) -> list[list[str]]:
    lines = [
        ("typed value back from the kernel, cold, s", theirs[0].seconds, ours[0].seconds, "≤ 4"),
        ("typed value back from the kernel, warm, s", theirs[1].seconds, ours[1].seconds, ""),
        ("KB on the wire, cold", theirs[0].kilobytes, ours[0].kilobytes, "≤ 15"),
        ("KB on the wire, warm", theirs[1].kilobytes, ours[1].kilobytes, ""),
        ("requests, cold", theirs[0].requests, ours[0].requests, ""),
    ]
    return [[name, f"{a:.1f}", f"{b:.1f}", f"{a / b:.1f}×", aim] for name, a, b, aim in lines]


Opening = tuple[Page, Callable[[], None]]


@contextmanager
def stock_page(browser: Browser) -> Iterator[Opening]:
    with tempfile.TemporaryDirectory() as folder, stock_voila(Path(folder)) as address:
        page = browser.new_context(**PHONE).new_page()

        def use() -> None:
            page.goto(address, wait_until="commit")
            page.get_by_label("Name", exact=True).first.fill("Amina")
            page.get_by_text("back: Amina").wait_for()

        yield page, use
        page.context.close()


@contextmanager
def our_page(browser: Browser) -> Iterator[Opening]:
    """The lesson of a learner who has signed in, through the Hub and its proxy."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as proxy:
        settings = prepared_home(Path(home), shared_proxy(Path(proxy)))
        with running_hub(settings) as hub:
            page = browser.new_context(**PHONE).new_page()
            hub.sign_in(page, *hub.add_learner())
            lesson, frame = load_text(LESSON_TEXT, "en"), load_text(FRAME_TEXT, "en")
            names = iter(range(1000))

            def use() -> None:
                page.goto(hub.lesson("write_a_cv"), wait_until="commit")
                page.get_by_label(lesson("who.name.label")).fill(f"Amina {next(names)}")
                page.get_by_text(frame("status.saved"), exact=True).wait_for()

            yield page, use
            page.context.close()


def median_costs(page: Page, use: Callable[[], None]) -> tuple[Cost, Cost]:
    """The median cold and the median warm opening; before each cold one the browser's cache is emptied."""
    page.set_default_timeout(90_000)
    cold, warm = [], []
    with slow_phone(page.context, page) as session:
        for _ in range(ROUNDS):
            leave(page)
            session.send("Network.clearBrowserCache")
            cold.append(cost_of(session, use))
            leave(page)
            warm.append(cost_of(session, use))
    return middle(cold), middle(warm)


def leave(page: Page) -> None:
    page.goto("about:blank")
    page.wait_for_timeout(REST)


def middle(costs: list[Cost]) -> Cost:
    return Cost(
        seconds=median(cost.seconds for cost in costs),
        requests=int(median(cost.requests for cost in costs)),
        wire_bytes=int(median(cost.wire_bytes for cost in costs)),
        names=costs[0].names,
    )
