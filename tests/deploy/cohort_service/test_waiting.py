"""When all places are taken: a friendly page, a fair queue, and pages that are open heal first."""

import re
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from deploy.cohort_service.frame import TEXTS as FRAME_TEXTS
from widgets.language import load_text, page_languages

from .conftest import Service, new_service
from .for_tests.visitor import Visitor, kernel_of

WAITING = 202
TEXTS = [language.tag for language in page_languages()]
BURST = 24


def place_in(answer: httpx.Response) -> int:
    return int(re.search(r"Your place: (\d+)", answer.text)[1])


@pytest.fixture
def small(start_service: Callable[..., Service]) -> Service:
    """A service with room for one page."""
    return start_service(max_kernels=1, ready_kernels=1)


@pytest.mark.parametrize("language", TEXTS)
def test_the_page_that_waits_is_in_her_language_and_asks_again_by_itself(language: str, next_one: Visitor):
    answer = next_one.open(**{"Accept-Language": language})

    text = load_text(FRAME_TEXTS, language)
    assert answer.status_code == WAITING
    assert 3 <= int(answer.headers["Refresh"]) <= 15
    assert answer.headers["Retry-After"] == answer.headers["Refresh"]
    assert f"<h1>{text('wait.title')}</h1>" in answer.text.replace("&#39;", "'")
    assert text("wait.place", place=1) in answer.text
    assert 'id="exit"' in answer.text


