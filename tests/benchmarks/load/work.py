"""A cohort at work: each learner changes a word every few seconds and opens a new page now and then."""

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lessons.lesson import read_lesson
from tests.benchmarks.load.browser import Browser, Refused
from tests.benchmarks.load.line import LineLost
from tests.benchmarks.load.screen import NotSaved, Screen
from tests.benchmarks.load.site import Site
from widgets.page.editing import value_at

LESSON = "write_a_cv"
RECORD = "cv"
STEPS = read_lesson(LESSON).steps
JOBS = ("baker", "cook", "nurse")
PATHS = [
    ("basics", "name"),
    ("basics", "town"),
    ("basics", "summary"),
    ("wishes", "text"),
    *(("work", job, "text") for job in JOBS),
]
CHANGES_A_STEP = 5
TASKS = "I cleaned the kitchen, ordered what was missing and spoke with the guests. " * 4
GIVEN_UP = 3
"""Times that one change is tried on another line."""


@dataclass(frozen=True)
class Pace:
    """Seconds between two changes, and between two pages, of one learner."""

    change: float = 2.0
    page: float = 30.0

    def slower(self, times: float) -> "Pace":
        return Pace(self.change * times, self.page * times)


@dataclass
class Tally:
    """Seconds from each change to "saved" and from each opening to usable, in order; what went wrong."""

    saved: list[float] = field(default_factory=list)
    opened: list[float] = field(default_factory=list)
    failures: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    """Values that were called saved, or sent as last words, and are not in the store."""


class Learner:
    """One learner and what the store must hold of hers: `written`, and the `step` she is at."""

    def __init__(self, code: str, browser: Browser, tally: Tally) -> None:
        self.code = code
        self.written: dict[tuple[str, ...], Any] = {}
        self.step = ""
        self._browser = browser
        self._tally = tally
        self._screen: Screen | None = None
        self._number = random.randrange(26**3)

    async def begin(self) -> None:
        """Her first page, and a CV of some length."""
        for _ in range(GIVEN_UP):
            if self._screen is None:
                await self.open()
        if self._screen is None:
            raise Refused(f"no first page: {dict(self._tally.failures)}")
        for job in JOBS:
            await self._save(("work", job), {"id": job, "kind": "paid", "position": job, "text": TASKS})

    async def work(self, pace: Pace, seconds: float) -> None:
        """Changes at fixed times, whether or not the last was answered in time: a wait delays none unseen."""
        start = time.perf_counter()
        due = start + random.random() * pace.change
        page = start + random.random() * pace.page
        for number in itertools.count():
            await asyncio.sleep(max(0.0, due - time.perf_counter()))
            if due > start + seconds:
                return
            if due > page:
                await self.open()
                page += pace.page
                due = max(due, time.perf_counter())  # nobody types on a page that is not there
            if number % CHANGES_A_STEP == 0:
                await self._go_on()
            await self.type(due)
            due += pace.change

    async def type(self, since: float) -> None:
        """One change; her waiting began at `since`."""
        path = PATHS[self._number % len(PATHS)]
        if await self._save(path, f"Amina {self._letters()} {TASKS if 'text' in path else ''}".strip()):
            self._tally.saved.append(time.perf_counter() - since)

    async def open(self) -> None:
        """A new page. What she typed last was sent just before; the new page must know it."""
        start = time.perf_counter()
        old, path = self._screen, ("wishes", "start")
        if old:
            self.written[path] = f"Soon {self._letters()}"
            await self._attempt(old.last_words(path, self.written[path]))
        try:
            self._screen = await self._browser.open(LESSON, old.close if old else None)
        except (Refused, LineLost) as error:
            self._tally.failures[f"not opened: {error}"] += 1
            return
        self._tally.opened.append(time.perf_counter() - start)
        self._compare(self._screen.document)
        await self._arrive()

    async def leave(self) -> None:
        if self._screen:
            await self._screen.close()

    def missing(self, document: dict[str, Any], progress: dict[str, Any]) -> list[tuple[str, ...]]:
        """What the store should hold, and does not."""
        paths = [path for path, value in self.written.items() if value_at(document, path) != value]
        return paths + [("step",)] * (progress.get("current", "") != self.step)

    async def _go_on(self) -> None:
        """To the next step, as `walk.js` says it."""
        done = self.step
        self.step = STEPS[(STEPS.index(done) + 1) % len(STEPS)]
        await self._attempt(self._screen.step(self.step, done))

    async def _arrive(self) -> None:
        """A page says where it is as soon as it is drawn."""
        self.step = self.step or STEPS[0]
        await self._attempt(self._screen.step(self.step))

    async def _save(self, path: tuple[str, ...], value: Any) -> bool:
        """False when it was not saved, or not on any of some lines."""
        for _ in range(GIVEN_UP):
            try:
                await self._screen.change(path, value)
            except LineLost as error:
                self._tally.failures[f"line lost: {error}"] += 1
                await self._mend()
                continue
            except NotSaved as error:
                self._tally.failures[str(error)] += 1
                return False
            finally:
                self._tally.failures["sent again"] += self._screen.late
                self._screen.late = 0
            if path[-1] not in JOBS:
                self.written[path] = value
            return True
        return False

    async def _mend(self) -> None:
        """As `client.js` does: another line to the same kernel, or the same page with another kernel."""
        for pause in (0, 1, 2, 4):
            await asyncio.sleep(pause)
            try:
                if await self._browser.lives(self._screen.kernel):
                    await self._browser.connect(self._screen)
                else:
                    self._screen = await self._browser.open(LESSON, heals=True)
            except (Refused, LineLost) as error:
                self._tally.failures[f"not mended: {error}"] += 1
                continue
            return

    async def _attempt(self, sending: Any) -> None:
        try:
            await sending
        except LineLost as error:
            self._tally.failures[f"line lost: {error}"] += 1

    def _compare(self, document: dict[str, Any]) -> None:
        """A new page shows what was called saved before."""
        for path, value in self.written.items():
            if value_at(document, path) != value:
                self._tally.failures["not on the next page"] += 1

    def _letters(self) -> str:
        """Another word each time, without digits: a CV keeps no numbers of documents."""
        self._number += 1
        number = self._number
        return "".join(chr(ord("a") + number // 26**place % 26) for place in range(4))


async def begin_all(learners: Sequence[Learner], at_once: int = 4) -> None:
    """First pages, a few at a time."""
    turns = asyncio.Semaphore(at_once)

    async def begin(learner: Learner) -> None:
        async with turns:
            await learner.begin()

    await asyncio.gather(*map(begin, learners))


async def work_all(learners: Sequence[Learner], pace: Pace, seconds: float) -> None:
    await asyncio.gather(*(learner.work(pace, seconds) for learner in learners))


async def leave_all(learners: Sequence[Learner]) -> None:
    await asyncio.gather(*(learner.leave() for learner in learners))


def count_lost(site: Site, learners: Sequence[Learner], tally: Tally) -> None:
    """Opens each learner's records with her own key and looks for what was called saved."""
    with site.store() as store:
        for learner in learners:
            records = store.records(learner.code)
            found = [records.load(kind) for kind in (RECORD, f"progress/{LESSON}")]
            documents = [record.document if record else {} for record in found]
            tally.lost += len(learner.missing(*documents))
