"""What a whole cohort at work takes: one service for all, beside a stock server for each.

Run it alone: `python -m tests.benchmarks.service_memory`.
"""

import asyncio
import statistics

import aiohttp

from tests.benchmarks.load.browser import new_browser
from tests.benchmarks.load.site import Site, running_site, signed_in
from tests.benchmarks.load.work import Learner, Pace, Tally, begin_all, leave_all, work_all
from tests.benchmarks.processes import Held, held, held_by_role, settled, with_descendants
from tests.benchmarks.stock_hub import StockHub, open_on_her_server, servers_of, stock_hub
from tests.benchmarks.table import table

LEARNERS, SERVERS = 60, 3
SECONDS = 20.0
HEADER = [f"{LEARNERS} learners at work, MB", "stock: a server each", "Onward", "ratio", "aim"]


def measure() -> str:
    with stock_hub() as hub:
        theirs, one = asyncio.run(stock_servers(hub))
    with running_site(LEARNERS) as site:
        ours = asyncio.run(our_service(site))
    note = (
        f"Stock: JupyterHub, its proxy and {SERVERS} per-user servers with an open lesson were measured; "
        f"{LEARNERS} would take what these share, once, and {LEARNERS} times the {one / 1e6:.0f} MB of each. "
        f"Onward: {parts(ours)}. Neither side runs the staff's JupyterLab."
    )
    return f"{table(HEADER, rows(theirs, sum(ours.values(), Held()).pss))}\n\n{note}"


def rows(theirs: float, ours: float) -> list[list[str]]:
    line = ["sum of PSS", f"{theirs / 1e6:.0f}", f"{ours / 1e6:.0f}", f"{theirs / ours:.1f}×", "≤ 1500, ≥ 8×"]
    return [line]


def parts(roles: dict[str, Held]) -> str:
    return ", ".join(f"{name} {each.pss / 1e6:.0f}" for name, each in roles.items())


async def our_service(site: Site) -> dict[str, Held]:
    """By role, at the moment of the highest sum."""
    tally, samples = Tally(), []
    async with signed_in(site) as browsers:
        learners = [Learner(who.name, each, tally) for who, each in zip(site.sign_ins, browsers, strict=True)]
        await begin_all(learners)
        working = asyncio.create_task(work_all(learners, Pace(), SECONDS))
        while not working.done():
            await asyncio.wait([working], timeout=4)
            samples.append(await asyncio.to_thread(held_by_role, site.process.pid))
        await working
        await leave_all(learners)
    return max(samples, key=lambda roles: sum(each.pss for each in roles.values()))


async def stock_servers(hub: StockHub) -> tuple[float, float]:
    """The sum for all learners, and the private memory of one learner's server with its kernel; in bytes."""
    async with aiohttp.TCPConnector(limit=0) as connector:
        browsers = [new_browser(connector) for _ in range(SERVERS)]
        screens = [
            await open_on_her_server(each, hub, f"learner{number}") for number, each in enumerate(browsers)
        ]
        for screen in screens:
            await screen.change(("basics", "name"), "Amina")
        whole = await asyncio.to_thread(settled, hub.pid)
        private = [held(with_descendants(pid)).uss for pid in servers_of(hub.pid)]
        for screen, browser in zip(screens, browsers, strict=True):
            await screen.close()
            await browser.close()
    one = statistics.mean(private)
    return whole.pss - sum(private) + LEARNERS * one, one


if __name__ == "__main__":
    print(measure())
