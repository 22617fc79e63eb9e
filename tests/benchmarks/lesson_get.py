"""One learner fetches the CV lesson until its last byte, through the Hub; beside it stock Voilà, without one.

Run it alone: `python -m tests.benchmarks.lesson_get`.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import aiohttp

from tests.benchmarks.load.browser import new_browser
from tests.benchmarks.load.site import Site, running_site, signed_in
from tests.benchmarks.load.stock import stock_page
from tests.benchmarks.stock_voila import stock_lesson
from tests.benchmarks.table import table

TIMES = 20
REST, STOCK_REST = 1.5, 0.3
"""Seconds that she reads before she opens the next page; stock Voilà prepares nothing meanwhile."""
HEADER = [f"the lesson until its last byte, {TIMES} times", "stock Voilà", "Onward", "ratio", "aim"]
NOTE = "Stock Voilà's kernels run on: the beacon that should stop them is refused (voila#1458)."


def measure() -> str:
    """The table; our page's kernel is stopped before the next page is opened."""
    with tempfile.TemporaryDirectory() as folder, stock_lesson(Path(folder)) as voila:
        theirs = asyncio.run(stock_times(voila.address))
    with running_site(1) as site:
        ours = asyncio.run(our_times(site))
    return f"{table(HEADER, rows(theirs, ours))}\n\n{NOTE}"


def rows(theirs: list[float], ours: list[float]) -> list[list[str]]:
    figures = [("median", statistics.median, "≤ 0.15, ≥ 5×"), ("longest", max, "")]
    return [
        [f"{name}, s", f"{of(theirs):.3f}", f"{of(ours):.3f}", f"{of(theirs) / of(ours):.1f}×", aim]
        for name, of, aim in figures
    ]


async def our_times(site: Site) -> list[float]:
    async with signed_in(site) as (browser,):
        return await times(lambda: browser.page("lesson/write_a_cv"), browser.let_go)


async def stock_times(address: str) -> list[float]:
    async with aiohttp.TCPConnector() as connector, new_browser(connector) as http:
        return await times(lambda: stock_page(http, address), rest=STOCK_REST)


async def times(
    fetch: Callable[[], Awaitable[str]],
    let_go: Callable[[str], Awaitable[None]] | None = None,
    rest: float = REST,
) -> list[float]:
    found = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        html = await fetch()
        found.append(time.perf_counter() - start)
        if let_go:
            await let_go(html)
        await asyncio.sleep(rest)
    return found[1:]  # the first finds nothing in the servers' caches


if __name__ == "__main__":
    print(measure())
