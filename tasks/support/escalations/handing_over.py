"""Handing a conversation over to a person, and what the assistant says while a person has it."""

from datetime import timedelta

from agents.support.duty import next_on_duty, on_duty, said
from schemas.support.escalation import Escalation, Sentiment, UnderWay
from schemas.support.interaction import Reply, Said
from tasks.support.desk import Desk
from tasks.support.stages import Stages

ASKED_FOR = "wants_person"  # at any time, whatever was resolved before
WITH_PERSON = "with_person"


async def hand_over(stages: Stages, reason: str, *, text: str = "", actor: str = "assistant") -> Reply | None:
    """The reply; None if a person has just resolved this matter: then the assistant goes on by itself."""
    under_way, desk = stages.under_way, stages.desk
    if under_way is None and reason != ASKED_FOR and _is_settled(stages, desk, reason):
        return None
    if under_way is not None:
        return stages.reply(_said(desk.replies.already_escalated, reason), _of(under_way, actor))
    escalation = Escalation(reason=reason, actor=actor, sentiment=await _sounds(stages))
    return stages.reply(_said(f"{text or desk.replies.escalated} {duty_now(desk)}", reason), escalation)


def with_person(stages: Stages, desk: Desk) -> Reply | None:
    """While a person has the conversation, what is asked is theirs to answer."""
    under_way = stages.under_way
    if under_way is None or under_way.holder is None:
        return None
    told = desk.replies.with_person.replace("{name}", under_way.holder)
    return stages.reply(_said(told, WITH_PERSON), _of(under_way, "assistant"))


def duty_now(desk: Desk) -> str:
    """Whether somebody is on duty, or from when on, in a sentence."""
    now = desk.now()
    if on_duty(desk.duty, now):
        return desk.replies.on_duty
    when = next_on_duty(desk.duty, now)
    return desk.replies.off_duty_long if when is None else desk.replies.off_duty.replace("{when}", said(when))


async def _sounds(stages: Stages) -> Sentiment:
    """By the service that analyses texts where the environment names one; it knows no anger, so that is ours to say."""
    ours = await stages.desk.sentiment.read(stages.screened.text)
    if stages.signals is None or ours == "angry":
        return ours
    return "neutral" if stages.signals.sentiment == "mixed" else stages.signals.sentiment


def _said(text: str, reason: str) -> Said:
    return Said(outcome="escalated", answer=text, reason=reason)


def _is_settled(stages: Stages, desk: Desk, reason: str) -> bool:
    intent = stages.guesses[0].intent if stages.guesses else None
    since = desk.now() - timedelta(days=desk.duty.same_matter_days)
    return any(one.at >= since and one.reason == reason and one.intent in (intent, None) for one in stages.settled)


def _of(under_way: UnderWay, actor: str) -> Escalation:
    return Escalation(reason=under_way.reason, actor=actor, escalation_id=under_way.escalation_id)
