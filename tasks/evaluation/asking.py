"""One question to one version, paid for at most once: every paid answer is stored before the next call starts."""

import asyncio
from collections.abc import Awaitable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agents.core.agent import Agent, Inputs, Output
from agents.core.failures import AgentFailedError, ModelAwayError
from agents.core.fingerprint import answer_fingerprint
from agents.running.run import MAX_REPAIRS, AgentResult, Blocked, run_agent
from agents.running.runtime import Runtime
from blocks.artifacts import ArtifactStore
from blocks.layout import answers
from schemas.agent import AgentVersion, Draft
from schemas.errors import ProviderError
from schemas.evaluation import Answer

_T = TypeVar("_T")


class Desk:
    """Where questions are asked: an open model, and the folder of the store in which the answers are kept.

    `fresh`: whatever was answered before is asked anew, each question once.
    """

    def __init__(self, runtime: Runtime, store: ArtifactStore, folder: str, *, fresh: bool = False) -> None:
        self.runtime = runtime
        self.store = store
        self._folder = folder
        self._fresh = fresh
        self._asked: set[str] = set()

    def for_labels(self) -> "Desk":
        """The same for labelled answers, which belong to cases and to no upload."""
        return Desk(self.runtime, self.store, answers(None), fresh=self._fresh)

    async def ask(
        self,
        agent: Agent[Inputs, Output],
        version: AgentVersion,
        inputs: Inputs,
        *,
        turn: int = 0,
        customer_id: str,
        steps_after: int = 0,
    ) -> Answer:
        """The answer that is there, or a new one; an answer that never held says why.

        Where the provider refused and charged nothing, nothing is kept: asked again, it may answer.

        Raises `StoppedError` or a `ReviveError` where the run has to stop; a model that stays away stops it.
        """
        model = (await self.runtime.models.get(version.model)).name
        fingerprint = answer_fingerprint(inputs, version, model, turn)
        key = f"{self._folder}/{agent.name}/{fingerprint}.json"
        answer = await self._kept(key, agent.output) or Answer(
            fingerprint=fingerprint,
            agent=agent.name,
            version=version.version,
            model=model,
            turn=turn,
            customer_id=customer_id,
        )
        if not answer.settled:
            await self._complete(answer, key, agent, version, inputs, steps_after)
        return answer

    async def _complete(
        self,
        answer: Answer,
        key: str,
        agent: Agent[Inputs, Output],
        version: AgentVersion,
        inputs: Inputs,
        steps_after: int,
    ) -> None:
        """Ask until it holds or fails, each paid answer stored at once."""

        async def save(paid: AgentResult[Output] | Draft | Blocked) -> None:
            _add(answer, paid)
            await self.store.put(key, answer.model_dump_json().encode())

        try:
            drafts = answer.drafts if len(answer.drafts) <= MAX_REPAIRS else ()
            await run_agent(agent, version, inputs, self.runtime, save, drafts, steps_after=steps_after)
        except ModelAwayError as away:
            raise ProviderError(f"{away}; what is paid is kept, run it again") from None
        except AgentFailedError as failure:
            answer.failure, answer.refused = str(failure), not failure.guardrail
            if answer.paid and not answer.refused:
                await self.store.put(key, answer.model_dump_json().encode())

    async def _kept(self, key: str, output: type[BaseModel]) -> Answer | None:
        """What was answered before, if that still counts."""
        anew = self._fresh and key not in self._asked
        self._asked.add(key)
        answer = None if anew else _parsed(await self.store.get(key), output)
        if answer is not None and not answer.settled:
            answer.failure = ""
        return answer


async def together(asked: Iterable[Awaitable[_T]]) -> list[_T]:
    """Every result; the first error only when all have ended, so that nothing goes on unseen."""
    ended = await asyncio.gather(*asked, return_exceptions=True)
    for one in ended:
        if isinstance(one, BaseException):
            raise one
    return [one for one in ended if not isinstance(one, BaseException)]


def _parsed(content: bytes | None, output: type[BaseModel]) -> Answer | None:
    """A stored answer; one that cannot be read is asked for again."""
    if content is None:
        return None
    try:
        answer = Answer.model_validate_json(content)
        if answer.output is not None:
            output.model_validate(answer.output)
    except ValidationError:
        return None
    return answer


def _add(answer: Answer, paid: AgentResult[Output] | Draft | Blocked) -> None:
    answer.spent = answer.spent.plus(paid.usage, paid.cost_usd)
    answer.at = datetime.now(UTC).isoformat(timespec="seconds")
    if isinstance(paid, Draft):
        answer.drafts = (*answer.drafts, paid)
    elif isinstance(paid, AgentResult):
        answer.output = paid.output.model_dump(mode="json")
        answer.attempts, answer.latency_s = paid.attempts, round(paid.latency_s, 4)
