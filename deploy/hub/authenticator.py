"""Signs people in by the roster: a code and a PIN, or a name and a password.

NativeAuthenticator 1.3.0 runs on JupyterHub 6.1.1, but it answers an unknown code in 1 ms and a wrong PIN
in 250 ms, which tells codes apart; a restart forgets its lock-outs; and the pages it brings (sign-up,
authorisation, change of password) are pages that nobody here may have. So: JupyterHub's own base class.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from jupyterhub import orm
from jupyterhub.auth import Authenticator
from traitlets import Any as Anything
from traitlets import Bool, Integer

from .patience import Patience
from .pins import Vault, typed_name, typed_password, typed_pin
from .roster import Person, Roster, UnknownPerson
from .services import TRUSTED

SIGN_OF_LIFE = 10
"""Seconds after which another sign of life is written down."""
DAY = 24 * 60 * 60
LONGEST = 200
"""Signs of a code, name, PIN or password; nothing works on a longer one."""


@dataclass(frozen=True)
class Refusal:
    """Why somebody is not let in; `wait` in seconds. It never says whether a code exists."""

    wait: int = 0


class RosterAuthenticator(Authenticator):
    """The door: who is on the roster comes in, with the groups of her cohorts."""

    manage_groups = True
    allow_all = Bool(True)
    # Asked at each request: JupyterHub would remember the answer per person, and she may have two browsers.
    auth_refresh_age = Integer(-1)
    auth_refresh_strict = Bool(True)
    delete_invalid_users = Bool(True)
    roster: Roster = Anything(config=True)
    vault: Vault = Anything(config=True)
    idle_minutes: int = Integer(30, config=True)
    pages: Callable[[], list[tuple[Any, ...]]] = Anything(config=True)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.patience = Patience(self.roster, self.vault.disguise)
        self._nobody = self.vault.hashed("nobody's PIN")
        # bcrypt takes 0.2 s of a core each: two at a time leave the Hub awake.
        self._hashing = ThreadPoolExecutor(2, "pins")

    def normalize_username(self, username: str) -> str:
        return typed_name(username)

    def get_handlers(self, app: Any) -> list[tuple[Any, ...]]:
        """Ours come before JupyterHub's, so these are all the pages there are."""
        return self.pages()

    async def authenticate(self, handler: Any, data: dict[str, str]) -> dict[str, Any] | None:
        """Everybody's groups when PIN or password fit; else None, and a Refusal on the handler."""
        if max(len(data["name"]), len(data["secret"])) > LONGEST:
            return None
        name, address, now = typed_name(data["name"]), address_of(handler), time.time()
        await asyncio.sleep(self.patience.slowness(address, now))
        if wait := self.patience.wait(name, now):
            handler.refusal = Refusal(wait)
            return None
        self.patience.note(name, address, now)
        person = await self._person_with(name, data["secret"])
        if person is None:
            handler.refusal = Refusal(self.patience.wait(name, time.time()))
            return None
        self.patience.forgive(name)
        return {"name": person.name, "groups": person.groups}

    async def _person_with(self, name: str, typed: str) -> Person | None:
        """The same work whether or not the name exists."""
        try:
            person: Person | None = self.roster.find(name)
        except UnknownPerson:
            person = None
        hashed = person.secret if person else self._nobody
        secret = typed_password(typed) if person and person.role == "staff" else typed_pin(typed)
        fits = await asyncio.wrap_future(self._hashing.submit(self.vault.fits, secret, hashed))
        return person if fits else None

    def begin_session(self, session: str, name: str) -> None:
        """A browser has signed in."""
        now = time.time()
        self.roster.end_sessions_before(now - 60 * self.idle_minutes)
        self.roster.forget_attempts_before(now - DAY)
        self.roster.note_session(session, name, now)

    async def refresh_user(self, user: Any, handler: Any = None) -> dict[str, Any] | bool:
        """Her groups as they are now; False for who is no longer on the roster or was idle too long."""
        session, now = session_of(handler), time.time()
        person = self._signed_in(user.name, session, now)
        if person is None:
            end_session(handler.db, user, session)
            return False
        return {"name": user.name, "groups": person.groups}

    def _signed_in(self, name: str, session: str, now: float) -> Person | None:
        seen = self.roster.session_seen(session, name)
        if seen is None or now - seen > 60 * self.idle_minutes:
            self.roster.end_session(session)
            return None
        if now - seen > SIGN_OF_LIFE:
            self.roster.note_session(session, name, now)
        try:
            return self.roster.find(name)
        except UnknownPerson:
            return None


def address_of(handler: Any) -> str:
    """Where a sign-in comes from, as the Hub's proxy and the web server before it say.

    Tornado believes X-Real-Ip first, which any browser may send; what it believes is not asked here.
    """
    forwarded: str = handler.request.headers.get("X-Forwarded-For", "")
    hops = [hop.strip() for hop in forwarded.split(",")]
    trusted = TRUSTED if handler.settings["onward"].public_url else ()
    return next((hop for hop in reversed(hops) if hop not in trusted), hops[0])


def session_of(handler: Any) -> str:
    """The session of a browser, or of the service that asks with a browser's token."""
    token = handler.get_token()
    return str((token.session_id if token else handler.get_session_cookie()) or "")


def end_session(db: Any, user: Any, session: str) -> None:
    """Revokes what services hold for this session of hers."""
    for token in db.query(orm.APIToken).filter_by(user_id=user.id, session_id=session):
        db.delete(token)
    db.commit()
