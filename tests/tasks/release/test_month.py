"""A simulated month: 20,000 customers over 30 nights, assigned by the real hash, decided by the real code."""

from pathlib import Path

import pytest
from fakes.aws_emulator import serve_aws
from fakes.nights import AGENT, CANDIDATES, NEW, month

from agents.release.policy import load_policy
from blocks.registry.open_registry import open_registry, registry_in
from schemas.environment import EnvironmentSpec

_Z = 3.29  # 99.9%, two-sided


@pytest.mark.parametrize(
    ("candidate", "ends", "because", "most_exposed"),
    [
        ("better by 5 points", {"promoted"}, "as good as production", 20_000),
        ("equal", {"held", "promoted"}, "", 20_000),
        ("worse by 10 points", {"rolled back"}, "worse than production: quality", 1500),
        ("breaks its schema in 3%", {"rolled back"}, "stopped: broken answers", 1500),
        ("4 times as expensive", {"rolled back"}, "stopped: cost limit", 200),
    ],
)
async def test_a_month_ends_as_it_should(
    tmp_path: Path, candidate: str, ends: set[str], because: str, most_exposed: int
) -> None:
    policy = load_policy("prod")
    run = await month(registry_in(tmp_path / "registry.db"), policy, CANDIDATES[candidate], seed=5)
    assert run.end in ends
    assert because in run.why
    assert run.exposed <= most_exposed
    # The share that was exposed is the policy's, within what a fair hash may stray.
    assert abs(run.exposed - run.expected) <= _Z * run.variance**0.5


async def test_a_release_in_dynamodb_ends_as_in_sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    policy, truth = load_policy("prod"), CANDIDATES["better by 5 points"]
    here = registry_in(tmp_path / "registry.db")
    expected = await month(here, policy, truth, seed=3)
    spec = EnvironmentSpec(name="prod", artifacts_url="file:///x", records_url="dynamodb://month")
    with serve_aws() as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", url)
        async with open_registry(spec) as there:
            await there.prepare()
            assert await month(there, policy, truth, seed=3) == expected
            assert await there.history(AGENT) == await here.history(AGENT)
            state = await there.release_state(AGENT)
    assert state is not None
    assert (state.production, state.candidate) == (NEW, None)
