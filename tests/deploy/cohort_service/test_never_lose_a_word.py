"""Whatever happens to line, kernel or service: what she typed is in the store before she reads "Saved"."""

import time
from collections.abc import Callable

import psutil
import pytest
from playwright.sync_api import Page, expect

from .conftest import Service
from .for_tests.line import Line

pytestmark = [pytest.mark.browser, pytest.mark.allows("console")]  # broken connections are reported there

CUT_SECONDS = 30
ASLEEP_SECONDS = 20


def words_field(page: Page) -> "object":
    return page.get_by_label("Your words")


def saves(page: Page, service: Service, words: str, timeout: float = 20_000) -> None:
    expect(page.get_by_role("status").first).to_have_text("Saved", timeout=timeout)
    assert service.words() == words
    assert words_field(page).input_value() == words


def test_what_she_types_is_stored_before_she_reads_saved(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")

    words_field(page).fill("I sew and I cook")

    saves(page, service, "I sew and I cook")


def test_a_network_cut_loses_nothing(service: Service, line: Line, open_page: Callable[..., Page]):
    page = open_page("lesson/note", port=line.port)
    words_field(page).fill("before")
    saves(page, service, "before")

    line.cut()
    words_field(page).fill("before and during")
    expect(page.get_by_role("status").first).to_contain_text("No connection")
    page.wait_for_timeout(1000 * CUT_SECONDS)
    assert service.words() == "before"
    line.mend()

    saves(page, service, "before and during")


def test_a_phone_asleep_loses_nothing(service: Service, line: Line, open_page: Callable[..., Page]):
    page = open_page("lesson/note", port=line.port)
    words_field(page).fill("awake")
    saves(page, service, "awake")

    line.swallow()
    words_field(page).fill("awake, then asleep")
    page.wait_for_timeout(1000 * ASLEEP_SECONDS)
    assert service.words() == "awake"
    line.mend()

    saves(page, service, "awake, then asleep")


def test_a_browser_that_says_offline_loses_nothing(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    words_field(page).fill("on")
    saves(page, service, "on")

    page.context.set_offline(True)
    words_field(page).fill("on and off")
    expect(page.get_by_role("status").first).to_contain_text("No connection")
    page.context.set_offline(False)

    saves(page, service, "on and off")


def test_a_killed_kernel_loses_nothing(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    words_field(page).fill("first")
    saves(page, service, "first")

    for kernel in service.kernels():
        kernel.kill()
    words_field(page).fill("first and second")

    expect(page.get_by_role("status").first).not_to_have_text("Saved")
    saves(page, service, "first and second")


def test_a_culled_kernel_loses_nothing(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    words_field(page).fill("first")
    saves(page, service, "first")

    status = page.evaluate(
        """async () => {
        const { base } = JSON.parse(document.querySelector("#onward").textContent);
        const kernel = document.querySelector("#kernel").value;
        const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
        const headers = { "X-XSRFToken": token };
        return (await fetch(`${base}api/kernels/${kernel}`, { method: "DELETE", headers })).status;
        }"""
    )
    words_field(page).fill("first and second")

    assert status == 204
    saves(page, service, "first and second")


def test_a_restarted_service_loses_nothing(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    words_field(page).fill("first")
    saves(page, service, "first")

    service.stop()
    words_field(page).fill("first and second")
    expect(page.get_by_role("status").first).to_contain_text("No connection")
    service.start()

    saves(page, service, "first and second", timeout=30_000)


def test_a_page_reloaded_in_the_midst_of_a_word_loses_nothing(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("lesson/note")
    words_field(page).fill("half a wor")

    page.reload()

    expect(words_field(page)).to_have_value("half a wor")


def test_two_tabs_never_overwrite_each_other_silently(service: Service, open_page: Callable[..., Page]):
    one = open_page("lesson/note")
    other = one.context.new_page()
    other.goto(one.url)
    words_field(one).fill("from the first tab")
    saves(one, service, "from the first tab")

    words_field(other).fill("from the second tab")

    expect(other.get_by_role("status").first).to_contain_text("open two times")
    assert service.words() == "from the first tab"
    assert words_field(other).input_value() == "from the second tab"


def test_a_full_disk_is_said_and_what_she_typed_stays(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/full")

    words_field(page).fill("x" * 200_000)

    expect(page.get_by_role("status").first).to_contain_text("no space left")
    assert service.words() == ""
    assert words_field(page).input_value() == "x" * 200_000


def test_the_kernel_of_a_closed_page_stops_within_seconds(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    words_field(page).fill("last words")
    before = {kernel.pid for kernel in service.kernels()}

    page.close()
    stopped = wait_for_one_to_stop(before)

    assert stopped
    assert service.words() == "last words"


def wait_for_one_to_stop(pids: set[int]) -> bool:
    deadline = time.monotonic() + 8
    while time.monotonic() < deadline:
        if not all(psutil.pid_exists(pid) for pid in pids):
            return True
        time.sleep(0.1)
    return False
