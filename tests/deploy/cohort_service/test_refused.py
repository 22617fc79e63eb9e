"""The Hub refuses a browser that has a page open: a new PIN, or a person who was removed."""

import asyncio
import time
from collections.abc import Callable

import pytest
from tornado.websocket import websocket_connect

from deploy.cohort_service.kernels import KERNEL_GONE, LAST_WORDS_SECONDS

from .conftest import Service
from .for_tests.visitor import Visitor
from .test_waiting import pages_of


async def test_a_page_ends_at_its_next_sign_of_life(
    start_service: Callable[..., Service], new_visitor: Callable[..., Visitor]
):
    service = start_service()
    ana, bea = (new_visitor(service, name) for name in ("ana", "bea"))
    bea.kernel()
    line = await websocket_connect(ana.socket(ana.kernel()))

    service.hub("refuses")
    answer = ana.client.post(service.url("awake"), headers=ana.token)
    while await asyncio.wait_for(line.read_message(), 10 * LAST_WORDS_SECONDS):
        pass

    line.close()
    assert (answer.status_code, line.close_code) == (403, KERNEL_GONE)
    assert pages_of(service) == 1


@pytest.mark.parametrize(
    ("state", "brings_token", "status"), [("is away", True, 500), ("answers", False, 403)]
)
def test_a_hub_out_of_reach_and_a_forged_request_end_no_page(
    state: str,
    brings_token: bool,
    status: int,
    start_service: Callable[..., Service],
    new_visitor: Callable[..., Visitor],
):
    service = start_service()
    ana = new_visitor(service, "ana")
    ana.kernel()

    service.hub(state)
    headers = ana.token if brings_token else {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "cors"}
    answer = ana.client.post(service.url("awake"), headers=headers)
    time.sleep(LAST_WORDS_SECONDS + 1)

    assert answer.status_code == status
    assert pages_of(service) == 1
