"""The budget of a live process, in the records."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.aws_emulator import serve_aws

from agents.core.limiter import Quota
from agents.core.service_budget import Every
from agents.core.service_limiter import ServiceLimiter
from blocks.records.open_records import open_records
from blocks.records.table import Put, Row
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, BudgetStoppedError, ConflictError, StoreError
from tasks.live.service_budget import BUDGETS, open_service_budget


@pytest.fixture(scope="module")
def aws_url() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture(params=["sqlite", "dynamodb"])
def environment(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EnvironmentSpec:
    url = f"sqlite://{tmp_path}/records.db"
    if request.param == "dynamodb":
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", request.getfixturevalue("aws_url"))
        url = f"dynamodb://{tmp_path.name[-40:].replace('_', '-')}"
    return EnvironmentSpec(name="x", artifacts_url="memory://", records_url=url)


async def spend(environment: EnvironmentSpec, usd: float, name: str = "support", every: Every = "day") -> None:
    """A process that spends so much and ends."""
    async with open_service_budget(environment, name, 1.0, every) as budget:
        limiter = ServiceLimiter(Quota(), budget)
        slot = await limiter.admit(1, usd)
        limiter.give_back(slot, used_tokens=1, cost_usd=usd)


async def test_a_process_that_starts_again_goes_on_with_it(environment: EnvironmentSpec) -> None:
    await spend(environment, 0.6)
    with pytest.raises(BudgetStoppedError, match=r"\$0\.6000 of \$1\.0000 is spent and"):
        await spend(environment, 0.6)
    await spend(environment, 0.3)


async def test_each_name_has_its_own(environment: EnvironmentSpec) -> None:
    await spend(environment, 0.6)
    await spend(environment, 0.6, "support-2")
    await spend(environment, 0.6, every="hour")  # another budget under the same name


async def test_two_processes_of_one_name_do_not_spend_it_twice(environment: EnvironmentSpec) -> None:
    async with open_service_budget(environment, "support", 1.0) as first:
        await spend(environment, 0.6)
        with pytest.raises(ConflictError, match="another process keeps the budget support"):
            await ServiceLimiter(Quota(), first).admit(1, 0.6)


async def test_a_killed_process_has_spent_what_it_had_set_aside(environment: EnvironmentSpec) -> None:
    killed = open_service_budget(environment, "support", 1.0)
    budget = await killed.__aenter__()
    await ServiceLimiter(Quota(), budget).admit(1, 0.9)
    with pytest.raises(BudgetStoppedError):
        await spend(environment, 0.2)


async def test_without_records_or_with_damaged_ones(environment: EnvironmentSpec) -> None:
    with pytest.raises(BadInputError, match="environment 'x' has no records to keep a budget in"):
        await spend(environment.model_copy(update={"records_url": None}), 0.1)
    url = str(environment.records_url)
    async with open_records(url, environment.aws, (BUDGETS,), upgrade_registry) as records:
        await records.prepare()
        await records.commit(Put(BUDGETS, Row({"name": "support"}, "{}", 1)))
    with pytest.raises(StoreError, match="the budget of support cannot be read"):
        await spend(environment, 0.1)
