"""The chain of upsell: a message, the judge's verdict and, where it is not approved, again with the judge's reasons."""

from functools import partial
from typing import Any

from agents.core.agent import Agent
from agents.core.failures import AgentFailedError
from agents.core.fingerprint import fingerprint
from agents.core.step import Chosen, Resolved, Step
from agents.upsell import judge, message
from agents.upsell.questions import critique_of, judge_inputs, message_inputs
from schemas.paid import Failure, PaidStep
from schemas.upsell.message import Critique, MessageInput, MessageJudgeInput, UpsellMessage, Verdict
from schemas.upsell.run import MAX_ATTEMPTS, Attempt, EventRecord, MessageStep, VerdictStep
from tasks.upsell.context import UpsellContext

MESSAGE, JUDGE = message.AGENT, judge.AGENT


def next_step(record: EventRecord, context: UpsellContext, versions: Resolved) -> Step[EventRecord] | None:
    """What is asked next; what was paid for already and would be asked in the same words stays."""
    critique: Critique | None = None
    for turn in range(MAX_ATTEMPTS):
        writing = _message_step(turn, record, context, versions[MESSAGE.name], critique)
        if len(record.attempts) <= turn or record.attempts[turn].message.fingerprint != writing.fingerprint:
            return writing
        attempt = record.attempts[turn]
        judging = _judge_step(turn, record, context, versions[JUDGE.name], attempt.message.output)
        if attempt.verdict is None or attempt.verdict.fingerprint != judging.fingerprint:
            return judging
        if attempt.verdict.output.approved:
            return None
        critique = critique_of(attempt.message.output, attempt.verdict.output)
    return None


def _message_step(
    turn: int, record: EventRecord, context: UpsellContext, chosen: Chosen, critique: Critique | None
) -> Step[EventRecord]:
    inputs = message_inputs(
        context.facts(record.event),
        chosen.version.fields,
        record.items,
        context.brand.voicing,
        record.similar,
        critique,
    )
    asked = _fingerprint(inputs, chosen, turn)
    return Step(MESSAGE, turn, inputs, asked, 1, partial(_keep_message, turn), partial(_failed, MESSAGE))


def _judge_step(
    turn: int, record: EventRecord, context: UpsellContext, chosen: Chosen, written: UpsellMessage
) -> Step[EventRecord]:
    inputs = judge_inputs(
        context.facts(record.event), chosen.version.fields, record.items, context.brand.voicing, written
    )
    asked = _fingerprint(inputs, chosen, turn)
    return Step(JUDGE, turn, inputs, asked, 0, partial(_keep_verdict, turn), partial(_failed, JUDGE))


def _fingerprint(inputs: MessageInput | MessageJudgeInput, chosen: Chosen, turn: int) -> str:
    return fingerprint(inputs.model_dump_json(), chosen.version.content_hash, chosen.model, str(turn))


def _keep_message(turn: int, record: EventRecord, output: UpsellMessage, paid: PaidStep) -> None:
    """Replace a message, and drop what followed the earlier one of this turn, because it rested on that."""
    kept = MessageStep(output=output, **dict(paid))
    record.attempts = (*record.attempts[:turn], Attempt(message=kept))


def _keep_verdict(turn: int, record: EventRecord, output: Verdict, paid: PaidStep) -> None:
    judged = record.attempts[turn].model_copy(update={"verdict": VerdictStep(output=output, **dict(paid))})
    record.attempts = (*record.attempts[:turn], judged)


def _failed(agent: Agent[Any, Any], record: EventRecord, failure: AgentFailedError) -> None:
    """The judge failed, so nothing is approved: the event fails, and a retry asks again."""
    record.error = Failure(step=agent.name, message=str(failure), guardrail=failure.guardrail)
