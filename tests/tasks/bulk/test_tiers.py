"""On demand, flex or batch: by deadline, price and what the environment has."""

import pytest

from tasks.bulk.tiers import Choice, Work, choose

NOVA, GPT = "bedrock:amazon.nova-lite-v1:0", "bedrock:openai.gpt-oss-120b-1:0"
H = 3600.0


def work(subjects: int = 1_000, **changes: object) -> Work:
    said: dict[str, object] = {"steps": 2, "concurrency": 8, "models": (NOVA,)} | changes
    return Work(subjects, **said)  # type: ignore[arg-type]  # a table of changes


@pytest.mark.parametrize(
    ("asked", "left_h", "tier", "why"),
    [
        (work(), None, "on_demand", "no deadline"),
        (work(), 12, "batch", "half the price"),
        (work(), 0.1, "on_demand", "are left"),  # 2,000 calls of 4 s, 8 at once, take 17 minutes
        (work(), 1.5, "on_demand", "2 jobs one after the other do not fit"),
        (work(99), 12, "on_demand", "99 subjects are fewer than the 100"),
        (work(1_000, processes=20), 12, "on_demand", "50 subjects are fewer"),
        (work(1_000, models=("offline",)), 12, "on_demand", "offline has none"),
        (work(1_000, models=(NOVA, "openai:gpt-4o")), 12, "on_demand", "openai:gpt-4o has none"),
        (work(1_000, no_jobs="the environment names no batch_role"), 12, "on_demand", "no batch_role"),
        (work(1_000, models=(GPT,), no_jobs="none here"), 12, "flex", "half the price"),
        (work(1_000, models=(GPT,), no_jobs="no role"), 0.8, "on_demand", "no role"),  # flex takes three times as long
        (work(100_000, concurrency=400), 20, "on_demand", "20 jobs one after the other"),
        (work(100_000, concurrency=400, processes=10), 24, "batch", "half the price"),
        (work(1_000, requests_per_minute=10), 2, "on_demand", "on demand takes"),
        (work(1_000, tokens_per_minute=10_000), 9, "on_demand", "on demand takes"),
    ],
)
def test_the_cheapest_that_keeps_the_deadline(asked: Work, left_h: float | None, tier: str, why: str) -> None:
    found = choose(asked, None if left_h is None else left_h * H)
    assert (found.tier, why in found.why) == (tier, True), found


def test_time_for_everything_on_demand_is_kept_aside() -> None:
    found = choose(work(), 12 * H)
    assert found == Choice("batch", found.why, 12 * H - 1.25 * 2_000 * 4 / 8)
    assert (found.share, choose(work(), None).share) == (0.5, 1.0)
