"""How somebody who waits hears an answer while it is made: free text, word by word, before a deadline."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from agents.core.answers import storable
from agents.core.deadline import Deadline, ending_at
from agents.core.failures import AgentFailedError, StreamBrokenError
from agents.core.model import ModelUnavailableError, Speaker
from agents.core.prices import require_price
from agents.running.books import Books, unsaved
from agents.running.question import Question
from agents.running.run import Blocked, PricedModel, paid_answer, prompts
from agents.running.service import Service
from schemas.agent import CallCounts, ModelReply, ModelRequest, Usage
from schemas.messages import Conversation
from schemas.paid import Spend
from schemas.printable import visible


@dataclass(frozen=True, slots=True)
class Spoken:
    """All that was said and what it cost. `whole` is False where the longest answer that was allowed cut it off."""

    text: str
    whole: bool
    model: str
    usage: Usage
    cost_usd: float | None
    latency_s: float


class Speech:
    """The parts of an answer, to be iterated over once; then `spoken` is all of it.

    The iteration raises what `answer` would call a failure: somebody who has heard half an answer has to be told.
    """

    def __init__(self, books: Books) -> None:
        self.spoken: Spoken | None = None
        self._books = books
        self._parts: asyncio.Queue[str | None] = asyncio.Queue()
        self._speaking: asyncio.Task[Spoken] | None = None

    @property
    def spent(self) -> Spend:
        """What was paid for so far."""
        return self._books.spent

    @property
    def charged_usd(self) -> float:
        """The same in dollars, with a call that was cut at its worst case."""
        return self._books.charged_usd

    @property
    def calls(self) -> CallCounts:
        """What the calls did."""
        return self._books.calls

    def begin(self, speaking: Coroutine[Any, Any, Spoken]) -> asyncio.Task[Spoken]:
        """Start; the parts come through `say`."""
        self._speaking = asyncio.create_task(speaking)
        self._speaking.add_done_callback(lambda _task: self._parts.put_nowait(None))
        return self._speaking

    def say(self, part: str) -> None:
        """Hand on a part, without what would steer a terminal."""
        if shown := visible(part):
            self._parts.put_nowait(shown)

    async def __aiter__(self) -> AsyncIterator[str]:
        assert self._speaking is not None
        while (part := await self._parts.get()) is not None:
            yield part
        self.spoken = self._speaking.result()


@asynccontextmanager
async def speaking(
    question: Question[Any, Any],
    service: Service,
    deadline: Deadline,
    save: Callable[[Spoken | Blocked], Awaitable[None]] = unsaved,
) -> AsyncIterator[Speech]:
    """The answer as it comes; leaving the block ends it. The agent's structure and its tools are not used.

    Before the first word a call is tried again, after it never: a stream that breaks then raises `StreamBrokenError`,
    and the call is charged as maybe paid.
    """
    books = Books(service, save)
    speech = Speech(books)
    task = speech.begin(_spoken(question, deadline, books, speech.say))
    try:
        yield speech
    finally:
        task.cancel()
        await asyncio.wait({task})


async def _spoken(question: Question[Any, Any], deadline: Deadline, books: Books, say: Callable[[str], None]) -> Spoken:
    version = question.version
    async with ending_at(deadline):
        runtime = await books.open(version.model, deadline)
        model = await runtime.models.get(version.model)
        price = require_price(model.name, runtime.limiter.budget, at_openai=runtime.models.at_openai)
        priced = PricedModel(_Aloud(model, say), price)
        system, user = await prompts(version, question.inputs)
        shape = (version.output, version.output_schema, version.settings)
        conversation = Conversation(before=question.history, spoken=True)
        request = ModelRequest(question.agent.name, question.inputs, system, user, *shape, conversation=conversation)
        try:
            paid: Spoken | Blocked = await paid_answer(request, runtime, priced, _judging(priced), books.keep)
        except StreamBrokenError as broken:
            runtime.limiter.failed(broken)
            raise
    if isinstance(paid, Blocked):
        raise AgentFailedError(paid.message, guardrail=True)
    return paid


def _judging(priced: PricedModel) -> Callable[[ModelReply, float], Spoken | Blocked]:
    def judge(arrived: ModelReply, latency_s: float) -> Spoken | Blocked:
        reply, cost = storable(arrived), priced.cost(arrived.usage)
        if reply.stop == "blocked":
            return Blocked(f"{priced.model.name}: {reply.text}", reply.usage, cost)
        return Spoken(reply.text, reply.stop == "end", priced.model.name, reply.usage, cost, latency_s)

    return judge


class _Aloud:
    """A speaker as a model that is called. What was heard cannot be taken back, so no attempt follows it."""

    def __init__(self, speaker: Speaker, say: Callable[[str], None]) -> None:
        self.name = speaker.name
        self._speaker = speaker
        self._say = say

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        heard = False

        def say(part: str) -> None:
            nonlocal heard
            heard = True
            self._say(part)

        try:
            return await self._speaker.speak(request, say)
        except ModelUnavailableError as fault:
            if heard:
                raise StreamBrokenError(str(fault)) from None
            raise
