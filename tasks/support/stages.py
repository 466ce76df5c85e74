"""What is known of a question so far, and the reply that can be made of it at any moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter

from agents.core.gen_ai import OPERATION, RETRIEVAL
from agents.retrieval.passage import Found
from agents.support import answering
from schemas.support.escalation import Escalation, Settled, UnderWay
from schemas.support.guardrails import Finding, Screened
from schemas.support.intents import Guess
from schemas.support.interaction import Asked, Interaction, Reply, Said
from schemas.support.run import QueryPart
from schemas.text_signals import TextSignals
from tasks.support.claiming import Claim
from tasks.support.deciding import follows
from tasks.support.desk import Desk
from tasks.support.knowledge import citation
from tasks.support.listening import Listener
from tasks.support.tables import Before


@dataclass(slots=True)
class Stages:
    """Filled stage by stage; `reply` works after any of them."""

    asked: Asked
    desk: Desk
    claim: Claim
    listener: Listener | None = None  # None if the answer is read as a whole
    screened: Screened = field(default_factory=lambda: Screened(text=""))
    before_it: Before = field(default_factory=Before)
    under_way: UnderWay | None = None  # the escalation of this session that no person has resolved yet
    settled: tuple[Settled, ...] = ()
    guesses: tuple[Guess, ...] = ()
    parts: tuple[QueryPart, ...] = ()  # of a message with several questions, those that are looked up
    found: list[Found] = field(default_factory=list)
    findings: tuple[Finding, ...] = ()  # of answers that were stopped
    record: Interaction | None = None
    signals: TextSignals | None = None
    cost_usd: float | None = 0.0
    latency_ms: dict[str, float] = field(default_factory=dict)
    began: float = field(default_factory=perf_counter)

    @property
    def session_id(self) -> str:
        """The conversation that the question belongs to."""
        return self.claim.session_id

    def before(self) -> str:
        """The question before, if this one is too short to stand alone: "and in Frankfurt?" is about that."""
        return follows(self.screened.text, [turn.question for turn in self.before_it.turns])

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Note how long a stage takes."""
        began = perf_counter()
        try:
            with self.desk.tracer.span(stage, {OPERATION: RETRIEVAL if stage == "retrieve" else None}):
                yield
        finally:
            self.latency_ms[stage] = round(1_000 * (perf_counter() - began), 1)

    @property
    def heard(self) -> bool:
        """Whether somebody heard the beginning of an answer."""
        return self.listener is not None and self.listener.heard != ""

    def fail(self, reason: str) -> Reply:
        """The fallback; who heard the beginning of an answer is told that it ends here."""
        replies = self.desk.replies
        said = replies.cut_short if self.heard else replies.failed
        return self.reply(Said(outcome="fallback", answer=said, reason=reason))

    def reply(self, said: Said, escalation: Escalation | None = None) -> Reply:
        """The reply as things stand."""
        likeliest = self.guesses[0] if self.guesses and said.outcome != "blocked" else None
        record = self.record
        return Reply(
            session_id=self.session_id,
            interaction_id=self.claim.interaction_id,
            outcome=said.outcome,
            answer=self._after_heard(said),
            intent=None if likeliest is None else likeliest.intent,
            confidence=None if likeliest is None else round(likeliest.confidence, 3),
            escalation=escalation,
            citations=tuple(citation(self.found[at].passage) for at in said.cited if at < len(self.found)),
            quality=None if record is None or said.attempt is None else record.attempts[said.attempt].score,
            attempts=0 if record is None else len(record.attempts),
            findings=(*self.screened.findings, *self.findings),
            reason=said.reason,
            agent_version=None if record is None else record.versions.get(answering.AGENT.name),
            cost_usd=self.cost_usd,
            latency_ms={**self.latency_ms, "all": round(1_000 * (perf_counter() - self.began), 1)},
            signals=self.signals,
        )

    def _after_heard(self, said: Said) -> str:
        """The reply's text after what was already heard; an attempt that was heard stays as it was."""
        if self.listener is None or not self.heard:
            return said.answer
        if self.record is None or said.attempt is None or said.outcome == "escalated":
            return self.listener.after_heard(said.answer)
        return self.listener.after_heard(self.record.attempts[said.attempt].answer.text)
