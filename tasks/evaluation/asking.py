"""One question to one version, paid for at most once: every paid answer is stored before the next call starts."""

import asyncio
from collections.abc import Awaitable, Iterable
from datetime import UTC, datetime
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agents.core.agent import Agent, Inputs, Output
from agents.core.dialogue import ALONE, Dialogue
from agents.core.failures import AgentFailedError, ModelAwayError
from agents.core.fingerprint import answer_fingerprint
from agents.running.question import Question
from agents.running.run import MAX_REPAIRS, AgentResult
from agents.running.runtime import Runtime
from agents.running.stepping import Turn
from agents.running.tool_loop import run_question
from agents.running.tool_turns import ToolsRan, ToolTurn
from blocks.artifacts import ArtifactStore
from blocks.layout import answers
from schemas.agent import AgentVersion, Draft
from schemas.errors import ProviderError
from schemas.evaluation import Answer
from schemas.paid import ToolTurns

_T = TypeVar("_T")


class Desk:
    """Where questions are asked: an open model, and the folder of the store in which the answers are kept.

    `fresh`: questions that were answered before are asked again, each of them once.
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
        around: Dialogue = ALONE,
        *,
        turn: int = 0,
        customer_id: str,
        steps_after: int = 0,
    ) -> Answer:
        """The stored answer, or a new one; if none ever held, it says why.

        If the provider refused and charged nothing, nothing is kept: it may answer the next time.

        Raises `StoppedError` or a `ReviveError` if the run has to stop, which a model that stays away makes it do.
        """
        model = (await self.runtime.models.get(version.model)).name
        fingerprint = answer_fingerprint(inputs, version, model, turn, *around.fingerprint_parts)
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
            drafts = answer.drafts if len(answer.drafts) <= MAX_REPAIRS else ()
            loop = (around.history, around.replayed, around.bounds, answer.tools, drafts)
            await self._complete(answer, key, Question(agent, version, inputs, *loop), steps_after)
        return answer

    async def _complete(self, answer: Answer, key: str, question: Question[Inputs, Output], steps_after: int) -> None:
        """Ask until it holds or fails, each paid answer stored at once."""

        async def save(turn: Turn) -> None:
            _add(answer, turn)
            await self.store.put(key, answer.model_dump_json().encode())

        try:
            await run_question(question, self.runtime, save, steps_after=steps_after)
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
    """All results. The first error is raised only after all have ended, so that nothing goes on unseen."""
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


def _add(answer: Answer, paid: Turn) -> None:
    turns = answer.tools or ToolTurns(of=answer.fingerprint)
    if isinstance(paid, ToolsRan):
        answer.tools = turns.plus(paid.message)
        return
    if isinstance(paid, ToolTurn):
        answer.tools = turns.paid(paid.usage, paid.cost_usd).plus(paid.message)
    answer.spent = answer.spent.plus(paid.usage, paid.cost_usd)
    answer.at = datetime.now(UTC).isoformat(timespec="seconds")
    if isinstance(paid, Draft):
        answer.drafts = (*answer.drafts, paid)
    elif isinstance(paid, AgentResult):
        answer.output = paid.output.model_dump(mode="json")
        answer.attempts, answer.latency_s = paid.attempts, round(paid.latency_s, 4)
