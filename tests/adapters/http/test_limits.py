"""What goes on at once: the bytes of bodies."""

from __future__ import annotations

import asyncio
import random

import pytest

from newsdiff.adapters.http import limits
from newsdiff.adapters.http.errors import FetchFault
from newsdiff.adapters.http.limits import ByteBudget, ByteShare, make_room

BODY = 50
"""Bytes of the largest body."""


async def body(budget: ByteBudget, chance: random.Random) -> None:
    """Arrives in pieces, is looked at for a while, and goes."""
    share = ByteShare(budget)
    try:
        size = chance.randrange(BODY)
        while size > 0:
            piece = min(size, chance.randint(1, 20))
            await share.hold(piece)
            size -= piece
            await asyncio.sleep(0)
        for _ in range(chance.randrange(5)):
            await asyncio.sleep(0)
    finally:
        share.give_back()


@pytest.mark.parametrize("seed", range(20))
async def test_bodies_never_hold_more_than_the_budget_and_one_of_them_and_all_get_through(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 -- it chooses sizes, not keys
    budget = ByteBudget(100)
    tasks = [asyncio.create_task(body(budget, chance)) for _ in range(60)]
    await asyncio.sleep(0)
    # Some are cancelled while they wait, as a refresh is.
    for task in chance.sample(tasks, 10):
        task.cancel()
    async with asyncio.timeout(30):
        await asyncio.gather(*tasks, return_exceptions=True)
    assert budget.used == 0
    assert 100 < budget.most <= 100 + BODY


async def test_what_fits_does_not_wait_for_what_does_not() -> None:
    budget = ByteBudget(100)
    first, second, small = ByteShare(budget), ByteShare(budget), ByteShare(budget)
    await first.hold(90)
    await first.hold(60)
    assert not second.fits(10)
    waiting = asyncio.create_task(second.hold(10))
    await asyncio.sleep(0)
    assert not waiting.done()
    first.give_back()
    await waiting
    await small.hold(90)
    assert budget.used == 100


async def test_the_wait_for_room_is_not_counted_as_the_servers_time() -> None:
    budget = ByteBudget(100)
    first, second = ByteShare(budget), ByteShare(budget)
    await first.hold(120)
    asyncio.get_running_loop().call_later(0.4, first.give_back)
    async with asyncio.timeout(0.2) as timeout:
        await make_room(second, 10, timeout)
        assert timeout.when() is not None
    assert budget.used == 10


@pytest.mark.parametrize("limit", ["ROOM_SECONDS", "LONGEST_WAIT"])
async def test_the_wait_for_room_ends(monkeypatch: pytest.MonkeyPatch, limit: str) -> None:
    monkeypatch.setattr(limits, limit, 0.05)
    budget = ByteBudget(100)
    first, second = ByteShare(budget), ByteShare(budget)
    await first.hold(120)
    with pytest.raises(FetchFault, match="no room beside the others"):
        async with asyncio.timeout(30) as timeout:
            await make_room(second, 10, timeout)
    second.give_back()
    assert budget.used == 120
    first.give_back()
    await asyncio.sleep(0)
    assert budget.used == 0


async def test_who_holds_the_fewest_bytes_is_the_first_to_go_on() -> None:
    budget = ByteBudget(100)
    first, large, small = ByteShare(budget), ByteShare(budget), ByteShare(budget)
    await large.hold(60)
    await small.hold(20)
    await first.hold(40)
    went_on: list[str] = []

    async def goes_on(share: ByteShare, name: str) -> None:
        await share.hold(90)
        went_on.append(name)
        share.give_back()

    waiting = [asyncio.create_task(goes_on(large, "large")), asyncio.create_task(goes_on(small, "small"))]
    await asyncio.sleep(0)
    first.give_back()
    await asyncio.gather(*waiting)
    assert went_on == ["small", "large"]
    assert budget.used == 0


async def test_a_body_waits_for_as_long_as_others_are_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ROOM_SECONDS", 0.2)
    budget = ByteBudget(100)
    first, others, waits = ByteShare(budget), [ByteShare(budget) for _ in range(5)], ByteShare(budget)
    await first.hold(120)

    async def come_and_go() -> None:
        for other in others:
            await asyncio.sleep(0.1)
            other.give_back()
        first.give_back()

    going = asyncio.create_task(come_and_go())
    async with asyncio.timeout(30) as timeout:
        await make_room(waits, 10, timeout)
    await going
    assert budget.used == 10
