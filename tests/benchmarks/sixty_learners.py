"""Sixty learners at work at once: how long each waits until her words are saved, and whether any is lost.

Run it alone, shorter if need be: `python -m tests.benchmarks.sixty_learners --learners 6 --minutes 1`.
"""

import argparse
import asyncio
import time
from collections.abc import Sequence

from tests.benchmarks.load.site import Site, running_site, signed_in
from tests.benchmarks.load.work import Learner, Pace, Tally, begin_all, count_lost, leave_all, work_all
from tests.benchmarks.processes import held, with_descendants
from tests.benchmarks.table import table

LEARNERS = 60
MINUTES = 5.0
SAMPLE_EVERY = 20.0


def measure(count: int = LEARNERS, minutes: float = MINUTES) -> str:
    """The table, and what the load generator itself took of the processor that it shares."""
    with running_site(count) as site:
        tally, memory, share = asyncio.run(load(site, minutes))
    what = f"{count} learners, {minutes:g} minutes, a change every 2 s, a page every 30 s"
    note = f"Seconds count from the moment of the change. The load generator took {share:.0%} of one core."
    return f"{table([what, 'Onward', 'aim'], rows(tally, memory))}\n\n{note}"


async def load(site: Site, minutes: float) -> tuple[Tally, list[int], float]:
    """What the learners met, samples of the summed PSS, and the load generator's share of a core."""
    tally = Tally()
    memory: list[int] = []
    async with signed_in(site) as browsers:
        learners = [Learner(who.name, each, tally) for who, each in zip(site.sign_ins, browsers, strict=True)]
        await begin_all(learners)
        tally.saved.clear()
        tally.opened.clear()
        sampling = asyncio.create_task(sample(site, memory))
        start, used = time.perf_counter(), time.process_time()
        await work_all(learners, Pace(), 60 * minutes)
        share = (time.process_time() - used) / (time.perf_counter() - start)
        sampling.cancel()
        await leave_all(learners)
    count_lost(site, learners, tally)
    return tally, memory, share


async def sample(site: Site, memory: list[int]) -> None:
    while True:
        memory.append((await asyncio.to_thread(lambda: held(with_descendants(site.process.pid)))).pss)
        await asyncio.sleep(SAMPLE_EVERY)


def rows(tally: Tally, memory: Sequence[int]) -> list[list[str]]:
    failures = +tally.failures
    what = "; ".join(f"{count} {name}" for name, count in failures.items())
    return [
        ["changes saved", f"{len(tally.saved)}", ""],
        *percentiles("from a change to saved", tally.saved, {0.95: "≤ 0.3"}),
        ["lost", f"{tally.lost}", "0"],
        ["failures", f"{failures.total()}" + f" ({what})" * bool(what), ""],
        ["pages opened", f"{len(tally.opened)}", ""],
        *percentiles("from a tap to a usable page", tally.opened, {}),
        ["highest sum of PSS, MB", f"{max(memory) / 1e6:.0f}", ""],
    ]


def percentiles(name: str, seconds: Sequence[float], aims: dict[float, str]) -> list[list[str]]:
    return [
        [f"{name}, p{part * 100:.0f}, s", f"{percentile(seconds, part):.3f}", aims.get(part, "")]
        for part in (0.5, 0.95, 0.99)
    ]


def percentile(values: Sequence[float], part: float) -> float:
    """By the nearest rank."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(part * len(ranked)))]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    chosen = parser.parse_args()
    print(measure(chosen.learners, chosen.minutes))
