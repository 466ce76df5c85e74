"""Streams a free-text answer to somebody who waits, word by word, before a deadline."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from agents.core.answers import storable
from agents.core.deadline import Deadline, ending_at
from agents.core.failures import AgentFailedError
from agents.core.model import Speaker
from agents.core.prices import require_price
from agents.core.service_limiter import LiveAdmission
from agents.running.books import Books, unsaved
from agents.running.question import Question
from agents.running.run import Blocked, PricedModel, paid_answer, rendered
from agents.running.runtime import SpeakerSource
from agents.running.service import Service
from agents.running.speak_once import speak_once
from schemas.agent import CallCounts, ModelReply, ModelRequest, Usage
from schemas.messages import Conversation
from schemas.paid import Spend
from schemas.printable import visible


@dataclass(frozen=True, slots=True)
class Spoken:
    """All that was said, and what it cost. `whole` is False if it was cut off at the maximum length."""

    text: str
    whole: bool
    model: str
    usage: Usage
    cost_usd: float | None
    latency_s: float


Said = TypeVar("Said")


class Speech(Generic[Said]):
    """The parts of an answer, to be iterated over once; after that, `spoken` is the whole of it.

    The iteration raises what `answer` would report as a failure: a listener who heard half an answer must be told.
    """

    def __init__(self, books: Books) -> None:
        self.spoken: Said | None = None
        self._books = books
        self._parts: asyncio.Queue[str | None] = asyncio.Queue()
        self._speaking: asyncio.Task[Said] | None = None

    @property
    def spent(self) -> Spend:
        """What was paid for so far."""
        return self._books.spent

    @property
    def charged_usd(self) -> float:
        """The same in dollars; a call that was cut counts at its worst case."""
        return self._books.charged_usd

    @property
    def calls(self) -> CallCounts:
        """What the calls did."""
        return self._books.calls

    def begin(self, speaking: Coroutine[Any, Any, Said]) -> asyncio.Task[Said]:
        """Start; the parts come through `say`."""
        self._speaking = asyncio.create_task(speaking)
        self._speaking.add_done_callback(lambda _task: self._parts.put_nowait(None))
        return self._speaking

    def say(self, part: str) -> None:
        """Pass a part on, without characters that would control a terminal."""
        if shown := visible(part):
            self._parts.put_nowait(shown)

    async def __aiter__(self) -> AsyncIterator[str]:
        assert self._speaking is not None
        while (part := await self._parts.get()) is not None:
            yield part
        self.spoken = self._speaking.result()


@asynccontextmanager
async def heard_until_left(speech: Speech[Said], speaking: Coroutine[Any, Any, Said]) -> AsyncIterator[Speech[Said]]:
    """Speak until the block is left, which ends it."""
    task = speech.begin(speaking)
    try:
        yield speech
    finally:
        task.cancel()
        await asyncio.wait({task})


def speaking(
    question: Question[Any, Any],
    service: Service,
    deadline: Deadline,
    save: Callable[[Spoken | Blocked], Awaitable[None]] = unsaved,
    customer: str | None = None,
) -> AbstractAsyncContextManager[Speech[Spoken]]:
    """The answer as it comes; leaving the block ends it. The agent's structure and its tools are not used.

    A call is retried only before the first word. A stream that breaks after it raises `StreamBrokenError`, and the call
    counts as maybe paid.
    """
    books = Books(service, save, customer)
    speech = Speech[Spoken](books)
    return heard_until_left(speech, _spoken(question, deadline, books, service.models, speech.say))


async def _spoken(
    question: Question[Any, Any], deadline: Deadline, books: Books, models: SpeakerSource, say: Callable[[str], None]
) -> Spoken:
    version = question.version
    async with ending_at(deadline):
        runtime = await books.open(version.model, deadline)
        model = await models.get(version.model)
        price = require_price(model.name, runtime.limiter.budget, at_openai=models.at_openai)
        priced = PricedModel(_Heard(model, say, runtime.limiter), price)
        conversation = Conversation(before=question.history, spoken=True)
        request = await rendered(question.agent.name, version, question.inputs, conversation)
        paid: Spoken | Blocked = await paid_answer(request, runtime, priced, _judging(priced), books.keep)
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


class _Heard:
    """A speaker as a model to call; every word is passed on at once."""

    def __init__(self, speaker: Speaker, say: Callable[[str], None], admission: LiveAdmission) -> None:
        self.name = speaker.name
        self._speaker = speaker
        self._say = say
        self._admission = admission

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        heard = False

        def say(part: str) -> None:
            nonlocal heard
            heard = True
            self._say(part)

        return await speak_once(self._speaker, request, say, lambda: heard, self._admission)
