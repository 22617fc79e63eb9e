"""The cohort service behind a real Hub and its proxy."""

from collections.abc import Callable

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page

from tests.running_hub import METRICS_TOKEN, RunningHub

pytestmark = [pytest.mark.browser, pytest.mark.hub]

KERNEL = 'document.querySelector("#kernel").value'
FETCH = """async ([path, method]) => {
    const token = document.cookie.match(/_xsrf=([^;]*)/)[1];
    return (await fetch(path, { method, headers: { "X-XSRFToken": token }, redirect: "manual" })).status;
}"""


@pytest.mark.allows("console")  # her forged requests are reported there
def test_another_learner_reaches_neither_kernel_nor_socket(
    hub: RunningHub, open_lesson: Callable[..., Page], new_context: Callable[..., BrowserContext]
):
    mine = open_lesson("write_a_cv")
    kernel = mine.evaluate(KERNEL)
    other = new_context().new_page()
    hub.sign_in(other, *hub.add_learner())
    way = f"/services/oak/api/kernels/{kernel}"

    answers = [other.request.get(hub.address + way[1:]).status, other.evaluate(FETCH, [way, "DELETE"])]

    assert all(status in (403, 404) for status in answers)
    assert mine.evaluate(FETCH, [way, "GET"]) == 204


def test_a_trainer_of_another_cohort_is_refused(hub: RunningHub, new_context: Callable[..., BrowserContext]):
    page = new_context().new_page()
    hub.sign_in_staff(page, "elm")

    statuses = [
        page.goto(f"{hub.service('oak')}{path}").status for path in ("", "staff/", "lesson/write_a_cv")
    ]

    assert statuses == [403, 403, 403]


def test_the_page_may_say_that_somebody_is_there(open_lesson: Callable[..., Page]):
    page = open_lesson("write_a_cv")

    assert page.evaluate(FETCH, ["/services/oak/awake", "POST"]) == 204


def test_the_numbers_are_read_through_the_proxy_with_the_ngos_token_only(hub: RunningHub):
    url = f"{hub.service()}metrics"

    refused, allowed = httpx.get(url), httpx.get(url, headers={"Authorization": f"Bearer {METRICS_TOKEN}"})

    assert refused.status_code == 401
    assert "onward_kernels_limit" in allowed.text


@pytest.mark.allows("hosts")
@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_quick_exit_ends_the_session_at_the_hub_too(
    java_script_enabled: bool, hub: RunningHub, new_context: Callable[..., BrowserContext]
):
    context = new_context(java_script_enabled=java_script_enabled)
    context.route(
        "https://**", lambda route: route.fulfill(content_type="text/html", body="The weather is fine.")
    )
    page = context.new_page()
    hub.sign_in(page, *hub.add_learner())

    page.locator("#exit").click()
    page.wait_for_url("https://**")
    page.wait_for_timeout(1000)
    page.goto(hub.service())

    assert "/hub/login" in page.url
