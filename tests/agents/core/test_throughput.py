"""The model of throughput against the limiter itself, at two sizes."""

import asyncio
from time import monotonic

import pytest

from agents.core.limiter import Limiter, Quota
from agents.core.throughput import Bounds, seconds_for, tightest

WINDOW_S, CALL_S = 0.15, 0.01


async def _through(calls: int, quota: Quota, tokens: int) -> float:
    """Seconds that so many calls of `CALL_S` take behind the limiter."""
    limiter = Limiter(quota, window_s=WINDOW_S)

    async def one() -> None:
        slot = await limiter.admit(tokens, 0.0)
        await asyncio.sleep(CALL_S)
        limiter.give_back(slot, used_tokens=tokens, cost_usd=0.0)

    began = monotonic()
    await asyncio.gather(*(one() for _ in range(calls)))
    return monotonic() - began


@pytest.mark.parametrize("calls", [25, 45])
@pytest.mark.parametrize(
    ("quota", "bound"),
    [
        (Quota(50, requests_per_minute=10), "requests_per_minute"),
        (Quota(50, tokens_per_minute=1_000), "tokens_per_minute"),
        (Quota(2), "concurrency"),
    ],
)
async def test_the_limiter_takes_as_long_as_the_model_says(calls: int, quota: Quota, bound: str) -> None:
    bounds = Bounds(CALL_S, quota.concurrency, 100, quota.requests_per_minute, quota.tokens_per_minute)
    name, expected = tightest(calls, bounds, WINDOW_S)
    assert name == bound
    took = await _through(calls, quota, 100)
    assert expected <= took * 1.01
    assert took < 2 * expected + 1.0  # never sooner; how much later, a busy machine decides


@pytest.mark.parametrize(
    ("calls", "bounds", "name", "seconds"),
    [
        (2_000_000, Bounds(3, 210, 1_418, 4_170, 11_000_000), "requests_per_minute", 28_740),
        (2_000_000, Bounds(3, 400, 1_418, 500), "requests_per_minute", 239_940),  # 67 hours
        (2_000_000, Bounds(0, 8, cpu_s=0.005, processes=2), "cpu", 5_000),
        (1, Bounds(4, 8, 100, 1, 1), "concurrency", 0),
        (0, Bounds(3, 8), "concurrency", 0),
    ],
)
def test_what_decides(calls: int, bounds: Bounds, name: str, seconds: float) -> None:
    found, took = tightest(calls, bounds)
    assert (found, round(took)) == (name, seconds)
    assert took == max(seconds_for(calls, bounds).values())
