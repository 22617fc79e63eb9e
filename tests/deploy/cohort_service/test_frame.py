"""The frame: nothing to other hosts, nothing kept in the browser, her language, her time, access for all."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from widgets.language import page_languages

from .conftest import Service

pytestmark = pytest.mark.browser

WORDS = "Zeynab Oukacha, Trapani"
STORAGE = """async () => ({
    local: Object.keys(localStorage), session: Object.keys(sessionStorage),
    databases: await indexedDB.databases(), caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_her_words_stay_out_of_the_browsers_storage_addresses_cookies_and_the_log(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("home")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))
    page.goto(service.url("lesson/note"))

    page.get_by_label("Your words").fill(WORDS)
    expect(page.get_by_role("status").first).to_have_text("Saved")
    kept = page.evaluate(STORAGE)

    assert kept == {"local": [], "session": [], "databases": [], "caches": [], "workers": 0}
    assert len(addresses) >= 3
    traces = " ".join([*addresses, str(page.context.cookies()), service.log_file.read_text("utf-8")])
    assert all(word not in traces for word in re.findall(r"\w+", WORDS))


def test_nothing_breaks_the_pages_own_policy(service: Service, open_page: Callable[..., Page]):
    page = open_page("home")
    page.add_init_script("""addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
        (window.violations ||= []).push(`${violatedDirective} ${blockedURI}`));""")

    for path in ("lesson/note", "lesson/sliders", "lesson/foreign", "home"):
        page.goto(service.url(path))
        expect(page.locator("#skeleton")).to_have_count(0, timeout=20_000)
        page.wait_for_timeout(300)
        assert page.evaluate("window.violations || []") == []


def test_the_tab_and_the_icon_say_nothing_about_the_ngo(open_page: Callable[..., Page]):
    page = open_page("lesson/note")

    assert page.title() == "My page"
    assert page.locator("link[rel=icon]").get_attribute("href").startswith("data:image/svg+xml,")


def test_each_language_is_offered_in_itself_and_works_without_javascript(open_page: Callable[..., Page]):
    page = open_page("home", java_script_enabled=False)

    page.locator("summary").first.click()
    offered = page.locator("header form").get_by_role("button").all_inner_texts()
    page.get_by_role("button", name="العربية").click()

    assert offered == [language.name for language in page_languages()]
    assert page.locator("html").get_attribute("lang") == "ar"
    assert page.locator("html").get_attribute("dir") == "rtl"
    assert page.url.endswith("/home")


def test_her_choice_of_a_language_waits_for_her_next_browser(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("home")
    page.locator("summary").first.click()
    page.get_by_role("button", name="Română").click()
    page.wait_for_url("**/home")

    other = open_page("")

    assert other.locator("html").get_attribute("lang") == "ro"


def test_the_choice_of_a_language_loses_no_word(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    page.get_by_label("Your words").fill("half a wor")

    page.locator("summary").first.click()
    page.get_by_role("button", name="Français").click()
    page.wait_for_load_state()

    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("textarea")).to_have_value("half a wor")


def test_the_skeleton_and_the_frame_stand_before_the_kernel_has_started(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("home")

    page.goto(service.url("lesson/slow"), wait_until="commit")

    expect(page.get_by_text("Your page is opening")).to_be_visible()
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()
    assert page.locator("#models").count() == 0


def test_a_page_that_does_not_open_says_so(open_page: Callable[..., Page]):
    page = open_page("lesson/broken")

    expect(page.get_by_role("alert")).to_contain_text("This page does not open")
    expect(page.locator("#skeleton")).to_have_count(0)


def test_errors_are_pages_in_plain_words(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/no_such_lesson")

    expect(page.get_by_role("heading", level=1)).to_have_text("We cannot find this page")
    expect(page.get_by_role("link", name="Leave this page")).to_be_visible()


def test_the_browser_warns_only_while_something_is_unsaved(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/note")
    asked: list[str] = []
    page.on("dialog", lambda dialog: asked.append(dialog.type))
    page.get_by_label("Your words").fill("saved")
    expect(page.get_by_role("status").first).to_have_text("Saved")

    page.reload()
    page.get_by_label("Your words").press_sequentially("x")
    page.reload()

    assert asked == ["beforeunload"]


@pytest.mark.allows("console")  # a page that lets its kernel go after the session's end is refused
def test_an_idle_session_ends_on_the_page_and_at_the_service(
    idle_service: Service, new_context: Callable[..., BrowserContext]
):
    page = new_context().new_page()
    page.goto(idle_service.url("sign-in?token=ana:nbgrader-demo:1"))
    other = page.context.new_page()
    page.goto(idle_service.url("lesson/note"))
    page.get_by_label("Your words").fill("before the break")

    page.wait_for_url("**/hub/logout", timeout=30_000)
    other.goto(idle_service.url("home"))

    assert "authorize" in other.url or "/hub/logout" in other.url
    assert idle_service.words() == "before the break"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("path", ["home", "lesson/note", "lesson/broken", "lesson/none"])
def test_axe_finds_nothing(
    path: str, language: str, open_page: Callable[..., Page], axe: Callable[[Page], list[Any]]
):
    page = open_page(path, locale=language)
    expect(page.locator("#skeleton")).to_have_count(0)

    assert axe(page) == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_target_is_large_and_nothing_is_cut_at_320_px(language: str, open_page: Callable[..., Page]):
    page = open_page("lesson/note", locale=language, viewport={"width": 320, "height": 640})
    page.locator("textarea").wait_for()
    page.locator("summary").first.click()

    small = page.evaluate("""() => [...document.querySelectorAll("header a, button, summary, #exit")]
        .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
        .filter(([, { width, height }]) => Math.min(width, height) < 44).map(([name]) => name)""")

    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
