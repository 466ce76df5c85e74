"""Asks the judge about the answers to one case: about one alone, or two side by side in both orders."""

from dataclasses import dataclass

from pydantic import BaseModel

from agents.core.kit import kits
from agents.evaluation.judge import AGENT, as_asked_of
from schemas.agent import AgentVersion
from schemas.case import Case
from schemas.evaluation import JUDGE, Answer, Score
from schemas.judge import JudgeInput, Judgement, Marks
from tasks.evaluation.asking import Desk
from tasks.evaluation.questions import judge_input

_LOWEST, _HIGHEST = 1, 10


@dataclass(frozen=True, slots=True)
class Bench:
    """The judge of an evaluation: its version, and the desk where it is asked."""

    version: AgentVersion
    desk: Desk

    async def judgement(self, asked: JudgeInput, customer_id: str) -> Judgement | None:
        """What the judge says; None if it gives no usable judgement."""
        question = as_asked_of(self.version, asked)
        answer = await self.desk.ask(AGENT, self.version, question, customer_id=customer_id)
        return None if answer.output is None else Judgement.model_validate(answer.output)

    async def alone(self, case: Case, task: str, given: BaseModel, answer: Answer) -> Score | None:
        """The score of one answer to a case."""
        asked = judge_input(case, task, given, answered(answer.agent, answer.output))
        found = await self.judgement(asked, answer.customer_id)
        return None if found is None else _score([found.first])

    async def side_by_side(
        self, case: Case, task: str, given: BaseModel, pair: tuple[Answer, Answer]
    ) -> tuple[Score, Score] | None:
        """The scores of two answers to a case, each averaged over both orders, so that the order favours neither."""
        one, other = answered(task, pair[0].output), answered(task, pair[1].output)
        ordered = await self.judgement(judge_input(case, task, given, one, other), pair[0].customer_id)
        swapped = await self.judgement(judge_input(case, task, given, other, one), pair[0].customer_id)
        if ordered is None or swapped is None or ordered.second is None or swapped.second is None:
            return None
        return _score([ordered.first, swapped.second]), _score([ordered.second, swapped.first])


def answered(agent: str, output: object) -> BaseModel:
    """An answer that held, typed."""
    typed: BaseModel = kits()[agent].agent.output.model_validate(output)
    return typed


def _score(marks: list[Marks]) -> Score:
    points = sum(mark.overall for mark in marks) / len(marks)
    worst = min(marks, key=lambda mark: mark.overall)
    value = (points - _LOWEST) / (_HIGHEST - _LOWEST)
    return Score(evaluator=JUDGE, value=round(value, 4), detail=f"{points:g} of 10; {worst.decided_by}")
