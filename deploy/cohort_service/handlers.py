"""The base of every page: its frame in her language, its headers, its errors in plain words."""

import asyncio
import hmac
from functools import cached_property
from typing import Any
from urllib.parse import urlsplit

from jupyter_server.auth.decorator import allow_unauthenticated
from jupyter_server.base.handlers import JupyterHandler
from tornado import web

from widgets.language import Text, choose_language, load_text, page_languages

from .access import Role, role_of
from .frame import TEXTS, Frame, Page
from .headers import SafeHeaders
from .options import ServiceOptions
from .preferences import chosen_language, keep_language

LANGUAGE_COOKIE = "onward-language"
EXPLAINED = {400, 403, 404, 500}


class FramedHandler(SafeHeaders):
    """A page in the frame; nobody needs to be signed in."""

    @property
    def service_options(self) -> ServiceOptions:
        options: ServiceOptions = self.settings["options"]
        return options

    @property
    def frame(self) -> Frame:
        frame: Frame = self.settings["frame"]
        return frame

    @cached_property
    def language(self) -> str:
        """Her choice on this browser, else the first of its languages that we have."""
        accepted = self.request.headers.get("Accept-Language", "").split(",")
        wanted = [self.get_cookie(LANGUAGE_COOKIE, ""), *(part.split(";")[0].strip() for part in accepted)]
        return choose_language(wanted, [each.tag for each in page_languages()])

    @cached_property
    def frame_text(self) -> Text:
        return load_text(TEXTS, self.language)

    def page(self, title: str = "", **more: Any) -> Page:
        return Page(
            title=title or self.frame_text("frame.title"),
            text=self.frame_text,
            base_url=self.service_options.base_url,
            nonce=self.nonce,
            xsrf=self.form_token,
            here=self.request.path,
            quick_exit_url=self.service_options.quick_exit_url,
            hub_url=self.service_options.hub_url,
            **more,
        )

    @property
    def form_token(self) -> str:
        return ""

    def render_page(self, main_html: str, title: str = "", modules: tuple[str, ...] = ()) -> None:
        """Finish with a whole page in the frame; `modules` are loaded and run with it."""
        page = self.page(title, modules=modules, idle_minutes=self.idle_minutes)
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(self.frame.start(page) + main_html + self.frame.end(page))

    @property
    def idle_minutes(self) -> float:
        return 0

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """What went wrong and what she can do, without a traceback."""
        body = self.explained(status_code if status_code in EXPLAINED else 500, "section")
        way = f'<p><a href="{self.service_options.base_url}">{self.frame_text("error.home")}</a></p>'
        self.render_page(body + way, self.frame_text("frame.title"))

    def explained(self, error: int | str, element: str) -> str:
        t = self.frame_text
        words = f"<h1>{t(f'error.{error}.title')}</h1><p>{t(f'error.{error}.about')}</p>"
        return f"<{element}>{words}</{element.split(maxsplit=1)[0]}>"


class NotFound(FramedHandler):
    """Every address that is not on the list."""

    def prepare(self) -> None:
        raise web.HTTPError(404)


class PageHandler(FramedHandler, JupyterHandler):
    """A page for people who signed in at the Hub; `roles` says for whom of them."""

    roles: frozenset[Role] = frozenset()

    async def prepare(self) -> None:
        if signing_in := super().prepare():
            await signing_in
        if not self._finished and (self.current_user is None or self.role not in self.roles):
            raise web.HTTPError(403)
        _ = self.xsrf_token  # sets the cookie that our scripts read

    @cached_property
    def role(self) -> Role | None:
        return role_of(self.current_user, self.service_options)

    @property
    def person(self) -> str:
        """Her pseudonymous code, or the staff member's name at the Hub."""
        name: str = self.current_user.username
        return name

    @property
    def session(self) -> str:
        session: str = self.identity_provider.session_of(self)
        return session

    @property
    def form_token(self) -> str:
        """What a form of this session's pages sends along; a tenth as long as the cookie's token."""
        key = self.application.settings["cookie_secret"]
        return hmac.new(key, f"form {self.session}".encode(), "sha256").hexdigest()[:24]

    def check_xsrf_cookie(self) -> None:
        """A form brings its token along; a script brings the cookie's."""
        if not hmac.compare_digest(self.get_body_argument("_xsrf", "").encode(), self.form_token.encode()):
            super().check_xsrf_cookie()

    @property
    def idle_minutes(self) -> float:
        return self.service_options.idle_minutes if self.current_user else 0

    def remember_language(self, tag: str) -> None:
        """Until the browser is closed; the Hub's pages read it too."""
        path = self.service_options.hub_url.removesuffix("hub/")
        secure = self.service_options.is_https
        self.set_cookie(LANGUAGE_COOKIE, tag, path=path, samesite="Strict", httponly=True, secure=secure)


class LearnerHandler(PageHandler):
    """A page for the cohort's learners."""

    roles = frozenset({Role.LEARNER})


class StaffHandler(PageHandler):
    """A page for the cohort's staff."""

    roles = frozenset({Role.STAFF})

    def page(self, title: str = "", **more: Any) -> Page:
        return super().page(title, is_staff=True, desk_url=self.service_options.desk_url, **more)


class StartHandler(PageHandler):
    """The service's root: everybody to their own first page."""

    roles = frozenset(Role)

    async def get(self) -> None:
        if self.role is Role.LEARNER and not self.get_cookie(LANGUAGE_COOKIE):
            tag = await asyncio.to_thread(chosen_language, self.settings["store"], self.person)
            if tag:
                self.remember_language(tag)
        self.redirect(self.service_options.base_url + ("staff/" if self.role is Role.STAFF else "home"))


class LanguageHandler(PageHandler):
    """Keeps her choice of a language: in a cookie for this browser, in her records for the next."""

    roles = frozenset(Role)

    async def post(self) -> None:
        tag = self.get_body_argument("language", "")
        if tag not in {each.tag for each in page_languages()}:
            raise web.HTTPError(400)
        self.remember_language(tag)
        if self.role is Role.LEARNER:
            await asyncio.to_thread(keep_language, self.settings["store"], self.person, tag)
        self.redirect(self._way_back(), status=303)

    def _way_back(self) -> str:
        """The page she came from, if it is one of this service's."""
        path = urlsplit(self.get_body_argument("next", "")).path
        return path if path.startswith(self.service_options.base_url) else self.service_options.base_url


class AwakeHandler(PageHandler):
    """A page's word that somebody is reading it; keeps the session and its pages' kernels alive."""

    roles = frozenset(Role)

    def post(self) -> None:
        self.settings["kernel_manager"].pages.touch_session(self.session)
        self.set_status(204)


class ExitHandler(FramedHandler, JupyterHandler):
    """Ends this browser's session and stops its pages' kernels; quick exit calls it, JavaScript or not."""

    async def prepare(self) -> None:
        """No sign-in and no token: a browser may always leave, but only its own pages may make it."""
        if self.request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin":
            raise web.HTTPError(403)

    @allow_unauthenticated
    def post(self) -> None:
        session = self.identity_provider.end_session(self)
        self.settings["kernel_manager"].close_session(session)
        self.settings["admission"].forget(session)
        self.set_header("Clear-Site-Data", '"cache"')
        self.set_status(204)

    def check_xsrf_cookie(self) -> None:
        """A link's `ping` can't carry a token."""
