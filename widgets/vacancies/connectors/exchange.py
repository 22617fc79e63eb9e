"""One request over HTTP and its answer; the door for httpx.

Whatever the other side does, it ends in time and in little memory: the whole exchange has a deadline, the
answer a greatest size, packed or unpacked. No redirect is followed, no cookie kept, no proxy or password
taken from the environment, and no header sent that is not named here.
"""

import asyncio
import logging
import ssl
import zlib
from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cache
from threading import Thread

import httpx

from .model import ConnectorError

HEADERS = {
    "Accept": "application/json",
    "Accept-Encoding": "gzip",
    "User-Agent": "onward",
    "Connection": "close",
}
GZIP = 31
"""zlib's number for a gzip header."""
SLACK = 0.5
"""Seconds after the deadline in which a stuck look-up of a host's name is left alone."""

for library in ("httpx", "httpcore"):
    logging.getLogger(library).setLevel(
        logging.WARNING
    )  # they log addresses, with her words and the NGO's key


@dataclass(frozen=True)
class Call:
    """`query`, `headers` and `body` may hold keys, so they are not shown."""

    url: str
    query: Mapping[str, str] = field(default_factory=dict, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    """Makes it a POST."""


@dataclass(frozen=True)
class Answer:
    """Header names in lower case; content unpacked."""

    status: int
    headers: Mapping[str, str] = field(repr=False)
    content: bytes = field(repr=False)


@dataclass(frozen=True)
class Patience:
    """Seconds until the connection stands, seconds for the whole exchange, bytes of the answer."""

    connect: float = 5
    whole: float = 10
    most_bytes: int = 5_000_000


def exchange(call: Call, patience: Patience) -> Answer:
    """Raises ConnectorError: timeout, unreachable, broken.

    It runs in a thread of its own: the caller may be inside an event loop, and a look-up of a name can't be
    stopped.
    """
    result: Future[Answer] = Future()
    Thread(target=converse, args=(call, patience, result), daemon=True).start()
    try:
        return result.result(patience.whole + SLACK)
    except TimeoutError:
        raise ConnectorError("timeout") from None


def converse(call: Call, patience: Patience, result: Future[Answer]) -> None:
    try:
        result.set_result(asyncio.run(conversation(call, patience)))
    except ConnectorError as error:
        result.set_exception(error)
    except (TimeoutError, httpx.TimeoutException):
        result.set_exception(ConnectorError("timeout"))
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
        result.set_exception(ConnectorError("unreachable"))
    except BaseException as error:  # belongs to the thread that waits
        result.set_exception(error)


async def conversation(call: Call, patience: Patience) -> Answer:
    client = httpx.AsyncClient(
        verify=trusted_authorities(),
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(patience.whole, connect=patience.connect),
    )
    async with asyncio.timeout(patience.whole), client:
        request = httpx.Request(
            "GET" if call.body is None else "POST",
            call.url,
            params=dict(call.query) or None,
            headers={**HEADERS, **call.headers},
            content=call.body,
            extensions={"timeout": client.timeout.as_dict()},
        )
        response = await client.send(request, stream=True)
        try:
            return Answer(
                response.status_code, response.headers, await content_of(response, patience.most_bytes)
            )
        finally:
            await response.aclose()


async def content_of(response: httpx.Response, most: int) -> bytes:
    """Raises ConnectorError as soon as it is too much."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in {"", "identity", "gzip", "x-gzip"}:
        raise ConnectorError("broken")
    inflater = zlib.decompressobj(GZIP) if "gzip" in packing else None
    content, came = bytearray(), 0
    async for piece in response.aiter_raw():
        came += len(piece)
        content += inflated(inflater, piece, most + 1 - len(content)) if inflater else piece
        if max(came, len(content)) > most:
            raise ConnectorError("broken")
    if inflater and came and not inflater.eof:
        raise ConnectorError("unreachable")  # cut off
    return bytes(content)


def inflated(inflater: "zlib._Decompress", piece: bytes, most: int) -> bytes:
    try:
        return inflater.decompress(piece, most)
    except zlib.error:
        raise ConnectorError("broken") from None


@cache
def trusted_authorities() -> ssl.SSLContext:
    return httpx.create_ssl_context(trust_env=False)
