"""The cases of an evaluation: ask, score, judge."""

import asyncio
from math import ceil

from pydantic import BaseModel

from agents.core.limiter import StoppedError
from agents.evaluation.evaluators import no_scores, passed, scores
from agents.evaluation.judge import as_asked_of
from schemas.case import Case
from schemas.errors import ReviveError
from schemas.evaluation import Answer, Outcome, Run, Score
from schemas.judge import JudgeInput
from tasks.bulk.run import PER_TASK_RUN
from tasks.evaluation.asking import together
from tasks.evaluation.contenders import Contender
from tasks.evaluation.opening import Evaluating
from tasks.evaluation.questions import dialogue, given, question


def batches(run: Evaluating) -> list[range]:
    """The numbers of the cases, in at most `PER_TASK_RUN` batches, each of which is a Prefect task run."""
    size = max(1, ceil(len(run.cases) / PER_TASK_RUN))
    return [range(start, min(start + size, len(run.cases))) for start in range(0, len(run.cases), size)]


async def work(run: Evaluating, cases: range) -> int:
    """Do these cases and return how many are done. If the run has to stop, `run.stopped` says so."""
    await asyncio.gather(*(_one(run, number) for number in cases))
    return sum(number in run.outcomes for number in cases)


async def _one(run: Evaluating, number: int) -> None:
    async with run.admitted:
        if run.stopped:
            return
        try:
            run.keep(number, await _outcome(run, run.cases[number]))
        except StoppedError:
            return
        except ReviveError as reason:
            run.stop(reason)


async def _outcome(run: Evaluating, case: Case) -> Outcome:
    sides = await together(_side(run, case, contender) for contender in run.contenders)
    judged = [await _judged(run, case, answers) for answers in zip(*sides, strict=True)]
    return Outcome(
        case=case,
        sides=tuple(
            tuple(_run(run, case, contender, answer, judged[turn][side]) for turn, answer in enumerate(answers))
            for side, (contender, answers) in enumerate(zip(run.contenders, sides, strict=True))
        ),
    )


async def _side(run: Evaluating, case: Case, contender: Contender) -> list[Answer]:
    inputs, around = _inputs(run, case, contender), dialogue(case, run.agent.name)
    asked = (
        run.desk.ask(run.agent, contender.version, inputs, around, turn=turn, customer_id=case.cluster, steps_after=1)
        for turn in contender.turns
    )
    return await together(asked)


def _inputs(run: Evaluating, case: Case, contender: Contender) -> BaseModel:
    asked = question(case, run.agent.name, contender.version.fields)
    return as_asked_of(contender.version, asked) if isinstance(asked, JudgeInput) else asked


async def _judged(run: Evaluating, case: Case, answers: tuple[Answer, ...]) -> list[Score | None]:
    """The judge's score of each side's answer in one turn; None if an answer never held."""
    nothing: list[Score | None] = [None] * len(answers)
    if run.bench is None or any(answer.output is None for answer in answers):
        return nothing
    shown = given(case, run.agent.name, run.fields)
    if len(answers) == 1:
        found = [await run.bench.alone(case, run.agent.name, shown, answers[0])]
    else:
        pair = await run.bench.side_by_side(case, run.agent.name, shown, (answers[0], answers[1]))
        found = nothing if pair is None else list(pair)
    run.judge_failures += found[0] is None
    return found


def _run(run: Evaluating, case: Case, contender: Contender, answer: Answer, judged: Score | None) -> Run:
    if answer.output is None:
        said = no_scores(answer.failure)
    else:
        output = run.agent.output.model_validate(answer.output)
        said = scores(run.agent.name, case, _inputs(run, case, contender), output, attempts=answer.attempts)
    return Run(
        turn=answer.turn,
        passed=passed(run.agent.name, said),
        output=answer.output,
        failure=answer.failure,
        refused=answer.refused,
        scores=said if judged is None else (*said, judged),
        spent=answer.spent,
        attempts=answer.attempts,
        latency_s=answer.latency_s,
    )
