"""Who asks: the Hub says so by OAuth; a session that was ended or idle too long is no session."""

import hashlib
from contextlib import suppress
from typing import Any

from jupyterhub.singleuser.extension import JupyterHubIdentityProvider, JupyterHubOAuthCallbackHandler
from jupyterhub.utils import url_path_join
from tornado import web

from .headers import SafeHeaders


class SignedIn(SafeHeaders, JupyterHubOAuthCallbackHandler):
    """Where the Hub sends a browser back to."""


class CohortIdentity(JupyterHubIdentityProvider):
    """The Hub's identity for every handler of the service."""

    # A person who was removed or signed out at the Hub is out here after half a minute.
    hub_cache_seconds = 30

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{name: kwargs[name] for name in ("parent", "log", "hub_auth") if name in kwargs})
        self.hub_auth.cache_max_age = self.hub_cache_seconds
        self.hub_auth.cache.max_age = self.hub_cache_seconds
        self.hub_auth.cookie_options = {"samesite": "Lax", **self.hub_auth.cookie_options}

    async def get_user(self, handler: Any) -> Any:
        user = await super().get_user(handler)
        if user is None and await self._is_refused(handler):
            # A new PIN, or a person who was removed: what is still open is nobody's any more.
            handler.settings["kernel_manager"].close_session(self.session_of(handler))
        if user is None or handler.request.path.endswith("/oauth_callback"):
            return user
        session = self.session_of(handler)
        sessions = handler.settings["sessions"]
        if sessions.is_over(session):
            self._turn_away(handler, session)
            return None
        if is_a_persons_doing(handler):
            sessions.touch(session)
        return user

    def session_of(self, handler: Any) -> str:
        """A digest of the browser's token: it names the session and opens nothing."""
        return hashlib.sha256((self.hub_auth.get_token(handler) or "").encode()).hexdigest()[:24]

    def end_session(self, handler: Any) -> str:
        """Forget this browser; the digest of the session that ended."""
        session = self.session_of(handler)
        handler.settings["sessions"].end(session)
        self.hub_auth.cache.clear()
        self.hub_auth.clear_cookie(handler)
        return session

    def get_handlers(self) -> list[tuple[Any, ...]]:
        # Voilà does not put its base URL before these.
        path = url_path_join(self.parent.base_url, "oauth_callback")
        return [(path, SignedIn, {"hub_auth": self.hub_auth})]

    async def _is_refused(self, handler: Any) -> bool:
        """Whether the Hub says no to a browser that brings a session; a Hub out of reach says nothing."""
        token, shared = self.hub_auth.get_token(handler), self.hub_auth.get_session_id(handler)
        with suppress(web.HTTPError):
            return bool(token) and not await self.hub_auth.user_for_token(
                token, session_id=shared, sync=False
            )
        return False

    def _turn_away(self, handler: Any, session: str) -> None:
        """End the Hub's session too, or the next page would sign in again by itself."""
        handler.settings["kernel_manager"].close_session(session)
        handler._jupyterhub_user = None
        if handler.request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate":
            self.hub_auth.clear_cookie(handler)
            handler.redirect(handler.settings["options"].hub_url + "logout")
            raise web.Finish


def is_a_persons_doing(handler: Any) -> bool:
    """A page opened by hand, or the page's word that she is there; not what a page does by itself."""
    path = handler.request.path
    is_page = handler.request.headers.get("Sec-Fetch-Mode", "navigate") == "navigate"
    return path.endswith("/awake") or (is_page and "/api/" not in path)
