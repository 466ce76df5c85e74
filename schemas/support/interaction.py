"""A question on its way through the stages, and the reply that everybody gets."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.agent import Draft
from schemas.messages import Message
from schemas.paid import Failure, PaidStep, Spend
from schemas.registry import Assignment
from schemas.support.answer import PassageView, QualityVerdict, SupportAnswer
from schemas.support.escalation import Escalation
from schemas.support.guardrails import Finding
from schemas.support.intents import IntentName
from schemas.text_signals import TextSignals

Outcome = Literal["answered", "clarification", "escalated", "blocked", "fallback"]
SessionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
# Nobody guesses one: whoever knows it, and the question, gets its reply.
InteractionId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{16,64}$")]
UserId = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class Asked(BaseModel):
    """A question as it comes in. Without a session it begins one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    question: str = ""
    session_id: SessionId | None = None
    user_id: UserId | None = None
    interaction_id: InteractionId | None = None  # so that the same question, sent again, is answered once


class Attempt(BaseModel):
    """One answer of the model, with what was said of it. An answer with `blocks` is never shown."""

    answer: SupportAnswer
    paid: PaidStep
    blocks: tuple[Finding, ...] = ()
    verdict: QualityVerdict | None = None
    judged: PaidStep | None = None
    score: int | None = None  # 0 to 100


class Interaction(BaseModel):
    """What is kept of one question: its text in plain, masked form, and the attempts that were paid for."""

    interaction_id: str
    question: str
    follows: str = ""
    topic: str = ""
    passages: tuple[PassageView, ...] = ()
    history: tuple[Message, ...] = ()
    flagged: bool = False
    attempts: tuple[Attempt, ...] = ()
    done: bool = False  # whether its last attempt is the last one, whatever came of it
    versions: dict[str, str] = {}
    assigned: dict[str, Assignment] = {}
    drafts_of: str | None = None
    drafts: tuple[Draft, ...] = ()
    spent: Spend = Spend()
    error: Failure | None = None


class Said(BaseModel):
    """What is replied and why, whoever asked: somebody who waits, or a file of questions."""

    model_config = ConfigDict(frozen=True)

    outcome: Outcome
    answer: str
    reason: str = ""  # of an escalation, why a person takes over
    attempt: int | None = None  # which attempt it is, from 0; None if no model was asked
    cited: tuple[int, ...] = ()  # places in the list of passages, from 0


class Citation(BaseModel):
    """A passage that an answer rests on."""

    model_config = ConfigDict(frozen=True)

    title: str
    source: str  # the file of the knowledge folder, or its address


class Reply(BaseModel):
    """What everybody who asks gets; `answer` is never empty."""

    model_config = ConfigDict(frozen=True)

    session_id: str
    interaction_id: str
    outcome: Outcome
    answer: str = Field(min_length=1)
    intent: IntentName | None = None  # the likeliest; None only if the question was blocked
    confidence: float | None = None
    escalation: Escalation | None = None
    citations: tuple[Citation, ...] = ()
    quality: int | None = None  # 0 to 100
    attempts: int = 0
    findings: tuple[Finding, ...] = ()  # kinds, never the text
    reason: str = ""  # why there is no answer, in a word
    agent_version: str | None = None
    cost_usd: float | None = 0.0
    latency_ms: dict[str, float] = {}  # by stage, and in all
    signals: TextSignals | None = None  # None if no service reads questions
