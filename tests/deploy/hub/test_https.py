"""A Hub behind a web server with https, whose word alone is believed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from deploy.hub.cards import sign_in_cards
from deploy.people import SignIn
from tests.conftest import LESSONS
from tests.running_hub import RunningHub, prepared_home, running_hub
from tests.tls import WebServer, self_signed
from widgets.documents import read_document
from widgets.language import load_text

pytestmark = [pytest.mark.hub, pytest.mark.browser]

VISITOR = "203.0.113.7"  # an address for documentation (RFC 5737), which nobody has


@pytest.fixture(scope="module")
def hub(proxy_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningHub]:
    folder = tmp_path_factory.mktemp("https")
    settings = prepared_home(folder / "home", proxy_folder)
    server = WebServer(settings.port, self_signed(folder), VISITOR)
    public = replace(settings, public_url=f"https://localhost:{server.port}")
    with running_hub(public) as hub:
        yield hub
    server.close()


@pytest.fixture
def page(new_context: Callable[..., BrowserContext]) -> Page:
    return new_context(ignore_https_errors=True).new_page()


def behind(hub: RunningHub) -> httpx.Client:
    """Somebody on the machine itself, past the web server."""
    return httpx.Client(base_url=f"http://127.0.0.1:{hub.settings.port}", timeout=30)


def test_she_signs_in_writes_and_every_address_and_cookie_stays_within_https(hub: RunningHub, page: Page):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    hub.sign_in(page, *hub.add_learner())
    page.goto(hub.lesson("write_a_cv"))

    text = load_text(LESSONS / "write_a_cv" / "text", "en")
    page.get_by_label(text("who.name.label"), exact=True).fill("Amina Haddad")
    expect(page.get_by_role("status").first).to_have_text("Saved")

    port = hub.address.split(":")[-1].strip("/")
    ours = (hub.address, f"wss://localhost:{port}/", "data:", "blob:")
    assert any(url.startswith("wss://") for url in asked)
    assert [url for url in asked if not url.startswith(ours)] == []
    cookies = page.context.cookies()
    assert len(cookies) >= 4
    assert [cookie["name"] for cookie in cookies if not cookie["secure"]] == []


def test_staff_change_the_language_and_that_cookie_is_secure_too(hub: RunningHub, page: Page):
    hub.sign_in_staff(page)
    page.goto(f"{hub.address}hub/login?language=it")
    page.context.clear_cookies(name="_xsrf")
    page.goto(f"{hub.service()}staff/")

    assert [cookie["name"] for cookie in page.context.cookies() if not cookie["secure"]] == []


def test_pages_may_open_sockets_with_tls_only(hub: RunningHub, page: Page):
    hub.sign_in(page, *hub.add_learner())

    answer = page.goto(hub.lesson("write_a_cv"))

    policy = answer.headers["content-security-policy"]
    host = hub.address.removeprefix("https://").strip("/")
    assert f"connect-src 'self' wss://{host};" in policy
    assert "ws://" not in policy.replace("wss://", "")


@pytest.mark.allows("hosts")
def test_quick_exit_ends_the_session(hub: RunningHub, page: Page):
    page.route(hub.settings.quick_exit_url, lambda route: route.fulfill(body="The weather is fine."))
    hub.sign_in(page, *hub.add_learner())

    page.locator("#exit").click()
    page.wait_for_url(hub.settings.quick_exit_url)
    page.wait_for_timeout(1000)
    page.goto(hub.service())

    assert page.url.startswith(f"{hub.address}hub/login")


def test_what_a_visitor_says_of_the_protocol_is_believed_nowhere(hub: RunningHub):
    with behind(hub) as visitor:
        claims = {"X-Forwarded-Proto": "http", "X-Scheme": "http"}
        answer = visitor.get("/hub/login", headers=claims)
        page = visitor.get("/services/oak/nowhere", headers=claims)

    cookies = answer.headers.get_list("set-cookie")
    assert cookies
    assert [cookie for cookie in cookies if "Secure" not in cookie] == []
    assert "wss://" in page.headers["content-security-policy"]


def test_wrong_pins_count_for_the_visitors_own_address_whatever_she_says_it_is(hub: RunningHub, page: Page):
    page.context.set_extra_http_headers({"X-Forwarded-For": "198.51.100.9"})
    page.goto(f"{hub.address}hub/login")
    before = failures(hub)

    hub.type_sign_in(page, hub.add_learner().name, "000000")
    expect(page.get_by_role("alert")).to_be_visible()

    counted = [now - then for now, then in zip(failures(hub), before, strict=True)]
    assert counted == [1, 0, 0]


def failures(hub: RunningHub) -> list[int]:
    """Wrong tries from the visitor's address, from the one that she claims, and from the web server's."""
    addresses = (VISITOR, "198.51.100.9", "127.0.0.1")
    keys = ["address/" + hub.people.vault.disguise(address) for address in addresses]
    return [hub.people.roster.attempts(key).failures for key in keys]


def test_cards_show_the_address_that_people_type(hub: RunningHub):
    card = sign_in_cards(hub.settings.address, [SignIn("kmn479", "123456")], "en")

    words = [paragraph.text for paragraph in read_document(card).paragraphs]
    assert any(hub.address in text for text in words)
    assert [text for text in words if "127.0.0.1" in text] == []
