"""A Hub with one cohort of learners who have signed in: what the load generator works on."""

import asyncio
import atexit
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import aiohttp

from deploy.cohorts import create_cohort
from deploy.hub.pins import new_code, new_pin
from deploy.hub.process import log_file
from deploy.people import People, SignIn
from deploy.settings import Settings
from grading.cohort import Cohort
from grading.store import Store
from tests.benchmarks.load.browser import Browser, new_browser
from tests.running_hub import answers, prepared_home, shared_proxy, started

COHORT = "oak"
ROUNDS = 4
"""Of bcrypt, in place of 12: signing in is not what is measured here."""
AT_ONCE = 10
LONGEST_START = 180
"""Seconds."""


@dataclass(frozen=True)
class Site:
    """`onward hub` with one cohort; `process` is the command, everything else its descendants."""

    settings: Settings
    cohort: Cohort
    process: subprocess.Popen[str]
    sign_ins: list[SignIn]

    @property
    def hub(self) -> str:
        return self.settings.address

    @property
    def service(self) -> str:
        return f"{self.hub}services/{self.cohort.name}/"

    def store(self) -> Store:
        """Close it, or use it as a context."""
        return Store.open(self.cohort.store_url, self.cohort.keys)


@contextmanager
def running_site(learners: int) -> Iterator[Site]:
    """A new installation, removed afterwards; without the staff's JupyterLab."""
    with tempfile.TemporaryDirectory() as home:
        settings = prepared_home(Path(home), installed_proxy())
        cohort = create_cohort(settings, COHORT)
        sign_ins = enrolled(settings, cohort, learners)
        with started(settings) as process:
            site = Site(settings, cohort, process, sign_ins)
            wait_until_open(f"{site.service}health", log_file(settings))
            yield site


@cache
def installed_proxy() -> Path:
    """Once for all benchmarks of a run; removed when it ends."""
    folder = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return shared_proxy(Path(folder))


def wait_until_open(address: str, log: Path) -> None:
    """Until something answers there with 200: before, the proxy answers with an error."""
    for _ in range(5 * LONGEST_START):
        if answers(address):
            return
        time.sleep(0.2)
    raise TimeoutError(f"{address}\n{log.read_text('utf-8', 'replace')[-4000:]}")


def enrolled(settings: Settings, cohort: Cohort, count: int) -> list[SignIn]:
    """As `People.add_learner`, with PINs that are cheap to check."""
    people = People.of(settings)
    sign_ins = [SignIn(new_code(people.roster.names()), new_pin()) for _ in range(count)]
    with Store.open(cohort.store_url, cohort.keys) as store:
        for each in sign_ins:
            store.add_learner(each.name)
            hashed = people.vault.hashed(each.secret, ROUNDS)
            people.roster.add(each.name, "learner", cohort.name, hashed)
    return sign_ins


@asynccontextmanager
async def signed_in(site: Site) -> AsyncIterator[list[Browser]]:
    """A browser for each learner, in the order of `site.sign_ins`."""
    turns = asyncio.Semaphore(AT_ONCE)
    async with aiohttp.TCPConnector(limit=0) as connector:
        browsers = [Browser(new_browser(connector), site.hub, site.service) for _ in site.sign_ins]

        async def sign_in(browser: Browser, who: SignIn) -> None:
            async with turns:
                await browser.sign_in(who.name, who.secret)

        await asyncio.gather(*map(sign_in, browsers, site.sign_ins))
        yield browsers
        for browser in browsers:
            await browser.close()
