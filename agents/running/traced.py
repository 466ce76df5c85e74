"""Models whose calls are spans."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from agents.core.gen_ai import (
    AGENT,
    CHAT,
    DURATION,
    ERROR,
    FIRST_CHUNK_S,
    INPUT_USAGE,
    OPERATION,
    OUTPUT_USAGE,
    PROVIDER,
    REQUEST_MODEL,
    reply_attributes,
    request_attributes,
)
from agents.core.model import ModelUnavailableError, Speaker
from agents.core.tracing import Meter, Span, Tracer, Value
from agents.running.runtime import SpeakerSource
from schemas.agent import ModelReply, ModelRequest


class TracedModels:
    """The models of a service, each call of which is a span, whatever comes of it."""

    def __init__(self, models: SpeakerSource, tracer: Tracer, meter: Meter | None = None) -> None:
        self._models = models
        self._tracer = tracer
        self._meter = meter

    @property
    def at_openai(self) -> bool:
        """See `Models.at_openai`."""
        return self._models.at_openai

    async def get(self, name: str) -> Speaker:
        """The model that a version names."""
        return _Traced(await self._models.get(name), self._tracer, self._meter)


class _Traced:
    def __init__(self, speaker: Speaker, tracer: Tracer, meter: Meter | None) -> None:
        self.name = speaker.name
        self._speaker = speaker
        self._tracer = tracer
        self._meter = meter

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Model.call`."""
        with self._span(request, stream=False) as span:
            reply = await self._speaker.call(request)
            span.note(reply_attributes(reply))
            self._count(request, reply)
        return reply

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        with self._span(request, stream=True) as span:
            began, heard = monotonic(), False

            def said(part: str) -> None:
                nonlocal heard
                if not heard:
                    heard = True
                    span.note({FIRST_CHUNK_S: monotonic() - began})
                say(part)

            reply = await self._speaker.speak(request, said)
            span.note(reply_attributes(reply))
            self._count(request, reply)
        return reply

    @contextmanager
    def _span(self, request: ModelRequest, *, stream: bool) -> Iterator[Span]:
        attributes = request_attributes(self.name, request, stream=stream)
        with self._tracer.span(f"{CHAT} {self.name.partition(':')[2]}", attributes, "client") as span:
            began, ended = monotonic(), dict[str, str]()
            try:
                yield span
            except ModelUnavailableError as fault:
                ended[ERROR] = fault.fault
                span.note({ERROR: fault.fault})  # says more than the exception's type, which is always the same
                raise
            except BaseException as error:
                ended[ERROR] = type(error).__name__
                raise
            finally:
                if self._meter is not None:
                    self._meter.time(DURATION, monotonic() - began, self._about(request) | ended)

    def _count(self, request: ModelRequest, reply: ModelReply) -> None:
        """Tokens, as they are billed."""
        if self._meter is not None:
            self._meter.count(INPUT_USAGE, reply.usage.input_tokens, self._about(request))
            self._meter.count(OUTPUT_USAGE, reply.usage.output_tokens, self._about(request))

    def _about(self, request: ModelRequest) -> dict[str, Value | None]:
        """By what metrics are told apart: each combination is a series of its own, so settings are none of it."""
        known = request_attributes(self.name, request, stream=False)
        return {name: known[name] for name in (OPERATION, PROVIDER, REQUEST_MODEL, AGENT)}
