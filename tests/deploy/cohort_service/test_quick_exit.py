"""Quick exit: the page is blank at once, the session is over, and going back shows nothing of hers."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Service

pytestmark = pytest.mark.browser

BLANK_AFTER = """(press) => new Promise((resolve) => {
    const begun = performance.now();
    const seen = new MutationObserver(() => resolve(performance.now() - begun));
    seen.observe(document.documentElement, { attributes: true });
    document.querySelector("#exit").click();
})"""


def press(page: Page, key: str, times: int) -> None:
    for _ in range(times):
        page.keyboard.press(key)


WAYS = {
    "the button": lambda page: page.get_by_role("link", name="Leave this page").click(),
    "Escape twice": lambda page: press(page, "Escape", 2),
    "Shift three times": lambda page: press(page, "Shift", 3),
}


@pytest.mark.parametrize("way", WAYS)
def test_she_leaves_and_comes_back_to_nothing(way: str, service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    page.get_by_label("Your words").fill("words that nobody else may read")
    lesson = page.url

    WAYS[way](page)
    page.wait_for_url("**/away")
    page.wait_for_timeout(500)  # her last words and the end of the session are on their way
    seen_after_back = back(page)
    page.goto(lesson)

    assert "words that nobody" not in seen_after_back
    assert "/lesson/" not in page.url
    assert service.words() == "words that nobody else may read"
    assert [cookie["name"] for cookie in page.context.cookies() if cookie["name"] == "service-demo"] == []


def back(page: Page) -> str:
    page.go_back()
    return page.locator("body").inner_text()


@pytest.mark.parametrize(("key", "times"), [("Escape", 1), ("Shift", 2)])
def test_fewer_keys_do_not_throw_her_out(key: str, times: int, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    field = page.get_by_label("Your words")

    press(page, key, times)
    field.press_sequentially("Ana And Bea")

    expect(field).to_have_value("Ana And Bea")
    assert page.url.endswith("/lesson/note")


def test_the_page_is_blank_within_a_tenth_of_a_second(open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    page.get_by_label("Your words").wait_for()

    assert page.evaluate(BLANK_AFTER) < 100


def test_it_works_before_the_kernel_is_ready(open_page: Callable[..., Page]):
    page = open_page("home")
    page.evaluate("location.href = 'lesson/slow'")

    page.wait_for_url("**/lesson/slow", wait_until="commit")
    page.get_by_text("Your page is opening").wait_for()
    page.get_by_role("link", name="Leave this page").click()

    page.wait_for_url("**/away")


@pytest.mark.allows("console")
def test_it_works_when_the_service_is_down(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    page.get_by_label("Your words").wait_for()
    page.route("**/away", lambda route: route.fulfill(content_type="text/html", body="The weather is fine."))

    service.stop()
    try:
        page.get_by_role("link", name="Leave this page").click()
        page.wait_for_url("**/away")
    finally:
        service.start()


def test_without_javascript_it_is_a_plain_link_that_ends_the_session(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("home", java_script_enabled=False)

    page.get_by_role("link", name="Leave this page").click()
    page.wait_for_url("**/away")
    page.wait_for_timeout(500)
    page.goto(service.url("home"))

    assert "authorize" in page.url


def test_the_button_is_large_and_covers_nothing_at_the_end_of_the_page(open_page: Callable[..., Page]):
    page = open_page("lesson/sliders", viewport={"width": 320, "height": 480})
    page.get_by_text("the end").wait_for()
    page.evaluate("scrollTo(0, document.body.scrollHeight)")

    button = page.get_by_role("link", name="Leave this page").bounding_box()
    last = page.get_by_text("the end").bounding_box()

    assert min(button["width"], button["height"]) >= 44
    assert last["y"] + last["height"] <= button["y"]
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
