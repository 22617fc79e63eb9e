"""A trainer's ordinary notebook of ipywidgets works as a page, and a foreign anywidget too."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import Service

pytestmark = pytest.mark.browser


def test_sliders_and_fields_speak_with_the_kernel(open_page: Callable[..., Page]):
    page = open_page("lesson/sliders")

    page.get_by_label("Name").fill("Amina")
    page.get_by_label("Name").press("Tab")
    page.get_by_role("slider").focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")

    expect(page.get_by_text("Amina has 3")).to_be_visible()
    expect(page.get_by_text("seen 3")).to_be_visible()
    expect(page.get_by_role("heading", name="Sliders and fields")).to_be_visible()


@pytest.mark.allows("console")
def test_they_keep_what_she_chose_when_the_kernel_is_killed(service: Service, open_page: Callable[..., Page]):
    page = open_page("lesson/sliders")
    page.get_by_label("Name").fill("Amina")
    page.get_by_label("Name").press("Tab")
    expect(page.get_by_text("Amina has 0")).to_be_visible()

    for kernel in service.kernels():
        kernel.kill()
    page.get_by_role("slider").focus()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_text("Amina has 1")).to_be_visible(timeout=20_000)


def test_the_stock_manager_is_loaded_only_where_it_is_needed(
    service: Service, open_page: Callable[..., Page]
):
    page = open_page("home")
    addresses: list[str] = []
    page.on("request", lambda request: addresses.append(request.url))

    page.goto(service.url("lesson/note"))
    page.get_by_label("Your words").wait_for()
    without = [url for url in addresses if "stock_widgets" in url]
    page.goto(service.url("lesson/sliders"))
    page.get_by_role("slider").wait_for()

    assert without == []
    assert [url for url in addresses if "stock_widgets" in url] != []


def test_a_foreign_anywidget_brings_its_code_as_a_file(open_page: Callable[..., Page]):
    page = open_page("lesson/foreign")

    page.get_by_role("button", name="Counted 0").click()

    expect(page.get_by_role("button", name="Counted 2")).to_be_visible()
    expect(page.get_by_role("button", name="Counted 2")).to_have_css("color", "rgb(1, 2, 3)")
