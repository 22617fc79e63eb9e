import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from deploy.hub.authenticator import DAY, LONGEST, RosterAuthenticator, address_of
from deploy.hub.pins import Vault
from deploy.hub.roster import Attempts, Roster
from deploy.settings import Settings


@pytest.fixture
def authenticator(tmp_path: Path) -> RosterAuthenticator:
    roster, vault = Roster(tmp_path / "roster.sqlite"), Vault(b"k" * 32)
    roster.add("elena", "staff", "oak", vault.hashed("a" * LONGEST, rounds=4))
    return RosterAuthenticator(roster=roster, vault=vault)


def handler(public_url: str = "", **headers: str) -> SimpleNamespace:
    """A sign-in; headers as `X_Real_Ip="…"`."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    settings = {"onward": Settings(home=Path("/nowhere"), public_url=public_url)}
    return SimpleNamespace(request=SimpleNamespace(headers=named), settings=settings)


async def test_the_longest_password_is_taken(authenticator: RosterAuthenticator):
    signed_in = await authenticator.authenticate(handler(), {"name": "elena", "secret": "a" * LONGEST})

    assert signed_in == {"name": "elena", "groups": ["formgrade-oak"]}


@pytest.mark.parametrize("too_long", ["name", "secret"])
async def test_nothing_works_on_what_is_too_long(
    authenticator: RosterAuthenticator, monkeypatch: pytest.MonkeyPatch, too_long: str
):
    typed = {"name": "elena", "secret": "a" * LONGEST, too_long: "a" * (LONGEST + 1)}
    for work in ("typed_name", "typed_pin", "typed_password"):
        monkeypatch.delattr(f"deploy.hub.authenticator.{work}")

    assert await authenticator.authenticate(handler(), typed) is None


@pytest.mark.parametrize(
    ("public_url", "hops", "address"),
    [
        ("", "203.0.113.7", "203.0.113.7"),
        ("", "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        ("https://onward.example", "198.51.100.1, 203.0.113.7, 127.0.0.1", "203.0.113.7"),
        ("https://onward.example", "127.0.0.1", "127.0.0.1"),
    ],
)
def test_no_browser_chooses_the_address_it_signs_in_from(public_url: str, hops: str, address: str):
    assert address_of(handler(public_url, X_Forwarded_For=hops, X_Real_Ip="192.0.2.99")) == address


def test_a_new_session_forgets_attempts_of_days_ago(authenticator: RosterAuthenticator):
    roster, now = authenticator.roster, time.time()
    for key, until in (("old", now - DAY - 1), ("new", now - DAY + 60)):
        roster.note_attempts(key, Attempts(9, until))

    authenticator.begin_session("s1", "elena")

    assert [roster.attempts(key).failures for key in ("old", "new")] == [0, 9]
