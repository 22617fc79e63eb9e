"""What the Hub allows and ends, asked without a browser."""

import html
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from deploy.hub.files import open_roster
from deploy.hub.roster import Attempts
from deploy.removal import remove_learner
from tests.running_hub import RunningHub

pytestmark = pytest.mark.hub


@pytest.fixture(autouse=True)
def closed_clients(hub: RunningHub) -> Iterator[None]:
    yield
    hub.close_clients()


def sign_in(hub: RunningHub, name: str, secret: str) -> tuple[httpx.Client, httpx.Response]:
    client = hub.client()
    form = client.get("/hub/login").text
    fields = dict(re.findall(r'name="(_xsrf|next|shown)" value="([^"]*)"', form))
    fields = {name: html.unescape(value) for name, value in fields.items()}
    answer = client.post("/hub/login", data={**fields, "code": name, "secret": secret})
    return client, answer


def is_signed_in(hub: RunningHub, client: httpx.Client) -> bool:
    """At the Hub and at her cohort's service."""
    paths = ("/hub/home", hub.service("oak"))
    return all(not client.get(path).url.path.startswith("/hub/") for path in paths)


def test_a_code_that_exists_answers_like_one_that_does_not(hub: RunningHub):
    known, _ = hub.add_learner()
    answers, seconds = {}, {}
    for code in (known, "cccccc"):
        begin = time.monotonic()
        _, answer = sign_in(hub, code, "000000")
        seconds[code] = time.monotonic() - begin
        masked = re.sub(r'value="[^"]*"', "", answer.text)
        answers[code] = (answer.status_code, masked)

    assert answers[known] == answers["cccccc"]
    assert seconds["cccccc"] > 0.1
    assert 0.3 < seconds[known] / seconds["cccccc"] < 3


def test_after_wrong_pins_even_the_right_one_waits_and_a_new_pin_ends_the_wait(hub: RunningHub):
    code, pin = hub.add_learner()
    for _ in range(6):
        sign_in(hub, code, "000000")
        hub.people.roster.note_attempts(*without_wait(hub, code))
    sign_in(hub, code, "000000")

    _, locked = sign_in(hub, code, pin)
    fresh = hub.people.reset(code)
    _, opened = sign_in(hub, code, fresh.secret)

    assert locked.status_code == 403
    assert "Please wait 15 minutes" in html.unescape(locked.text)
    assert "ask your counsellor" in locked.text
    assert opened.url.path == "/services/oak/home"


def without_wait(hub: RunningHub, code: str):
    """The same number of wrong PINs, with the wait gone by."""
    key = "name/" + hub.people.vault.disguise(code)
    return key, Attempts(hub.people.roster.attempts(key).failures, 0.0)


def test_many_guesses_at_once_win_no_more_than_one_after_the_other(hub: RunningHub):
    code, _ = hub.add_learner()
    key = "name/" + hub.people.vault.disguise(code)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: sign_in(hub, code, "000000"), range(8)))

    assert hub.people.roster.attempts(key).failures == 3


@pytest.mark.parametrize(
    "path", ["/hub/spawn", "/hub/token", "/hub/admin", "/hub/user/someone/lab", "/hub/home", "/hub/"]
)
def test_jupyterhubs_own_pages_lead_to_her_cohort(hub: RunningHub, path: str):
    client, _ = sign_in(hub, *hub.learners["oak"][0])

    assert client.get(path).url.path == "/services/oak/home"


def test_nobody_can_start_a_server_or_make_a_token(hub: RunningHub):
    for name, secret in (hub.learners["oak"][0], hub.trainers["oak"]):
        client, _ = sign_in(hub, name, secret)
        xsrf = {"X-XSRFToken": client.cookies.get("_xsrf", path="/hub/") or ""}
        answers = [
            client.post(f"/hub/api/users/{name}/server", headers=xsrf).status_code,
            client.post(f"/hub/api/users/{name}/tokens", headers=xsrf, json={}).status_code,
            client.get("/hub/api/users", headers=xsrf).status_code,
        ]
        assert answers == [403, 403, 403] or answers == [404, 404, 403]


