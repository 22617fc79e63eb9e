"""A lesson starts: everybody opens it at the same moment, on a phone that has no file of ours yet.

Run it alone: `python -m tests.benchmarks.at_once`.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from tests.benchmarks.load.browser import Refused, new_browser
from tests.benchmarks.load.line import LineLost
from tests.benchmarks.load.screen import NotSaved, Screen
from tests.benchmarks.load.site import Site, running_site, signed_in
from tests.benchmarks.load.stock import stock_screen
from tests.benchmarks.load.work import LESSON
from tests.benchmarks.stock_voila import stock_lesson
from tests.benchmarks.table import table

OURS, THEIRS = 120, 30
HEADER = ["opening at once", "stock Voilà", "Onward", "ratio", "aim"]
NOTE = (
    f"Usable: a typed word came back saved. With {OURS}, stock Voilà would hold this machine for minutes: "
    f"{THEIRS} were measured, and its seconds are theirs times {OURS // THEIRS}. "
    "Its scripts and styles are not fetched; ours are."
)


@dataclass
class Rush:
    """Seconds until each learner could type, and what the others met."""

    usable: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def measure(ours: int = OURS, theirs: int = THEIRS) -> str:
    with tempfile.TemporaryDirectory() as folder, stock_lesson(Path(folder)) as voila:
        stock = asyncio.run(stock_rush(voila.address, theirs))
    with running_site(ours) as site:
        onward = asyncio.run(our_rush(site))
    return f"{table(HEADER, rows(stock, onward, ours / theirs))}\n\n{NOTE}"


def rows(stock: Rush, ours: Rush, times: float) -> list[list[str]]:
    figures = [("last one usable", max, "≤ 15"), ("half of them usable", statistics.median, "")]
    lines = [
        [name, f"{of(stock.usable) * times:.1f}", f"{of(ours.usable):.1f}",
         f"{of(stock.usable) * times / of(ours.usable):.1f}×", aim]
        for name, of, aim in figures
    ]  # fmt: skip
    return [[f"{name}, s", *rest] for name, *rest in lines] + [
        [
            "refused",
            f"{len(stock.refused)} of {len(stock.usable + stock.refused)}",
            said(ours.refused),
            "",
            "0",
        ]
    ]


def said(refused: list[str]) -> str:
    reasons = ", ".join(sorted(set(refused)))
    return f"{len(refused)}" + f" ({reasons})" * bool(reasons)


async def our_rush(site: Site) -> Rush:
    async with signed_in(site) as browsers:
        return await rush([lambda each=each: each.open(LESSON) for each in browsers])


async def stock_rush(address: str, count: int) -> Rush:
    async with aiohttp.TCPConnector(limit=0) as connector, new_browser(connector) as http:
        return await rush([lambda: stock_screen(http, address, address)] * count)


async def rush(openings: list[Callable[[], Awaitable[Screen]]]) -> Rush:
    """All at the same moment."""
    found = Rush()
    screens = await asyncio.gather(*(use(opening, found) for opening in openings))
    await asyncio.gather(*(screen.close() for screen in screens if screen))
    return found


async def use(opening: Callable[[], Awaitable[Screen]], found: Rush) -> Screen | None:
    start = time.perf_counter()
    try:
        screen = await opening()
        await screen.change(("basics", "name"), "Amina")
    except (Refused, LineLost, NotSaved, TimeoutError) as error:
        found.refused.append(str(error) or type(error).__name__)
        return None
    found.usable.append(time.perf_counter() - start)
    return screen


if __name__ == "__main__":
    print(measure())
