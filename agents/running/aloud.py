"""Streams a model's answer while it is made: one text of the structured answer, in sentences that were checked.

What was heard cannot be taken back, so an answer is repaired or retried only as long as nothing of it was heard.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from agents.core.agent import Agent, Inputs, Output
from agents.core.failures import HeldBackError
from agents.core.field_reader import FieldReader
from agents.core.model import Speaker
from agents.core.service_limiter import LiveAdmission
from agents.running.held_text import HeldText, Objection
from agents.running.runtime import SpeakerSource
from agents.running.service import LiveRuntime
from agents.running.speak_once import speak_once
from schemas.agent import Draft, ModelReply, ModelRequest


@dataclass(frozen=True, slots=True)
class FieldListener:
    """Somebody who waits for an agent's answer, and hears one text of it while it is made."""

    field: str  # of the agent's output; its value is a text
    objects: Objection  # what is wrong with the text up to the end of a sentence, None if it may be heard
    say: Callable[[str], None]  # gets the parts that may be heard


class Aloud:
    """One answer on its way to a listener, over all calls that it takes."""

    def __init__(self, listener: FieldListener, models: SpeakerSource) -> None:
        self._field = listener.field
        self._held = HeldText(listener.objects, listener.say)
        self._models = models

    @property
    def heard(self) -> bool:
        """Whether anything was heard."""
        return self._held.heard

    def agent(self, agent: Agent[Inputs, Output]) -> Agent[Inputs, Output]:
        """The agent with one more rule: every sentence of the field may be heard, the last one included.

        Raises `ValueError` if its output has no such field.
        """
        if self._field not in agent.output.model_fields:
            raise ValueError(f"{agent.output.__name__} has no field {self._field}")

        def check(inputs: Inputs, output: Output) -> str | None:
            return agent.check(inputs, output) or self._held.finish(str(getattr(output, self._field)))

        return replace(agent, check=check)

    def runtime(self, runtime: LiveRuntime) -> LiveRuntime:
        """The runtime with models that are heard."""
        return replace(runtime, models=_ModelsAloud(self._models, self._field, self._held, runtime.limiter))

    async def keep(self, save: Callable[[Any], Awaitable[None]], turn: Any) -> None:
        """Save a turn; raises `HeldBackError` after a rejected answer of which something was heard."""
        await save(turn)
        if self.heard and isinstance(turn, Draft):
            raise HeldBackError(f"the rest of the answer is held back: {turn.violation}", guardrail=True)


@dataclass(frozen=True, slots=True)
class _ModelsAloud:
    """The models of a question, each heard while it answers."""

    models: SpeakerSource
    field: str
    held: HeldText
    admission: LiveAdmission

    @property
    def at_openai(self) -> bool:
        return self.models.at_openai

    async def get(self, name: str) -> "_Aloud":
        return _Aloud(await self.models.get(name), self.field, self.held, self.admission)


class _Aloud:
    """A speaker as a model to call; its field is held until a sentence may be heard."""

    def __init__(self, speaker: Speaker, field: str, held: HeldText, admission: LiveAdmission) -> None:
        self.name = speaker.name
        self._speaker = speaker
        self._field = field
        self._held = held
        self._admission = admission

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt; see `Speaker.speak`."""
        reader, mistakes = FieldReader(self._field), list[Exception]()
        self._held.begin()

        def say(piece: str) -> None:
            try:
                if not mistakes:
                    self._held.add(reader.read(piece))
            except Exception as mistake:  # noqa: BLE001 -- raised below: in here it would look like a broken stream
                mistakes.append(mistake)

        reply = await speak_once(self._speaker, request, say, lambda: self._held.heard, self._admission)
        if mistakes:
            raise mistakes[0]
        return reply
