"""Signing in at the real Hub, in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from deploy.hub import door
from tests.running_hub import RunningHub
from widgets.language import load_text, page_languages

pytestmark = [pytest.mark.hub, pytest.mark.browser]
LANGUAGES = [language.tag for language in page_languages()]
TEXTS = door.HUB / "text"


def test_learner_signs_in_and_stands_on_her_cohorts_pages(hub: RunningHub, page: Page):
    hub.sign_in(page, *hub.learners["oak"][0])

    expect(page).to_have_url(f"{hub.service('oak')}home")


def test_a_code_and_pin_in_other_numerals_and_with_spaces_open_the_door(hub: RunningHub, page: Page):
    code, pin = hub.add_learner()
    arabic = pin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))

    hub.sign_in(page, f"{code[:3].upper()} {code[3:]}", f"{arabic[:3]} {arabic[3:]}")

    expect(page).to_have_url(f"{hub.service('oak')}home")


def test_staff_sign_in_on_the_same_page_and_stand_on_their_own(hub: RunningHub, page: Page):
    hub.sign_in_staff(page, "oak")

    expect(page).to_have_url(f"{hub.service('oak')}staff/")


def test_a_wrong_pin_is_explained_and_the_code_is_kept(hub: RunningHub, page: Page):
    code, _ = hub.add_learner()
    page.goto(f"{hub.address}hub/login")

    hub.type_sign_in(page, code, "000000")

    expect(page.get_by_role("alert")).to_contain_text("do not match")
    expect(page.get_by_label("Your code")).to_have_value(code)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_speaks_each_language_and_fits_a_small_phone(
    hub: RunningHub, new_context: Callable[..., BrowserContext], language: str
):
    page = new_context(viewport={"width": 320, "height": 640}, locale="de").new_page()
    page.goto(f"{hub.address}hub/login")
    name = next(each.name for each in page_languages() if each.tag == language)
    text = load_text(TEXTS, language)

    page.get_by_role("link", name=name, exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text(text("sign_in.title"))
    expect(page.locator("html")).to_have_attribute("lang", language)
    expect(page.locator("html")).to_have_attribute("dir", text.language.direction)
    page.get_by_text(text("staff.title"), exact=True).click()
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_the_browsers_language_comes_first(hub: RunningHub, new_context: Callable[..., BrowserContext]):
    page = new_context(locale="ar-MA").new_page()

    page.goto(hub.address)

    expect(page.locator("html")).to_have_attribute("lang", "ar")


def test_the_door_works_without_javascript(hub: RunningHub, new_context: Callable[..., BrowserContext]):
    page = new_context(java_script_enabled=False).new_page()
    page.goto(hub.address)
    page.get_by_role("link", name="Italiano").click()

    hub.type_sign_in(page, *hub.learners["oak"][0])

    page.wait_for_url("**/services/oak/**")


def test_the_door_weighs_little_and_asks_nobody_else(hub: RunningHub, page: Page):
    responses = []
    page.on("response", lambda response: responses.append(response))  # noqa: PLW0108 -- Playwright wants a function

    page.goto(hub.address, wait_until="networkidle")

    sizes = [response.request.sizes() for response in responses]
    weight = sum(size["responseBodySize"] + size["responseHeadersSize"] for size in sizes)
    assert len(responses) > 3
    assert weight < 10_000  # 30 KB were asked for


def test_the_pin_is_shown_when_she_wants_to_see_it(hub: RunningHub, page: Page):
    page.goto(hub.address)
    pin = page.get_by_label("Your PIN")
    pin.fill("123456")
    look = "element => getComputedStyle(element).webkitTextSecurity"

    hidden = pin.evaluate(look)
    page.get_by_label("Show the PIN").check()

    assert (hidden, pin.evaluate(look)) == ("disc", "none")


@pytest.mark.allows("hosts")
@pytest.mark.parametrize("keys", [["Escape"] * 2, ["Shift"] * 3])
def test_keys_leave_the_door_at_once(hub: RunningHub, page: Page, keys: list[str]):
    page.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(f"{hub.address}hub/login")

    for key in keys:
        page.keyboard.press(key)

    page.wait_for_url(hub.settings.quick_exit_url)
    assert page.evaluate("history.length") <= 2


@pytest.mark.allows("hosts")
def test_quick_exit_is_a_plain_link_without_javascript(
    hub: RunningHub, new_context: Callable[..., BrowserContext]
):
    page = new_context(java_script_enabled=False).new_page()
    page.route("https://**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(f"{hub.address}hub/login")

    page.get_by_role("link", name="Leave this page").click()

    page.wait_for_url(hub.settings.quick_exit_url)


@pytest.mark.parametrize("path", ["hub/nowhere", "nowhere"])
def test_a_missing_page_is_a_kind_notice(hub: RunningHub, page: Page, path: str):
    page.goto(f"{hub.address}{path}")

    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not here")


def test_another_cohorts_pages_are_not_hers(hub: RunningHub, page: Page):
    hub.sign_in(page, *hub.learners["oak"][0])

    answer = page.goto(hub.service("elm"))

    assert answer is not None
    assert answer.status == 403
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not for you")


def test_another_cohorts_trainer_stays_outside(hub: RunningHub, page: Page):
    hub.sign_in_staff(page, "elm")

    answer = page.goto(f"{hub.service('oak')}staff/")

    assert answer is not None
    assert answer.status == 403


def test_staff_pages_are_not_for_learners(hub: RunningHub, page: Page):
    hub.sign_in(page, *hub.learners["oak"][0])

    answer = page.goto(f"{hub.service('oak')}staff/")

    assert answer is not None
    assert answer.status == 403


def test_nothing_stays_in_the_browser_when_it_is_closed(hub: RunningHub, page: Page):
    hub.sign_in(page, *hub.learners["oak"][0])

    passing = ("oauth-state", "_xsrf")  # not what signs her in
    cookies = [cookie for cookie in page.context.cookies() if not cookie["name"].endswith(passing)]

    assert len(cookies) == 3
    assert {cookie["name"] for cookie in cookies if cookie["expires"] != -1} == set()
    assert {cookie["sameSite"] for cookie in cookies} == {"Strict"}
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_door_has_no_barriers(
    hub: RunningHub, new_context: Callable[..., BrowserContext], axe: Callable, language: str
):
    page = new_context(locale=language).new_page()
    page.goto(f"{hub.address}hub/login")
    page.get_by_text(load_text(TEXTS, language)("staff.title"), exact=True).click()
    at_first = axe(page)
    hub.type_sign_in(page, hub.add_learner().name, "000000")
    page.get_by_role("alert").wait_for()
    with_a_problem = axe(page)
    page.goto(f"{hub.address}hub/nowhere")

    assert (at_first, with_a_problem, axe(page)) == ([], [], [])
