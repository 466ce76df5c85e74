"""From a model's name to a model that can be called."""

from asyncio import Lock
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from agents.core.model import Speaker
from schemas.agent import Tier
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError

if TYPE_CHECKING:
    from agents.running.batch_opening import BatchServing


class Models:
    """The models of one run. Each is opened once, when it is first needed."""

    def __init__(
        self,
        environment: EnvironmentSpec,
        concurrency: int,
        stack: AsyncExitStack,
        tier: Tier = "on_demand",
        batch: "BatchServing | None" = None,
    ) -> None:
        self._environment = environment
        self._concurrency = concurrency
        self._tier: Tier = tier
        self._batch = batch
        self._stack = stack
        self._open: dict[str, Speaker] = {}
        self._opening = Lock()

    @property
    def at_openai(self) -> bool:
        """Whether `openai:<model>` is asked at OpenAI, whose prices are known."""
        return self._environment.openai.at_openai

    async def get(self, name: str) -> Speaker:
        """The model that a version names, or the one that the environment puts in its place."""
        effective = self._environment.model or name
        if effective in self._open:
            return self._open[effective]
        async with self._opening:
            if effective not in self._open:
                opened = _opened(effective, self._environment, self._concurrency, self._tier, self._batch)
                self._open[effective] = await self._stack.enter_async_context(opened)
        return self._open[effective]


@asynccontextmanager
async def open_models(
    environment: EnvironmentSpec, concurrency: int, tier: Tier = "on_demand", batch: "BatchServing | None" = None
) -> AsyncIterator[Models]:
    """Models that are closed at the end of the run. What is not a model of Bedrock is always asked on demand."""
    async with AsyncExitStack() as stack:
        yield Models(environment, concurrency, stack, tier, batch)


@asynccontextmanager
async def _opened(
    name: str, environment: EnvironmentSpec, concurrency: int, tier: Tier, batch: "BatchServing | None"
) -> AsyncIterator[Speaker]:
    provider, _, model_id = name.partition(":")
    if name == "offline":
        from agents.models.offline import OfflineModel  # noqa: PLC0415 -- its rules are loaded only where they answer

        yield OfflineModel()
    elif provider == "bedrock" and model_id:
        from agents.models.bedrock import open_bedrock  # noqa: PLC0415 -- 0.2 s and 30 MB of imports

        async with open_bedrock(
            model_id,
            environment.aws,
            concurrency=concurrency,
            timeout_s=environment.model_timeout_s,
            real_calls=environment.real_model_calls,
            tier=tier,
        ) as model:
            if batch is None:
                yield model
                return
            from agents.running.batch_opening import batched  # noqa: PLC0415 -- only a run with jobs needs it

            async with batched(model, model_id, batch, environment) as by_jobs:
                yield by_jobs
    elif provider == "openai" and model_id:
        from agents.models.openai import open_openai  # noqa: PLC0415 -- 0.5 s and 50 MB of imports

        async with open_openai(
            model_id,
            environment.openai,
            concurrency=concurrency,
            timeout_s=environment.model_timeout_s,
            real_calls=environment.real_model_calls,
        ) as model:
            yield model
    else:
        raise BadInputError(f"unknown model {name!r}: use offline, bedrock:<model id> or openai:<model>")