@pytest.mark.parametrize(
    "path", ["/hub/signup", "/hub/authorize", "/hub/change-password", "/hub/accept-share"]
)
def test_there_are_no_pages_to_sign_up_or_to_change_a_pin(hub: RunningHub, path: str):
    client, _ = sign_in(hub, *hub.learners["oak"][0])

    answer = client.get(path)

    assert answer.status_code == 404 or answer.url.path == "/services/oak/home"


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_exit_ends_the_session_everywhere(hub: RunningHub, method: str):
    client, _ = sign_in(hub, *hub.add_learner())
    before = is_signed_in(hub, client)
    stolen = httpx.Cookies(client.cookies)

    answer = client.request(
        method, "/hub/exit", headers={"Sec-Fetch-Site": "same-origin"}, follow_redirects=False
    )

    thief = hub.client()
    thief.cookies.update(stolen)
    expected = (204, None) if method == "POST" else (302, hub.settings.quick_exit_url)
    assert (answer.status_code, answer.headers.get("Location")) == expected
    assert (before, is_signed_in(hub, client), is_signed_in(hub, thief)) == (True, False, False)


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_site_can_not_end_her_session(hub: RunningHub, site: str):
    client, _ = sign_in(hub, *hub.add_learner())

    for method in ("GET", "POST"):
        client.request(method, "/hub/exit", headers={"Sec-Fetch-Site": site}, follow_redirects=False)

    assert is_signed_in(hub, client)


def test_an_idle_session_ends_and_another_browser_of_hers_goes_on(hub: RunningHub):
    learner = hub.add_learner()
    idle, awake = sign_in(hub, *learner)[0], sign_in(hub, *learner)[0]
    session = idle.cookies.get("jupyterhub-session-id")
    long_ago = time.time() - 60 * hub.settings.idle_minutes - 1
    open_roster(hub.settings).note_session(session, learner.name, long_ago)

    at_the_hub = idle.get("/hub/home").url.path

    assert (at_the_hub, is_signed_in(hub, awake)) == ("/hub/login", True)


def test_a_removed_learner_is_out_at_once(hub: RunningHub):
    learner = hub.add_learner()
    client, _ = sign_in(hub, *learner)
    before = is_signed_in(hub, client)

    remove_learner(hub.people, learner.name)

    _, again = sign_in(hub, *learner)
    assert (before, client.get("/hub/home").url.path) == (True, "/hub/login")
    assert again.status_code == 403


def test_staff_who_join_another_cohort_may_enter_at_once(hub: RunningHub):
    people = hub.people
    staff = people.add_staff(hub.cohort("oak"), "new.trainer", "a long enough password")
    client, answer = sign_in(hub, staff.name, staff.secret)

    people.join(hub.cohort("elm"), staff.name)
    joined = client.get(f"{hub.service('elm')}staff/").status_code
    choice = client.get("/hub/home").text
    people.roster.leave(staff.name, "elm")

    assert (answer.url.path, joined) == ("/services/oak/staff/", 200)
    assert [cohort in choice for cohort in ("/services/oak/", "/services/elm/")] == [True, True]


def test_every_page_of_the_door_has_strict_headers(hub: RunningHub):
    client = hub.client()

    for path in ("/hub/login", "/hub/nowhere"):
        headers = client.get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")


def test_the_log_names_no_address_and_not_what_was_typed(hub: RunningHub):
    sign_in(hub, "amina haddad", "my secret words")

    log = hub.log()

    assert "hub/login" in log
    assert [word for word in ("amina", "haddad", "my secret words", "session-id") if word in log] == []


def test_nobody_is_sent_to_another_site_after_signing_in(hub: RunningHub):
    name, secret = hub.add_learner()
    client = hub.client()
    form = client.get("/hub/login", params={"next": "https://example.org/"}).text
    fields = dict(re.findall(r'name="(_xsrf|next|shown)" value="([^"]*)"', form))

    answer = client.post(
        "/hub/login", data={**fields, "next": "//example.org/", "code": name, "secret": secret}
    )

    assert answer.url.path == "/services/oak/home"
