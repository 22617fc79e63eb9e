"""The service ends, gently or not, while she types: a new one takes over, and nothing is lost."""

import threading
import time
from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import Page, expect

from .conftest import Service
from .for_tests.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.allows("console")]  # broken connections are reported there

GENTLE_SECONDS = 9.0
"""The Hub kills what has not stopped after ten."""


def type_on_while(page: Page, service: Service, ends: Callable[[], None]) -> str:
    """She types a word every moment while the service ends and another starts; what she has typed."""
    field = page.get_by_label("Your words")

    def restart() -> None:
        ends()
        service.start()

    restarting = threading.Thread(target=restart)
    restarting.start()
    number = 0
    while restarting.is_alive() or number < 10:
        number += 1
        field.press_sequentially(f"{number} ")
        page.wait_for_timeout(150)
    restarting.join()
    return " ".join(str(each + 1) for each in range(number)) + " "


@pytest.mark.parametrize("way", ["gently", "killed"])
def test_she_types_on_while_the_service_restarts(
    way: str, start_service: Callable[..., Service], open_page_of: Callable[..., Page]
):
    service = start_service()
    page = open_page_of(service, "lesson/note")
    page.get_by_label("Your words").wait_for()

    typed = type_on_while(page, service, {"gently": service.stop, "killed": service.kill}[way])

    expect(page.get_by_role("status").first).to_have_text("Saved", timeout=30_000)
    assert page.get_by_label("Your words").input_value() == typed
    assert service.words() == typed


def test_a_service_that_stops_leaves_nothing_unread_and_no_process(
    start_service: Callable[..., Service], open_page_of: Callable[..., Page]
):
    service = start_service()
    page = open_page_of(service, "lesson/note")
    page.get_by_label("Your words").fill("sent a moment ago")
    page.get_by_label("Your words").blur()
    family = psutil.Process(service.process.pid).children(recursive=True)

    begun = time.monotonic()
    service.stop()

    assert time.monotonic() - begun < GENTLE_SECONDS
    assert service.words() == "sent a moment ago"
    assert psutil.wait_procs(family, timeout=3)[1] == []


def test_no_kernel_outlives_a_service_that_was_killed(
    start_service: Callable[..., Service], new_visitor: Callable[..., Visitor]
):
    service = start_service()
    new_visitor(service, "ana").kernel()
    family = psutil.Process(service.process.pid).children(recursive=True)

    service.kill()

    assert len(family) >= 2
    assert psutil.wait_procs(family, timeout=5)[1] == []
