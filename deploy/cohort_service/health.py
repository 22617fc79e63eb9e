"""Is the service alive, is it ready, and its numbers: for the Hub, Kubernetes and the NGO's monitoring."""

import asyncio
import hmac
import ipaddress
import json
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

from prometheus_client import CONTENT_TYPE_LATEST
from tornado import web
from tornado.httputil import HTTPServerRequest

from .headers import SafeHeaders
from .kernels import CohortKernels
from .options import ServiceOptions

STORE_SECONDS = 3.0
FAILED_STARTS = 3
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Forwarded", "Via")
"""A web server before the service writes at least one of these."""


class HealthHandler(SafeHeaders):
    """`health`: it is alive. `health?ready`: it can open pages; else 503, and what is missing."""

    async def get(self) -> None:
        if "ready" not in self.request.query_arguments:
            self.set_header("Content-Type", "text/plain; charset=utf-8")
            self.finish("ok")
            return
        state = await self._state()
        self.set_status(200 if all(state.values()) else 503)
        self.set_header("Content-Type", "application/json")
        self.finish(json.dumps({"ready": all(state.values()), **state}))

    async def _state(self) -> dict[str, bool]:
        kernels: CohortKernels = self.settings["kernel_manager"]
        return {
            "store": await self._store_answers(),
            "kernels": kernels.failed_starts < FAILED_STARTS,
            "open": not self.settings["admission"].is_closed,
        }

    async def _store_answers(self) -> bool:
        with suppress(Exception):  # whatever it is: there is no store
            asking = asyncio.to_thread(self.settings["store"].learners)
            await asyncio.wait_for(asking, STORE_SECONDS)
            return True
        return False


class MetricsHandler(SafeHeaders):
    """For who asks on this machine, past the Hub's proxy, or shows the NGO's token."""

    def get(self) -> None:
        options: ServiceOptions = self.settings["options"]
        if not (is_from_this_machine(self.request) or has_token(self.request, options.metrics_token)):
            self.set_header("WWW-Authenticate", "Bearer")
            raise web.HTTPError(401)
        self.set_header("Content-Type", CONTENT_TYPE_LATEST)
        self.finish(self.settings["kernel_manager"].metrics.text())

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(str(status_code))


def has_token(request: HTTPServerRequest, token: str) -> bool:
    """Without a token in the settings, nobody has it."""
    shown = request.headers.get("Authorization", "")
    return bool(token) and hmac.compare_digest(shown.encode(), f"Bearer {token}".encode())


def is_from_this_machine(request: HTTPServerRequest) -> bool:
    """Nobody forwarded it, and it was sent to a local address: what the proxy hands on is neither."""
    host = urlsplit(f"//{request.host}").hostname or ""
    is_direct = not any(name in request.headers for name in FORWARDED)
    return is_direct and is_local(request.remote_ip or "") and (host == "localhost" or is_local(host))


def is_local(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
