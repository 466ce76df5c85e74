"""The next step of an interaction: an answer, its judgement, then again with what was wrong, at most twice."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from agents.core.failures import AgentFailedError
from agents.core.fingerprint import conversation_part, fingerprint
from agents.core.step import Chosen, Resolved, Step
from agents.support import answering, quality
from agents.support.guardrails.answers import check_answer
from schemas.paid import Failure, PaidStep
from schemas.support.answer import AnswerInput, Criteria, QualityInput, QualityVerdict, SupportAnswer
from schemas.support.guardrails import Names
from schemas.support.interaction import Attempt, Interaction

MOST_ATTEMPTS = 3
AGENTS = (answering.AGENT, quality.AGENT)
Record = TypeVar("Record", bound=Interaction)


@dataclass(frozen=True, slots=True)
class Rules:
    """What all interactions share: by what answers are stopped and judged."""

    names: Names
    criteria: Criteria


def next_step(record: Record, rules: Rules, versions: Resolved) -> Step[Record] | None:
    """A pure function: given what is there, what is paid for next, or nothing.

    An answer that a guardrail stops is not judged but written again; so is one below the threshold.
    """
    earlier = ""
    critique: tuple[str, ...] = ()
    for turn in range(MOST_ATTEMPTS):
        inputs = _inputs(record, earlier, critique)
        asked = _asked(record, inputs, versions[answering.AGENT.name])
        if len(record.attempts) <= turn or record.attempts[turn].paid.fingerprint != asked:
            keep = partial(_keep_answer, turn, rules, versions[answering.AGENT.name].version.system)
            return Step(
                answering.AGENT, turn, inputs, asked, 1, keep, partial(_note, answering.AGENT.name), record.history
            )
        attempt = record.attempts[turn]
        if not attempt.blocks and attempt.answer.action != "answer":
            return None
        if not attempt.blocks and (judging := _judging(record, turn, rules, versions[quality.AGENT.name])) is not None:
            return judging
        if not attempt.blocks and (attempt.score or 0) >= rules.criteria.threshold:
            return None
        earlier, critique = attempt.answer.text, tuple(_wrong_with(attempt))
    return None


def best(record: Interaction) -> int | None:
    """The attempt to show: the one with the most points that no guardrail stops, the first of equal ones."""
    shown = [at for at, attempt in enumerate(record.attempts) if not attempt.blocks]
    return max(shown, key=lambda at: _points(record.attempts[at]), default=None)


def _points(attempt: Attempt) -> int:
    return -1 if attempt.score is None else attempt.score


def _inputs(record: Interaction, earlier: str, critique: tuple[str, ...]) -> AnswerInput:
    return AnswerInput(
        question=record.question,
        follows=record.follows,
        topic=record.topic,
        passages=record.passages,
        flagged=record.flagged,
        earlier=earlier,
        critique=critique,
    )


def _asked(record: Interaction, inputs: AnswerInput, chosen: Chosen) -> str:
    conversation = conversation_part(record.history, ())
    return fingerprint(inputs.model_dump_json(), chosen.version.content_hash, chosen.model, conversation)


def _judging(record: Record, turn: int, rules: Rules, chosen: Chosen) -> Step[Record] | None:
    attempt = record.attempts[turn]
    inputs = QualityInput(
        question=record.question,
        answer=attempt.answer.text,
        citations=attempt.answer.citations,
        passages=record.passages,
        criteria=rules.criteria.criteria,
    )
    asked = fingerprint(inputs.model_dump_json(), chosen.version.content_hash, chosen.model)
    if attempt.judged is not None and attempt.judged.fingerprint == asked:
        return None
    keep = partial(_keep_verdict, turn, rules)
    return Step(quality.AGENT, turn, inputs, asked, 0, keep, partial(_note, quality.AGENT.name))


def _wrong_with(attempt: Attempt) -> Iterator[str]:
    yield from (f"A guardrail stops it: {found.kind.replace('_', ' ')}." for found in attempt.blocks)
    if attempt.verdict is not None:
        yield from attempt.verdict.issues
        yield from attempt.verdict.suggestions


def _keep_answer(
    turn: int, rules: Rules, prompt: str, record: Interaction, answer: SupportAnswer, paid: PaidStep
) -> None:
    blocks = check_answer(answer.text, (f"{one.title}\n{one.text}" for one in record.passages), rules.names, prompt)
    record.attempts = (*record.attempts[:turn], Attempt(answer=answer, paid=paid, blocks=blocks))
    record.done = turn == MOST_ATTEMPTS - 1 if blocks else answer.action != "answer"


def _keep_verdict(turn: int, rules: Rules, record: Interaction, verdict: QualityVerdict, paid: PaidStep) -> None:
    score = rules.criteria.overall(verdict.by_criterion())
    judged = record.attempts[turn].model_copy(update={"verdict": verdict, "judged": paid, "score": score})
    record.attempts = (*record.attempts[:turn], judged)
    record.done = score >= rules.criteria.threshold or turn == MOST_ATTEMPTS - 1


def _note(step: str, record: Interaction, failure: AgentFailedError) -> None:
    """Say in the record why there is no answer; a judge that fails leaves the answer unjudged."""
    record.error = Failure(step=step, message=str(failure), guardrail=failure.guardrail)
