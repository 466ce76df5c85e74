"""One moment for everything that somebody waits for."""

import asyncio

import pytest

from agents.core.deadline import Deadline, ending_at
from agents.core.failures import DeadlinePassedError


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_time_runs_out_on_the_clock_that_is_given() -> None:
    clock = Clock()
    deadline = Deadline.after(8, clock)
    clock.now += 3
    assert deadline.left_s == 5
    clock.now += 10
    assert deadline.left_s == 0


async def test_what_takes_too_long_is_cancelled() -> None:
    cancelled = asyncio.Event()

    async def wait_for_ever() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            cancelled.set()

    with pytest.raises(DeadlinePassedError, match=r"no answer within 0\.0 s"):
        async with ending_at(Deadline.after(0.01)):
            await wait_for_ever()
    assert cancelled.is_set()


async def test_after_the_deadline_nothing_begins() -> None:
    began = False
    with pytest.raises(DeadlinePassedError, match="had passed"):
        async with ending_at(Deadline.after(0)):
            began = True
    assert not began


async def test_another_timeout_inside_is_not_the_deadline() -> None:
    with pytest.raises(TimeoutError) as failure:
        async with ending_at(Deadline.after(60)):
            raise TimeoutError("of a tool")
    assert str(failure.value) == "of a tool"


async def test_whoever_cancels_the_question_is_not_told_of_a_deadline() -> None:
    async def ask() -> None:
        async with ending_at(Deadline.after(60)):
            await asyncio.Event().wait()

    asking = asyncio.create_task(ask())
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
