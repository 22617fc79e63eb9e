"""An hour of load at a third of the rate of `sixty_learners`: does anything grow that should not?

`python -m tests.benchmarks.soak --minutes 60` writes its section of `RESULTS.md`, and ends with 1 if
something grows or a word is lost. It is not part of `make bench`.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tests.benchmarks.__main__ import ORDER, SOAK, signature
from tests.benchmarks.load.site import Site, running_site, signed_in
from tests.benchmarks.load.work import Learner, Pace, Tally, begin_all, count_lost, leave_all, work_all
from tests.benchmarks.processes import Held, held_by_role
from tests.benchmarks.results import write_section
from tests.benchmarks.sixty_learners import percentile
from tests.benchmarks.table import table

LEARNERS = 60
MINUTES = 60.0
PACE = Pace().slower(3)
SAMPLE_SECONDS = 30.0
WARMING_UP = 0.2
"""The part of the time in which caches fill and every code path runs for the first time; it is not judged."""
ALL = "all"
HEADER = ["process", "figure", "start", "end", "growth an hour", "allowed", ""]


@dataclass(frozen=True)
class Figure:
    """Something that must not grow: in an hour by no more than `amount`, or `share` of where it began."""

    name: str
    read: Callable[[Held], float]
    amount: float
    share: float = 0.03


FIGURES = (
    Figure("PSS, MB", lambda held: held.pss / 1e6, 5),
    Figure("files", lambda held: held.files, 5),
    Figure("threads", lambda held: held.threads, 3),
    Figure("processes", lambda held: held.processes, 2),
    Figure("zombies", lambda held: held.zombies, 2),
)


@dataclass(frozen=True)
class Sample:
    """What each role held, some seconds after the load began."""

    seconds: float
    roles: dict[str, Held]

    def of(self, role: str) -> Held:
        return sum(self.roles.values(), Held()) if role == ALL else self.roles.get(role, Held())


@dataclass(frozen=True)
class Trend:
    """The straight line through one figure: its two ends, and its growth in an hour."""

    start: float
    end: float
    growth: float
    error: float
    """The standard error of the growth."""
    allowed: float

    @property
    def grows(self) -> bool:
        """By more than is allowed, and by more than chance would make it."""
        return self.growth > self.allowed and self.growth > 3 * self.error


def trend(samples: Sequence[Sample], role: str, figure: Figure) -> Trend:
    """Through the samples after the warming up."""
    begun = samples[0].seconds + WARMING_UP * (samples[-1].seconds - samples[0].seconds)
    judged = [sample for sample in samples if sample.seconds >= begun]
    hours = [sample.seconds / 3600 for sample in judged]
    values = [figure.read(sample.of(role)) for sample in judged]
    growth, origin = statistics.linear_regression(hours, values)
    start, end = origin + growth * hours[0], origin + growth * hours[-1]
    rest = sum((value - origin - growth * hour) ** 2 for hour, value in zip(hours, values, strict=True))
    spread = sum((hour - statistics.mean(hours)) ** 2 for hour in hours)
    error = (rest / max(1, len(hours) - 2) / spread) ** 0.5
    return Trend(start, end, growth, error, max(figure.amount, figure.share * start))


def soak(minutes: float, count: int) -> tuple[str, bool]:
    """The section's text, and whether all was flat and nothing was lost."""
    with running_site(count) as site:
        tally, samples = asyncio.run(load(site, minutes))
    trends = {
        (role, figure.name): trend(samples, role, figure)
        for role in [ALL, *sorted(samples[-1].roles)]
        for figure in FIGURES
    }
    is_well = not any(each.grows for each in trends.values()) and tally.lost == 0
    lines = [[*name, *shown(each)] for name, each in trends.items()]
    return f"{table(HEADER, lines)}\n\n{said(tally, minutes, count)}", is_well


def shown(found: Trend) -> list[str]:
    growth = f"{found.growth:+.1f} ± {found.error:.1f}"
    verdict = "GROWS" if found.grows else "flat"
    return [f"{found.start:.1f}", f"{found.end:.1f}", growth, f"{found.allowed:.1f}", verdict]


def said(tally: Tally, minutes: float, count: int) -> str:
    return (
        f"{count} learners for {minutes:g} minutes, each a change every {PACE.change:g} s and a page every "
        f"{PACE.page:g} s: {len(tally.saved)} changes saved (p95 {percentile(tally.saved, 0.95):.3f} s), "
        f"{len(tally.opened)} pages opened, {tally.lost} lost, failures: {dict(+tally.failures) or 'none'}. "
        f"Start and end are those of a straight line through a sample every {SAMPLE_SECONDS:g} s, without "
        "the first fifth of the time. Something grows when it does so by more than is allowed, and "
        "by more than three standard errors."
    )


async def load(site: Site, minutes: float) -> tuple[Tally, list[Sample]]:
    tally, samples = Tally(), []
    async with signed_in(site) as browsers:
        learners = [Learner(who.name, each, tally) for who, each in zip(site.sign_ins, browsers, strict=True)]
        await begin_all(learners)
        sampling = asyncio.create_task(sample(site, samples))
        await work_all(learners, PACE, 60 * minutes)
        sampling.cancel()
        await leave_all(learners)
    count_lost(site, learners, tally)
    return tally, samples


async def sample(site: Site, samples: list[Sample]) -> None:
    start = time.monotonic()
    while True:
        found = await asyncio.to_thread(held_by_role, site.process.pid)
        samples.append(Sample(time.monotonic() - start, found))
        print(f"{samples[-1].seconds:6.0f} s {samples[-1].of(ALL)}", file=sys.stderr, flush=True)
        await asyncio.sleep(SAMPLE_SECONDS)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--learners", type=int, default=LEARNERS)
    chosen = parser.parse_args()
    text, is_well = soak(chosen.minutes, chosen.learners)
    print(text)
    write_section(SOAK, f"{text}\n\n{signature()}", ORDER)
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
