"""The chain of one event, pure: what is asked next, and what it comes to."""

from collections.abc import Iterator
from typing import Any

import pytest
from fakes.upsell_runs import CONTEXT, NOW, event

from agents.core.failures import AgentFailedError
from agents.core.step import Chosen, Resolved, Step
from agents.versions.versions import Versions
from schemas.agent import Usage
from schemas.judge import Mark
from schemas.paid import PaidStep
from schemas.upsell.decided import Decided
from schemas.upsell.message import MessageInput, UpsellMessage, Verdict
from schemas.upsell.run import EventRecord
from tasks.upsell.context import UpsellContext
from tasks.upsell.entries import entry
from tasks.upsell.system import UPSELL
from tasks.upsell.transform import Read, transform


@pytest.fixture(scope="module")
def versions() -> Resolved:
    found = Versions()
    return {agent.name: Chosen(found.choose(agent.name, "e1"), "offline") for agent in UPSELL.agents}


def begun(context: UpsellContext = CONTEXT, **said: Any) -> EventRecord:
    found = transform(event(1, **said), NOW)
    assert isinstance(found, Read)
    return UPSELL.begin(found.event, context)


def written(turn: int) -> UpsellMessage:
    return UpsellMessage(
        item="rodent-exclusion", benefits=("One", "Two"), subject=f"Draft {turn}", body="Body.", ask="Shall we?"
    )


def judged(score: int) -> Verdict:
    mark, low = Mark(score=9, reason="good"), Mark(score=score, reason=f"only {score}")
    return Verdict(appropriateness=mark, service_validity=mark, brand=low, score=score, approved=score >= 7)


def answered(record: EventRecord, scores: list[int], versions: Resolved) -> Iterator[Step[EventRecord]]:
    """Every step that is asked, answered with messages and verdicts of these scores."""
    while (step := UPSELL.next_step(record, CONTEXT, versions)) is not None:
        yield step
        answer = judged(scores[step.turn]) if step.agent.name == "upsell-judge" else written(step.turn)
        step.keep(record, answer, PaidStep(
            fingerprint=step.fingerprint, version="1.0.0", model="m", usage=Usage(), cost_usd=0.0, latency_s=0.1,
            attempts=1,
        ))  # fmt: skip


@pytest.mark.parametrize(
    ("scores", "asked", "decision", "subject", "score"),
    [
        ([8], 2, "approved", "Draft 0", 8),
        ([4, 9], 4, "approved", "Draft 1", 9),
        ([4, 5, 7], 6, "approved", "Draft 2", 7),
        ([5, 6, 4], 6, "declined", None, 6),
    ],
)
def test_a_message_is_written_anew_with_the_judges_reasons_at_most_twice(
    versions: Resolved, scores: list[int], asked: int, decision: str, subject: str | None, score: int
) -> None:
    record = begun()
    steps = list(answered(record, scores, versions))
    assert [(step.agent.name, step.turn) for step in steps] == [
        (name, turn) for turn in range(3) for name in ("upsell-message", "upsell-judge")
    ][:asked]
    for step in steps[2::2]:
        assert isinstance(step.inputs, MessageInput)
        assert step.inputs.critique is not None
        assert f"only {scores[step.turn - 1]}" in step.inputs.critique.reasons[0]
        assert step.inputs.critique.draft == written(step.turn - 1)
    assert len({step.fingerprint for step in steps}) == asked
    found = entry(record)
    assert found is not None
    assert (found["decision"], found["subject"], found["score"]) == (decision, subject, score)
    assert (found["attempts"], record.complete, record.held) == (asked // 2, True, decision == "declined")
    # What is finished stays, however often it is looked at.
    assert UPSELL.next_step(EventRecord.model_validate_json(record.model_dump_json()), CONTEXT, versions) is None


def test_a_judge_that_fails_is_no_approval(versions: Resolved) -> None:
    record = begun()
    steps = answered(record, [8], versions)
    next(steps)
    judging = next(steps)
    judging.failed(record, AgentFailedError("it contradicts itself"))
    assert (record.decision, record.complete) == ("failed", False)
    assert UPSELL.next_step(record, CONTEXT, versions) is not None


def test_what_another_upload_decided_is_returned_and_nothing_is_asked(versions: Resolved) -> None:
    earlier = Decided(key="e1", upload_id="other", decision="approved", item="rodent-exclusion", subject="Hi", score=8)
    context = UpsellContext(CONTEXT.known, CONTEXT.brand, {"e1": earlier})
    record = begun(context)
    assert UPSELL.next_step(record, context, versions) is None
    found = entry(record)
    assert found is not None
    assert (found["decision"], found["subject"], found["decided_in"]) == ("approved", "Hi", "other")
    assert (record.complete, record.held) == (True, True)


def test_who_is_held_is_asked_about_by_nobody(versions: Resolved) -> None:
    record = begun(payment_status="overdue")
    assert UPSELL.next_step(record, CONTEXT, versions) is None
    assert (record.decision, record.complete) == ("held", True)