@pytest.fixture(scope="module")
def crowded(compressed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service whose only place is taken."""
    service = new_service(tmp_path_factory.mktemp("crowded"), compressed_file, max_kernels=1, ready_kernels=1)
    with httpx.Client(timeout=60) as client:
        Visitor(service, client).sign_in("ana").kernel()
        yield service
    service.stop()


@pytest.fixture(scope="module")
def next_one(crowded: Service) -> Iterator[Visitor]:
    with httpx.Client(timeout=60) as client:
        yield Visitor(crowded, client).sign_in("bea")


def test_who_came_first_comes_in_first(small: Service, new_visitor: Callable[..., Visitor]):
    ana, bea, cleo = (new_visitor(small, name) for name in ("ana", "bea", "cleo"))
    kernel = ana.kernel()
    places = [place_in(bea.open()), place_in(cleo.open()), place_in(bea.open())]

    ana.client.delete(small.url(f"api/kernels/{kernel}"), headers=ana.token)
    late = place_in(cleo.open())
    opened = kernel_of(bea.open().text)

    assert (places, late) == ([1, 2, 1], 2)
    assert opened != kernel
    assert place_in(cleo.open()) == 1


def test_a_page_that_is_open_heals_before_new_pages(small: Service, new_visitor: Callable[..., Visitor]):
    ana, bea, cleo = (new_visitor(small, name) for name in ("ana", "bea", "cleo"))
    ana.kernel()
    before = [place_in(bea.open()), place_in(cleo.open(**{"X-Heals": "1"}))]

    assert (before, place_in(bea.open())) == ([1, 1], 2)


def test_a_burst_of_openings_is_answered_in_full(
    start_service: Callable[..., Service], new_visitor: Callable[..., Visitor]
):
    service = start_service(max_kernels=BURST)
    visitors = [new_visitor(service, "ana") for _ in range(BURST)]
    together = threading.Barrier(BURST)
    first_bytes = []

    def open_one(visitor: Visitor) -> str:
        together.wait()
        begun = time.monotonic()
        with visitor.client.stream("GET", service.url("lesson/note")) as answer:
            parts = answer.iter_text()
            text = next(parts)
            first_bytes.append((time.monotonic() - begun, "Your page is opening" in text))
            return text + "".join(parts)

    with ThreadPoolExecutor(BURST) as pool:
        pages = list(pool.map(open_one, visitors))

    assert len({kernel_of(page) for page in pages}) == BURST
    assert all('id="models"' in page for page in pages)
    assert all(has_frame for _, has_frame in first_bytes)


@pytest.mark.browser
@pytest.mark.allows("console")  # a kernel that is gone is reported there
def test_she_types_on_while_her_page_waits_for_another_kernel_and_nothing_is_lost(
    small: Service, new_visitor: Callable[..., Visitor], open_page_of: Callable[..., Page]
):
    page = open_page_of(small, "lesson/note")
    field, status = page.get_by_label("Your words"), page.get_by_role("status").first
    field.fill("before")
    expect(status).to_have_text("Saved")
    take_the_place_of(page)
    bea = new_visitor(small, "bea")
    kernel = bea.kernel()

    field.fill("before and while I wait")
    expect(status).to_contain_text("Many people are here now")
    assert small.words() == "before"
    bea.client.delete(small.url(f"api/kernels/{kernel}"), headers=bea.token)

    expect(status).to_have_text("Saved", timeout=30_000)
    assert small.words() == "before and while I wait"
    assert field.input_value() == "before and while I wait"


def take_the_place_of(page: Page) -> None:
    """Her kernel stops; her page, which nobody touches, asks for no new one."""
    leave_alone(page)
    page.evaluate(
        """async () => {
        const { base } = JSON.parse(document.querySelector("#onward").textContent);
        const kernel = document.querySelector("#kernel").value;
        const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
        await fetch(`${base}api/kernels/${kernel}`, { method: "DELETE", headers: { "X-XSRFToken": token } });
        }"""
    )


def leave_alone(page: Page) -> None:
    """As far as the page knows, nobody has touched it for a minute."""
    page.clock.install()
    page.clock.fast_forward(60_000)
    page.clock.resume()


@pytest.mark.browser
def test_the_page_that_waits_opens_by_itself_without_javascript_too(
    small: Service, new_visitor: Callable[..., Visitor], open_page_of: Callable[..., Page]
):
    ana = new_visitor(small, "ana")
    kernel = ana.kernel()
    page = open_page_of(small, "lesson/note", "bea", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Please wait a moment")
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()

    ana.client.delete(small.url(f"api/kernels/{kernel}"), headers=ana.token)

    expect(page.get_by_text("Your page is opening")).to_be_visible(timeout=20_000)


@pytest.mark.browser
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_that_waits_has_no_barriers(
    language: str,
    crowded: Service,
    open_page_of: Callable[..., Page],
    axe: Callable[[Page], list[str]],
):
    page = open_page_of(crowded, "lesson/note", "bea", locale=language)

    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.browser
@pytest.mark.allows("console")  # a kernel that is gone is reported there
def test_a_page_that_nobody_looks_at_makes_room_and_heals_when_she_comes_back(
    start_service: Callable[..., Service],
    new_visitor: Callable[..., Visitor],
    open_page_of: Callable[..., Page],
):
    service = start_service(max_kernels=1, ready_kernels=1, care={"sparing": 1, "hidden": 0.5})
    page = open_page_of(service, "lesson/note")
    page.get_by_label("Your words").fill("mine")
    expect(page.get_by_role("status").first).to_have_text("Saved")
    requests: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    leave_alone(page)
    page.wait_for_timeout(1500)

    bea = new_visitor(service, "bea")
    kernel = bea.kernel()
    page.wait_for_timeout(3000)
    asked = [url for url in requests if "lesson" in url]
    still_saved = page.get_by_role("status").first.inner_text()
    bea.client.delete(service.url(f"api/kernels/{kernel}"), headers=bea.token)
    page.get_by_label("Your words").fill("mine, and more")

    expect(page.get_by_role("status").first).to_have_text("Saved", timeout=20_000)
    assert (asked, still_saved) == ([], "Saved")
    assert service.words() == "mine, and more"
    assert service.words("bea") == ""


@pytest.mark.browser
@pytest.mark.allows("console")  # a kernel that is gone is reported there
def test_short_memory_sheds_idle_kernels_then_newcomers_wait_and_who_types_goes_on(
    start_service: Callable[..., Service],
    new_visitor: Callable[..., Visitor],
    open_page_of: Callable[..., Page],
):
    service = start_service(ready_kernels=1, care={"sparing": 2})
    idle, busy = (open_page_of(service, "lesson/note", learner) for learner in ("ana", "bea"))
    third = open_page_of(service, "lesson/note", "cleo")
    for page in (idle, third, busy):
        page.get_by_label("Your words").fill("one")
        expect(page.get_by_role("status").first).to_have_text("Saved")
    leave_alone(idle)
    leave_alone(third)

    service.has_memory(200)
    deadline = time.monotonic() + 20
    typed = 1
    while pages_of(service) > 1 and time.monotonic() < deadline:
        typed += 1
        busy.get_by_label("Your words").fill(f"one to {typed}")
        busy.wait_for_timeout(700)
    kept = pages_of(service)
    dora = new_visitor(service, "ana")
    answers = [dora.open().status_code, new_visitor(service, "cleo").open().status_code]

    expect(busy.get_by_role("status").first).to_have_text("Saved")
    assert kept == 1
    assert answers == [200, WAITING]
    assert service.words("bea") == f"one to {typed}"
    service.has_memory(6000)
    third.get_by_label("Your words").fill("one and two")
    expect(third.get_by_role("status").first).to_have_text("Saved", timeout=20_000)
    assert service.words("cleo") == "one and two"


def pages_of(service: Service) -> int:
    """How many pages have a kernel, as the service itself says."""
    numbers = httpx.get(service.url("metrics")).text
    return int(float(re.search(r"^onward_kernels_in_use (\S+)", numbers, re.MULTILINE)[1]))
