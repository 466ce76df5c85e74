"""A service whose questions are answered by one of the fakes."""

import random
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest
from fakes import bedrock, openai
from fakes.bedrock import FakeBedrock
from fakes.openai import FakeOpenAI

from agents.core.budget import Budget
from agents.core.circuit import Circuit
from agents.core.limiter import Quota
from agents.core.service_limiter import ServiceLimiter
from agents.running.opening import open_models
from agents.running.service import Service
from schemas.agent import AgentVersion
from schemas.environment import EnvironmentSpec, OpenAIIdentity

OpenService = Callable[..., AbstractAsyncContextManager[Service]]


class Hurry(random.Random):
    def uniform(self, a: float, b: float) -> float:  # noqa: ARG002 -- the signature of Random
        return 0.001


def opening(environment: EnvironmentSpec, model: str) -> OpenService:
    """Opens services whose circuits open after three failures, for a minute unless `open_s` says otherwise."""

    @asynccontextmanager
    async def opened(
        *, quota: Quota | None = None, limit_usd: float | None = None, open_s: float = 60.0
    ) -> AsyncIterator[Service]:
        async with open_models(environment, 8) as models:
            await models.get(model)  # opening a client takes a while, and the deadlines here are short
            limiter = ServiceLimiter(quota or Quota(), Budget(limit=limit_usd))
            yield Service(models, limiter, partial(Circuit, 3, open_s), Hurry())

    return opened


def environment(**others: Any) -> EnvironmentSpec:
    return EnvironmentSpec(
        name="test", artifacts_url="memory://", model_timeout_s=60.0, real_model_calls=False, **others
    )


@pytest.fixture
def open_live(fake: FakeBedrock, version: AgentVersion) -> OpenService:
    assert fake.url
    return opening(environment(), version.model)


@dataclass(frozen=True)
class Provider:
    """One of the two, with the version whose questions it answers."""

    fake: FakeBedrock | FakeOpenAI
    version: AgentVersion
    open: OpenService

    def sent(self, number: int) -> list[dict[str, Any]]:
        """The messages of a request."""
        messages: list[dict[str, Any]] = self.fake.requests[number]["messages"]
        return messages

    @property
    def is_bedrock(self) -> bool:
        return isinstance(self.fake, FakeBedrock)


@pytest.fixture(params=["bedrock", "openai"])
async def provider(
    request: pytest.FixtureRequest, version: AgentVersion, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Provider]:
    fake: FakeBedrock | FakeOpenAI
    if request.param == "bedrock":
        fake = FakeBedrock(bedrock.Faults(record=True))
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await fake.start())
        found = Provider(fake, version, opening(environment(), version.model))
    else:
        fake = FakeOpenAI(openai.Faults(record=True))
        identity = OpenAIIdentity(api_key="sk-planted-planted", base_url=f"{await fake.start()}/v1")
        version = AgentVersion.model_validate(version.model_dump() | {"model": "openai:gpt-4o-mini"})
        found = Provider(fake, version, opening(environment(openai=identity), version.model))
    yield found
    await fake.stop()
