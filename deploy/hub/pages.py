"""The Hub's pages: sign in, home, quick exit, and a notice wherever JupyterHub has a page of its own."""

import time
import uuid
from typing import Any
from urllib.parse import parse_qs, urlparse

from jupyterhub.apihandlers.auth import OAuthAuthorizeHandler
from tornado import web

from .assets import AssetPage
from .authenticator import LONGEST, Refusal
from .door import ASSETS, LANGUAGE_COOKIE, DoorPage

FRESH = 8 * 60
"""Seconds for which a service remembers that it sent somebody to sign in; its limit is ten minutes."""
OURS = {"same-origin", "none", ""}
"""Sec-Fetch-Site of a request that a person made on our pages; old browsers and plain http send none."""


class SignInPage(DoorPage):
    """A code and a PIN; or, for staff, a name and a password."""

    refusal: Refusal | None = None

    async def get(self) -> None:
        if self.current_user:
            self.redirect(self.next_page(self.current_user.name))
            return
        self.remember_language()
        self.finish(self.form())

    async def post(self) -> None:
        is_staff = self.get_body_argument("kind", "") == "staff"
        # Other names than JupyterHub's, which logs what was typed as user name when it does not fit.
        data = {
            "name": self.get_body_argument("code", ""),
            "secret": self.get_body_argument("secret", "", strip=False),
        }
        user = await self.login_user(data)
        if user:
            self.redirect(self.next_page(user.name))
            return
        self.set_status(403)
        self.finish(self.form(problem=self.problem(), is_staff=is_staff))

    def set_login_cookie(self, user: Any) -> None:
        """A new session for each sign-in, whatever the browser brought."""
        self._session_id = uuid.uuid4().hex
        self.set_session_cookie()
        self.authenticator.begin_session(self._session_id, user.name)
        super().set_login_cookie(user)

    def problem(self) -> str:
        wait = self.refusal.wait if self.refusal else 0
        if not wait:
            return self.text("sign_in.wrong")
        if wait < 60:
            return self.text("sign_in.wait_seconds", count=wait)
        return self.text("sign_in.wait_minutes", count=-(-wait // 60))

    def write_error(self, status_code: int, **_kwargs: Any) -> None:
        """A form that waited too long, or a browser without cookies: the form once more."""
        if not hasattr(self, "_jupyterhub_user"):
            self._jupyterhub_user = None
        self.set_header("Content-Type", "text/html; charset=UTF-8")
        self.finish(self.form(problem=self.text("sign_in.again")))

    def form(self, problem: str = "", is_staff: bool = False) -> str:
        return self.page(
            "sign_in.html",
            problem=problem,
            is_staff=is_staff,
            typed=self.get_body_argument("code", "")[:LONGEST],
            next=self._validate_next_url(self.get_argument("next", "")),
            shown=int(time.time()),
            xsrf=self.xsrf_token.decode(),
        )

    def next_page(self, name: str) -> str:
        """Where she wanted to go, as long as it is hers and the service still remembers; else her home."""
        home = f"{self.hub.base_url}home"
        wanted: str = self._validate_next_url(self.get_argument("next", ""))
        if not wanted or wanted.rstrip("/") in (self.base_url.rstrip("/"), self.hub.base_url.rstrip("/")):
            return home
        client = parse_qs(urlparse(wanted).query).get("client_id", [""])[0]
        service = client.removeprefix("service-")
        if client and not (self._is_fresh() and self._may_open(service, name)):
            return home
        return wanted

    def _is_fresh(self) -> bool:
        shown = self.get_argument("shown", "")
        return shown.isdecimal() and time.time() - int(shown) < FRESH

    def _may_open(self, service: str, name: str) -> bool:
        person = self.authenticator.roster.find(name)
        return service.removesuffix("-desk") in person.cohorts


class HomePage(DoorPage):
    """Leads to the cohort's pages; staff of several cohorts choose."""

    @web.authenticated
    def get(self) -> None:
        cohorts = self.authenticator.roster.find(self.current_user.name).cohorts
        if len(cohorts) == 1:
            self.redirect(f"{self.base_url}services/{cohorts[0]}/")
        else:
            self.finish(self.page("choose.html", cohorts=cohorts, services=f"{self.base_url}services/"))


class ElsewherePage(DoorPage):
    """Where JupyterHub would show its own pages of servers, tokens and administration: home."""

    @web.authenticated
    def get(self) -> None:
        self.redirect(f"{self.hub.base_url}home")


class MissingPage(DoorPage):
    """No such page."""

    def prepare(self) -> None:
        raise web.HTTPError(404)


class ProblemPage(DoorPage):
    """What the proxy shows when a service does not answer."""

    def get(self, status: str) -> None:
        self.notice(NOTICE_OF_PROXY.get(status, "failed"), int(status))


NOTICE_OF_PROXY = {"404": "missing", "503": "starting"}


class Authorize(DoorPage, OAuthAuthorizeHandler):
    """JupyterHub's own step between the Hub and a service, with our notice for who may not open it."""


class ExitPage(DoorPage):
    """Ends this browser's session: by beacon or ping from a page (POST), or as a plain link (GET)."""

    def check_xsrf_cookie(self) -> None:
        """A ping can't carry a token; Sec-Fetch-Site and SameSite cookies tell our pages from others."""

    async def get(self) -> None:
        self.end()
        self.redirect(self.onward.quick_exit_url)

    async def post(self) -> None:
        self.end()
        self.set_status(204)
        self.finish()

    def end(self) -> None:
        if self.request.headers.get("Sec-Fetch-Site", "") not in OURS:
            return
        self.authenticator.roster.end_session(self.get_session_cookie() or "")
        self.forget_services()
        self.clear_login_cookie()
        self.clear_cookie(LANGUAGE_COOKIE, path=self.base_url)

    def forget_services(self) -> None:
        """The cookies of every service that this browser opened; each has a path of its own."""
        for service in self.services.values():
            if service.url:
                self.clear_cookie(service.oauth_client_id, path=service.prefix)


class SignOutPage(ExitPage):
    """The same as a calm sign-out: back to the sign-in page."""

    async def get(self) -> None:
        self.end()
        self.redirect(self.settings["login_url"])


ELSEWHERE = r"/(?:admin|token|spawn|spawn-pending|user|user-redirect|accept-share)(?:/.*)?"
JUPYTERHUB = r"/(?!api(?:/|$)|static/|security/|metrics$|health$).*"


def pages() -> list[tuple[Any, ...]]:
    """Every page of the Hub; what JupyterHub keeps is its API, its health and its static files."""
    return [
        (r"/login", SignInPage),
        (r"/logout", SignOutPage),
        (r"/exit", ExitPage),
        (r"/(?:home)?", HomePage),
        (r"/door/([^/]+)", AssetPage, {"assets": ASSETS}),
        (r"/error/(\d{3})", ProblemPage),
        (r"/api/oauth2/authorize", Authorize),
        (ELSEWHERE, ElsewherePage),
        (JUPYTERHUB, MissingPage),
    ]
