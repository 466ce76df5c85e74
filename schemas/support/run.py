"""Support over a file: parameters of a run, a question as it is taken in, and its record."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from schemas.bulk import RunParams
from schemas.messages import Message
from schemas.support.guardrails import Finding
from schemas.support.intents import Guess
from schemas.support.interaction import Interaction, Said


class SupportParams(RunParams):
    """What one run over questions is asked: nothing of its own."""

    system: ClassVar[str] = "support"
    noun: ClassVar[str] = "question"


class QueryPart(BaseModel):
    """One of several questions in a message."""

    model_config = ConfigDict(frozen=True)

    text: str
    guesses: tuple[Guess, ...]  # the likeliest intents


class Query(BaseModel):
    """A question as it is stored: in plain form, masked; one that a guardrail blocks is empty."""

    model_config = ConfigDict(frozen=True)

    interaction_id: str  # of the text and who asked, so the same question of another file has the same one
    line: int  # of the file, from 1
    question: str
    findings: tuple[Finding, ...] = ()
    history: tuple[Message, ...] = ()  # what was said before it, masked
    user_id: str = ""
    session_id: str = ""
    guesses: tuple[Guess, ...] = ()  # the likeliest intents; none of a blocked question
    parts: tuple[QueryPart, ...] = ()  # its questions, if they are several
    then: tuple["Query", ...] = ()  # what is asked next in the same session, in the order of the file

    @property
    def blocked(self) -> Finding | None:
        """What it is blocked for, if it is."""
        return next((found for found in self.findings if found.action == "block"), None)

    @property
    def flagged(self) -> bool:
        """Whether it is answered under constraint."""
        return any(found.action == "flag" for found in self.findings)


class FileTurn(Interaction):
    """A question of a file as an interaction, and what needs no model."""

    query: Query
    early: Said | None = None  # the reply, where nobody has to be asked for one
    sources: tuple[str, ...] = ()  # where the passages are from, in their order


class QueryRecord(FileTurn):
    """The ledger's entry for one question, or for a conversation: the questions of one session, one after the other.

    What was paid, which versions serve, and why there is no result stands here for all of them.
    """

    later: tuple[FileTurn, ...] = ()  # the questions of the session after the first

    @property
    def turns(self) -> tuple[FileTurn, ...]:
        """All its questions, in their order."""
        return (self, *self.later)

    @property
    def subject_id(self) -> str:
        """The question's id."""
        return self.interaction_id

    @property
    def subject(self) -> Query:
        """The question as it was taken in."""
        return self.query

    @property
    def held(self) -> bool:
        """Nothing is sent to anybody, so nothing is held."""
        return False

    @property
    def waits(self) -> bool:
        """Nor does anything wait for a person."""
        return False

    @property
    def complete(self) -> bool:
        """Whether each question has a reply: one that needs no model, or the end of the chain."""
        return self.error is None and all(turn.early is not None or turn.done for turn in self.turns)
