"""AWS's services beside ours, each only where the environment names it, each behind an interface of ours."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Literal, Protocol

from agents.retrieval.passage import Found, Query
from schemas.environment import EnvironmentSpec
from schemas.guarded import Guarded
from schemas.text_signals import TextSignals


class OutsideGuardrail(Protocol):
    """Reads questions and answers beside our own guardrails."""

    async def check(self, text: str, source: Literal["INPUT", "OUTPUT"]) -> Guarded:
        """What may be used of a text; raises if there is no telling."""


class TextAnalysis(Protocol):
    """Reads how somebody feels and what they speak of."""

    async def read(self, text: str, language: str) -> TextSignals:
        """What it says of a text; raises if it is away."""


class Searches(Protocol):
    """Finds passages."""

    async def search(self, query: Query) -> list[Found]:
        """Best first; raises if it is away."""


@dataclass(frozen=True, slots=True)
class Outside:
    """What is None is not asked."""

    guardrail: OutsideGuardrail | None = None
    analysis: TextAnalysis | None = None
    knowledge: Searches | None = None


@asynccontextmanager
async def open_outside(environment: EnvironmentSpec, connections: int) -> AsyncIterator[Outside]:
    """What the environment names, for the life of a process. Raises `BadInputError` without region or credentials."""
    async with AsyncExitStack() as stack:
        guardrail = analysis = knowledge = None
        if environment.guardrail is not None:
            from agents.models.guardrail import open_guardrail  # noqa: PLC0415 -- 0.2 s and 30 MB of imports

            guardrail = await stack.enter_async_context(open_guardrail(environment.guardrail, environment, connections))
        if environment.comprehend:
            from agents.models.comprehend import open_comprehend  # noqa: PLC0415 -- same

            analysis = await stack.enter_async_context(open_comprehend(environment, connections))
        if environment.knowledge_base is not None:
            from agents.retrieval.knowledge_base import open_knowledge_base  # noqa: PLC0415 -- same

            opened = open_knowledge_base(environment.knowledge_base, environment, connections)
            knowledge = await stack.enter_async_context(opened)
        yield Outside(guardrail, analysis, knowledge)
