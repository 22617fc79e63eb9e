"""The headers of every answer: nothing from other hosts, nothing kept, nothing told to other sites."""

import re
import secrets
from functools import cached_property
from typing import Any

from tornado import web
from tornado.httputil import HTTPServerRequest

HEADERS = {
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(self)",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}
HOST = re.compile(r"[A-Za-z0-9.\-]+(:\d+)?|\[[0-9a-fA-F:]+\](:\d+)?")


def content_security_policy(request: HTTPServerRequest, nonce: str, *, is_https: bool) -> str:
    """Only our own files, and what a page recorded itself.

    The import map carries the nonce; the websocket is named for older Safari.
    """
    host = request.host if HOST.fullmatch(request.host or "") else ""
    sockets = f" {'wss' if is_https else 'ws'}://{host}" if host else ""
    return (
        f"default-src 'none'; script-src 'self' 'nonce-{nonce}'; style-src 'self'; img-src 'self' data:; "
        "media-src 'self' blob:; "
        f"connect-src 'self'{sockets}; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    )


class SafeHeaders(web.RequestHandler):
    """A handler whose every answer, errors too, carries the headers."""

    @cached_property
    def nonce(self) -> str:
        return secrets.token_urlsafe(12)

    @property
    def content_security_policy(self) -> str:
        is_https = self.settings["options"].is_https
        return content_security_policy(self.request, self.nonce, is_https=is_https)

    def set_default_headers(self) -> None:
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.set_header("Content-Security-Policy", self.content_security_policy)
        self.clear_header("Server")

    def set_cors_headers(self) -> None:
        """None: no other site may read an answer."""

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Tornado would log the address of the request, and the error's message, which may hold her words."""
        if not isinstance(value, web.HTTPError):
            from .quiet_log import log_failure  # noqa: PLC0415 -- would be a circle

            log_failure(type(self).__name__, value)
