"""A real Hub with two cohorts, and browsers that fail a test when a page misbehaves."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import lessons
from tests.axe.rules import broken_rules, fetched
from tests.browsing import CHROMIUM_OPTIONS, PHONE, Watch, chromium
from tests.running_hub import RunningHub, prepared_home, running_hub, shared_compressed, shared_proxy
from widgets.language import load_text

LESSONS = Path(lessons.__file__).parent


def pytest_configure(config: pytest.Config) -> None:
    line = "allows(*what): a browser test whose pages may leave our 'hosts' or write to the 'console'"
    config.addinivalue_line("markers", line)


@pytest.fixture(autouse=True)
def same_umask() -> Iterator[None]:
    """A command that a test calls closes new files to others, and so would those of all later tests be."""
    before = os.umask(0o022)
    os.umask(before)
    yield
    os.umask(before)


@pytest.fixture(scope="session")
def proxy_folder(request: pytest.FixtureRequest) -> Path:
    """The Hub's proxy, installed once and kept between runs."""
    return shared_proxy(request.config.cache.mkdir("onward-proxy"))


@pytest.fixture(scope="session")
def compressed_file(proxy_folder: Path) -> Path:
    """The pages' files, compressed; kept between runs."""
    return shared_compressed(proxy_folder)


@pytest.fixture(scope="session")
def hub(proxy_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    """A Hub with the cohorts oak and elm, learners and a trainer each; `hub.add_learner()` adds another."""
    home = prepared_home(tmp_path_factory.mktemp("onward"), proxy_folder)
    with running_hub(home) as hub:
        yield hub


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium; for one module only, since its event loop would disturb the asynchronous tests of others."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_OPTIONS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Another person's browser, watched like all: `new_context(locale="ar")` in a test."""
    mark = request.node.get_closest_marker("allows")
    watch = Watch(allowed=set(mark.args) if mark else set())
    contexts: list[BrowserContext] = []

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(**{**PHONE, **options})
        context.set_default_timeout(15_000)
        context.set_default_navigation_timeout(30_000)
        watch.follow(context)
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()
    assert watch.complaints == []


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A phone of 375 px."""
    return new_context()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def open_lesson(hub: RunningHub, new_context: Callable[..., BrowserContext]) -> Callable[..., Page]:
    """A new learner's page of a lesson; `page.text("key")` is its text, `page.learner` her sign-in."""

    def open_page(name: str, language: str = "en", cohort: str = "oak") -> Page:
        page = new_context(locale=language).new_page()
        page.learner = hub.add_learner(cohort)
        page.text = load_text(LESSONS / name / "text", language)
        hub.sign_in(page, *page.learner)
        page.goto(hub.lesson(name, cohort))
        return page

    return open_page


@pytest.fixture(scope="session")
def axe_script(request: pytest.FixtureRequest) -> Path:
    """axe-core, fetched once and kept between runs."""
    return fetched(request.config.cache.mkdir("onward-axe"))


@pytest.fixture
def axe(axe_script: Path) -> Callable[[Page], list[str]]:
    """Which WCAG 2.2 A and AA rules a page breaks, to be compared with none."""
    return lambda page: broken_rules(page, axe_script)
