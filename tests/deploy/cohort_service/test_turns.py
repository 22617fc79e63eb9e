"""Pages start in turn."""

import asyncio
from contextlib import suppress

from deploy.cohort_service import turns as product
from deploy.cohort_service.turns import Turns


async def soon() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


async def test_so_many_start_at_once_and_the_others_in_the_order_of_asking():
    turns, order = Turns(2), []

    async def page(name: int) -> None:
        turn = await turns.take()
        order.append(name)
        await asyncio.sleep(0)
        turn.end()

    first = await turns.take()
    await asyncio.gather(*(page(name) for name in range(20)))
    first.end()

    assert order == list(range(20))


async def test_no_more_than_so_many_have_a_turn():
    turns = Turns(2)
    held = [await turns.take(), await turns.take()]
    third = asyncio.ensure_future(turns.take())
    await soon()
    waited = (third.done(), turns.waiting)

    held[0].end()
    held[0].end()

    assert waited == (False, 1)
    assert await third
    assert turns.waiting == 0


async def test_a_page_that_heals_goes_first():
    turns, order = Turns(1), []
    held = await turns.take()

    async def page(name: str, *, heals: bool = False) -> None:
        turn = await turns.take(heals=heals)
        order.append(name)
        turn.end()

    pages = [
        asyncio.ensure_future(page("new")),
        asyncio.ensure_future(page("newer")),
        asyncio.ensure_future(page("healing", heals=True)),
    ]
    await soon()
    held.end()
    await asyncio.gather(*pages)

    assert order == ["healing", "new", "newer"]


async def test_who_leaves_while_she_waits_takes_nobodys_turn():
    turns = Turns(1)
    held = await turns.take()
    leaving, staying = asyncio.ensure_future(turns.take()), asyncio.ensure_future(turns.take())
    await soon()

    leaving.cancel()
    held.end()

    assert await staying
    with suppress(asyncio.CancelledError):
        await leaving
    assert leaving.cancelled()


async def test_a_page_that_hangs_lets_the_next_one_begin(monkeypatch):
    monkeypatch.setattr(product, "LONGEST_SECONDS", 0.05)
    turns = Turns(1)
    await turns.take()

    assert await asyncio.wait_for(turns.take(), 2)
