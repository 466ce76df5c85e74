"""The protocol of a model, and the ways in which a call can go wrong."""

from collections.abc import Callable
from typing import Literal, Protocol, runtime_checkable

from schemas.agent import ModelReply, ModelRequest

# "unanswered": a job that was to bring the answer ended without it; nothing is wrong with the service.
Fault = Literal["throttled", "server", "timeout", "cut", "unanswered"]


class Model(Protocol):
    """Answers one request at a time; safe to call concurrently from one event loop."""

    @property
    def name(self) -> str:
        """The name recorded with results: `bedrock:<model id>`, `openai:<model>`, `offline:<rules version>`."""

    async def call(self, request: ModelRequest) -> ModelReply:
        """One attempt. A withheld answer has `stop` "blocked", and its `text` says what withheld it.

        Raises `ModelUnavailableError`, `CallRejectedError` or `BadInputError`, and nothing else; a model whose calls
        outlive the process raises `StoppedError`, too, for those that are under way when the run is stopped.
        """


class Speaker(Model, Protocol):
    """A model that can also be heard while it answers."""

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """`call`, heard: `say` gets every part as it comes, the reply is all of it.

        Parts are of the text where that is asked for (`Conversation.spoken`), else of the answer's JSON.

        A stream that breaks raises `ModelUnavailableError`, whatever was said by then.
        """


@runtime_checkable
class Outlasting(Protocol):
    """A model whose calls may have been made by an earlier process that did not live to see the answer."""

    async def under_way(self, request: ModelRequest) -> bool:
        """Whether the answer to this request is paid for and still to come, so that the budget has counted it."""


async def under_way(model: Model, request: ModelRequest) -> bool:
    """Whether an earlier process has this request under way."""
    return isinstance(model, Outlasting) and await model.under_way(request)


class ModelUnavailableError(Exception):
    """A passing fault: try again later. After a timeout or a cut connection the call may have been paid for.

    `retry_after_s` is what the provider asked for; None if it said nothing.
    """

    def __init__(self, fault: Fault, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.fault: Fault = fault
        self.retry_after_s = retry_after_s

    @property
    def maybe_paid(self) -> bool:
        """Whether the model may have done the work although no answer arrived."""
        return self.fault in ("timeout", "cut")


class CallRejectedError(Exception):
    """This request will never be answered (too long): the subject fails, the run goes on. Nothing was paid."""
