"""One customer, one version, one fake Bedrock: what the tests of this room share."""

import random
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from botocore.loaders import JSONFileLoader
from fakes.bedrock import FakeBedrock, Faults

from agents.core.budget import Budget
from agents.core.json_schema import inline_schema
from agents.core.limiter import Limiter, Quota
from agents.running.opening import open_models
from agents.running.runtime import Runtime
from agents.winback.churn_analysis import AGENT
from agents.winback.view import view
from schemas.agent import AgentVersion, SamplingSettings
from schemas.customer import Customer
from schemas.environment import EnvironmentSpec
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput


@pytest.fixture(scope="session", autouse=True)
def _service_descriptions_are_read_once() -> Iterator[None]:
    """For each client botocore parses a megabyte of JSON that never changes; the tests open a hundred clients."""
    read = cache(partial(JSONFileLoader.load_file, JSONFileLoader()))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(JSONFileLoader, "load_file", lambda _self, path: read(path))
        yield


@pytest.fixture(autouse=True)
def _no_aws_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, str(tmp_path / "aws" / "nowhere"))


@pytest.fixture
async def fake(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBedrock]:
    """It knows one model, the one that the fixture `version` names, and keeps what it is sent."""
    service = FakeBedrock(Faults(record=True), models=["amazon.nova-lite-v1:0"])
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await service.start())
    yield service
    await service.stop()


@pytest.fixture
def customer() -> Customer:
    return Customer(
        customer_id="C-1",
        email="ann@acme.example",
        company_name="Acme",
        subscription_tier="growth",
        mrr=120.5,
        churn_date=date(2026, 1, 31),
        cancellation_reason="too expensive",
        context={"seats": "12", "notes": "called twice"},
    )


@pytest.fixture
def version() -> AgentVersion:
    return AgentVersion(
        agent="churn-analysis",
        version="1.2.3",
        model="bedrock:amazon.nova-lite-v1:0",
        settings=SamplingSettings(temperature=0.25, max_tokens=1024),
        fields=("company_name", "mrr", "cancellation_reason", "context.seats"),
        system="You analyse why a customer left.",
        user="<customer>\n{{ customer | data }}\n</customer>\nWhy did it leave?",
        output="ChurnAnalysis",
        output_schema=inline_schema(AGENT.output),
        why="The one that the tests use.",
    )


@pytest.fixture
def inputs(customer: Customer, version: AgentVersion) -> ChurnAnalysisInput:
    return ChurnAnalysisInput(customer=view(customer, version))


@pytest.fixture
def analysis() -> ChurnAnalysis:
    return ChurnAnalysis(
        category="pricing",
        confidence=80,
        insights=["It paid much.", "It used little.", "It said so."],
        recommendation="Propose a smaller scope.",
        evidence=["cancellation_reason"],
    )


class _Hurry(random.Random):
    def uniform(self, a: float, b: float) -> float:  # noqa: ARG002 - the signature of Random
        return 0.001


@pytest.fixture
def open_runtime() -> Callable[..., AbstractAsyncContextManager[Runtime]]:
    """A run's shared part, with back-offs of a millisecond unless `jitter` says otherwise."""

    @asynccontextmanager
    async def opened(
        quota: Quota | None = None,
        *,
        limit_usd: float | None = None,
        retry_for_s: float = 90.0,
        timeout_s: float = 60.0,
        jitter: random.Random | None = None,
    ) -> AsyncIterator[Runtime]:
        quota = quota or Quota()
        environment = EnvironmentSpec(
            name="test", artifacts_url="memory://", model_timeout_s=timeout_s, real_model_calls=False
        )
        async with open_models(environment, quota.concurrency) as models:
            yield Runtime(models, Limiter(quota, Budget(limit=limit_usd)), retry_for_s, jitter or _Hurry())

    return opened
