"""Past questions as cases: what support's agents were asked is asked again, of another version."""

from typing import Any

from markupsafe import Markup

from agents.support import answering, quality
from schemas.case import Case
from schemas.support.answer import PassageView
from schemas.support.case import AnswerCase, AnswerGiven, PassageGiven, VerdictCase, VerdictGiven
from schemas.support.run import FileTurn, QueryRecord
from tasks.bulk.page import facts


def past_case(record: QueryRecord, agent: str) -> AnswerCase | VerdictCase | None:
    """A question that a model was asked; for the judge of answers, one with an answer that was judged.

    Of a conversation it is the last one, with what was said before it.
    """
    asked = [turn for turn in record.turns if turn.early is None]
    if not asked or not record.complete:
        return None
    return _answered(asked[-1]) if agent == answering.AGENT.name else _judged(asked[-1])


def show_case(case: Case) -> Markup:
    """The question, with its passages by their titles."""
    given = case.given.model_dump(mode="json")
    passages = "; ".join(passage["title"] for passage in given["passages"])
    said = {name: given[name] for name in ("question", "follows", "answer") if given.get(name)}
    return facts(said | {"passages": passages})


def show_answer(agent: str, output: Any) -> Markup:
    """An answer or a verdict, typed or as it is stored."""
    said = output if isinstance(output, dict) else output.model_dump(mode="json")
    if agent == quality.AGENT.name:
        points = {one["criterion"]: one["points"] for one in said["points"]}
        return facts(points | {"issues": "; ".join(said["issues"])})
    return facts({name: value for name, value in said.items() if value})


def _answered(record: FileTurn) -> AnswerCase:
    given = AnswerGiven(
        question_id=record.interaction_id,
        question=record.question,
        follows=record.follows,
        topic=record.topic,
        passages=_passages(record.passages),
        flagged=record.flagged,
        history=record.history,
    )
    return AnswerCase(id=record.interaction_id, tags=_tags(record), given=given)


def _judged(record: FileTurn) -> VerdictCase | None:
    judged = next((one for one in record.attempts if one.judged is not None), None)
    if judged is None:
        return None
    given = VerdictGiven(
        question_id=record.interaction_id,
        question=record.question,
        answer=judged.answer.text,
        citations=tuple(int(one.removeprefix("p")) for one in judged.answer.citations),
        passages=_passages(record.passages),
    )
    return VerdictCase(id=record.interaction_id, tags=_tags(record), given=given)


def _passages(passages: tuple[PassageView, ...]) -> tuple[PassageGiven, ...]:
    return tuple(PassageGiven(title=one.title, text=one.text) for one in passages)


def _tags(record: FileTurn) -> tuple[str, ...]:
    """The intent, in the letters of a tag."""
    return (record.query.guesses[0].intent.replace("_", "-")[:32],)
