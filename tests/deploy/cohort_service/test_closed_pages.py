"""A kernel stops within seconds when its page is gone, whether or not the page could say so."""

import asyncio
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect
from tornado.websocket import websocket_connect

from .conftest import Service, new_service
from .for_tests.line import Line
from .for_tests.visitor import Visitor
from .test_waiting import pages_of

SECONDS = 2.0


@pytest.fixture(scope="module")
def quick(compressed_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service that waits two seconds for a page where others wait ten or more."""
    care = {"away": SECONDS, "connecting": SECONDS}
    service = new_service(tmp_path_factory.mktemp("quick"), compressed_file, care=care)
    yield service
    service.stop()


def has_stopped(service: Service, within: float = 3 * SECONDS) -> bool:
    """Whether no page has a kernel any more, so many seconds from now at most."""
    deadline = time.monotonic() + within
    while pages_of(service) and time.monotonic() < deadline:
        time.sleep(0.1)
    return pages_of(service) == 0


async def test_a_browser_that_dies_without_a_word(quick: Service, new_visitor: Callable[..., Visitor]):
    ana = new_visitor(quick, "ana")
    line = await websocket_connect(ana.socket(ana.kernel()))
    before = pages_of(quick)

    line.protocol.stream.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    line.protocol.stream.close()
    line.close()

    assert before == 1
    assert await asyncio.to_thread(has_stopped, quick)


def test_a_page_that_never_connects(quick: Service, new_visitor: Callable[..., Visitor]):
    new_visitor(quick, "ana").kernel()

    assert pages_of(quick) == 1
    assert has_stopped(quick)


def test_a_request_that_is_broken_off(quick: Service, new_visitor: Callable[..., Visitor]):
    ana = new_visitor(quick, "ana")

    with ana.client.stream("GET", quick.url("lesson/slow")) as answer:
        parts = answer.iter_text()
        while 'id="kernel"' not in next(parts):
            pass

    assert has_stopped(quick)


def test_a_request_for_the_headers_alone_takes_no_kernel(quick: Service, new_visitor: Callable[..., Visitor]):
    ana = new_visitor(quick, "ana")

    answer = ana.client.head(quick.url("lesson/note"))

    assert answer.status_code == 405
    assert pages_of(quick) == 0


async def test_an_idle_page_is_culled(
    start_service: Callable[..., Service], new_visitor: Callable[..., Visitor]
):
    service = start_service(care={"idle": 1})
    ana = new_visitor(service, "ana")

    line = await websocket_connect(ana.socket(ana.kernel()))
    stopped = await asyncio.to_thread(has_stopped, service)

    assert stopped
    assert 'onward_kernels_closed_total{reason="idle"} 1.0' in httpx.get(service.url("metrics")).text
    line.close()


# The last one: its browser's event loop would disturb the others.
@pytest.mark.browser
@pytest.mark.allows("console")
def test_a_network_that_is_away_for_longer_loses_the_kernel_but_no_word(
    quick: Service, open_page_of: Callable[..., Page]
):
    line = Line(quick.port)
    page = open_page_of(quick, "lesson/note", "bea", port=line.port)
    field, status = page.get_by_label("Your words"), page.get_by_role("status").first
    field.fill("before")
    expect(status).to_have_text("Saved")

    line.cut()
    field.fill("before and meanwhile")
    stopped = has_stopped(quick)
    line.mend()

    expect(status).to_have_text("Saved", timeout=30_000)
    assert stopped
    assert quick.words("bea") == "before and meanwhile"
    line.close()
