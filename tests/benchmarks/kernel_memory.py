"""What one more open CV lesson adds to the memory of its server, ours and stock Voilà's.

Run it alone: `python -m tests.benchmarks.kernel_memory`.
"""

import asyncio
import statistics
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import aiohttp

from tests.benchmarks.load.browser import new_browser
from tests.benchmarks.load.screen import Screen
from tests.benchmarks.load.site import Site, running_site, signed_in
from tests.benchmarks.load.stock import stock_screen
from tests.benchmarks.load.work import LESSON
from tests.benchmarks.processes import held_by, kernels_of, settled
from tests.benchmarks.stock_voila import StockVoila, stock_lesson
from tests.benchmarks.table import table

OURS, THEIRS = 20, 5
HEADER = ["one open CV lesson, MB", "stock Voilà", "Onward", "ratio", "aim"]
NOTE = (
    "A page that n processes share counts 1/n in the PSS of each, so that one kernel's PSS falls with every "
    "other kernel. The first line is what an open lesson adds to the sum of PSS over all processes of the "
    f"service: {OURS} lessons more, beside a first one, divided by {OURS} ({THEIRS} in stock Voilà)."
)


@dataclass(frozen=True)
class Own:
    """Bytes that one more lesson adds; and those of one kernel that nobody shares."""

    added: float
    private: float


def measure() -> str:
    with tempfile.TemporaryDirectory() as folder, stock_lesson(Path(folder)) as voila:
        theirs = asyncio.run(stock_kernels(voila))
    with running_site(1 + OURS) as site:
        ours = asyncio.run(our_kernels(site))
    return f"{table(HEADER, rows(theirs, ours))}\n\n{NOTE}"


def rows(theirs: Own, ours: Own) -> list[list[str]]:
    lines = [
        ("added to the sum of PSS", theirs.added, ours.added, "≤ 18, ≥ 3×"),
        ("its kernel's private memory (USS)", theirs.private, ours.private, ""),
    ]
    return [[name, f"{a / 1e6:.1f}", f"{b / 1e6:.1f}", f"{a / b:.1f}×", aim] for name, a, b, aim in lines]


async def our_kernels(site: Site) -> Own:
    async with signed_in(site) as browsers:
        return await own(site.process.pid, [lambda each=each: each.open(LESSON) for each in browsers])


async def stock_kernels(voila: StockVoila) -> Own:
    async with aiohttp.TCPConnector(limit=0) as connector, new_browser(connector) as http:
        opening = lambda: stock_screen(http, voila.address, voila.address)  # noqa: E731
        return await own(voila.pid, [opening] * (1 + THEIRS))


async def own(pid: int, openings: Sequence[Callable[[], Awaitable[Screen]]]) -> Own:
    """Each learner has typed something when it is measured."""
    screens = [await typed_in(openings[0])]
    before = await asyncio.to_thread(settled, pid)
    screens += [await typed_in(opening) for opening in openings[1:]]
    after = await asyncio.to_thread(settled, pid)
    private = statistics.median(held_by(each).uss for each in kernels_of(pid))
    await asyncio.gather(*(screen.close() for screen in screens))
    return Own((after.pss - before.pss) / (len(openings) - 1), private)


async def typed_in(opening: Callable[[], Awaitable[Screen]]) -> Screen:
    screen = await opening()
    await screen.change(("basics", "name"), "Amina")
    await screen.step("wish", "who")
    return screen


if __name__ == "__main__":
    print(measure())
