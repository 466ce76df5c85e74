"""From the outcomes to the results: figures, verdict, gate, report, and what the registry says of the version."""

import logging
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from agents.core.kit import judged, kits
from agents.core.limiter import StoppedError
from agents.evaluation.answered import require_answers, too_few
from agents.evaluation.comparison import comparison_gate, evaluation_gate, rows, side, verdict_of
from agents.evaluation.judge import AGENT as JUDGE_AGENT
from agents.evaluation.judge import sees_conversations
from agents.evaluation.own_labels import Verdicts, agreements
from schemas.errors import ConflictError, GateFailedError
from schemas.evaluation import Calibration, Comparison, Evaluation, Outcome
from schemas.evaluation_params import CompareParams
from schemas.registry import EvaluationSummary, PutVersion, instant
from tasks.evaluation.calibrating import calibrate
from tasks.evaluation.judging import Bench
from tasks.evaluation.opening import Evaluating
from tasks.evaluation.questions import dialogue
from tasks.evaluation.report import render
from tasks.registry.register import person, until_it_lands

_log = logging.getLogger(__name__)


async def conclude(run: Evaluating) -> Evaluation:
    """The figures, written with their report.

    Raises the reason for which the run was stopped, if it was, and `TooManyFailuresError` if nothing was answered: then
    neither figures nor a report are written, nor anything on the version's record. The budget ends in any case, unless
    the run was interrupted.
    """
    try:
        return await _concluded(run)
    finally:
        await run.end_budget()


async def _concluded(run: Evaluating) -> Evaluation:
    run.raise_if_stopped()
    outcomes = [run.outcomes[number] for number in range(len(run.cases))]
    require_answers(outcomes, _names(run))
    try:
        calibrations = await _calibrations(run)
    except StoppedError:
        run.raise_if_stopped()
        raise
    found = (
        _compared(run, outcomes, calibrations) if len(run.contenders) > 1 else _evaluated(run, outcomes, calibrations)
    )
    await _write(run, found, outcomes)
    await _summarise(run, found)
    return found


def require_gate(found: Evaluation) -> None:
    """Raise `GateFailedError` if the gate failed."""
    if not found.gate.passed:
        report = found.artifacts["report"]
        raise GateFailedError(f"{found.evaluation_id}: the gate failed: {'; '.join(found.gate.why)} (report: {report})")


async def _calibrations(run: Evaluating) -> tuple[Calibration, ...]:
    """Calibrations of the judge that judged, or of the judges that were evaluated."""
    if run.agent.name == JUDGE_AGENT.name:
        benches = {one.version.version: Bench(one.version, run.desk) for one in run.contenders}
        return tuple([await calibrate(bench, task) for bench in benches.values() for task in judged()])
    if run.bench is None:
        return ()
    return (await calibrate(Bench(run.bench.version, run.desk.for_labels()), run.agent.name),)


def _figures(run: Evaluating, outcomes: Sequence[Outcome], calibrations: tuple[Calibration, ...]) -> dict[str, Any]:
    sides = tuple(
        side(contender.version, contender.model, outcomes, number) for number, contender in enumerate(run.contenders)
    )
    unpriced = any(found.spent.cost_usd is None for found in sides)
    return {
        "evaluation_id": run.evaluation_id,
        "agent": run.agent.name,
        "at": instant(datetime.now(UTC)),
        "source": run.source,
        "upload_id": run.params.upload_id,
        "cases": len(outcomes),
        "k": run.params.k,
        "sides": sides,
        "judge": _judge(run, calibrations),
        "judge_failures": run.judge_failures,
        "calibrations": calibrations,
        "agreements": agreements(_verdicts(run), sides, outcomes),
        "missing": too_few(outcomes, _names(run)),
        "paid_usd": None if unpriced else run.paid_usd,
        "artifacts": {
            "figures": run.store.location(run.keys.figures),
            "cases": run.store.location(run.keys.cases),
            "report": run.store.location(run.keys.report),
        },
    }


def _verdicts(run: Evaluating) -> Verdicts | None:
    """What an answer decides, as it appears in an outcome; None for an agent that decides nothing."""
    kit = kits().get(run.agent.name)
    said = None if kit is None or kit.evaluated is None else kit.evaluated.verdicts
    return None if said is None else lambda case, output: said(case, run.agent.output.model_validate(output))


def _judge(run: Evaluating, calibrations: tuple[Calibration, ...]) -> str:
    """Version and model of the judge, and whether it was told less of a conversation than the agent."""
    if run.bench is None or not calibrations:
        return ""
    blind = any(dialogue(case, run.agent.name).is_told for case in run.cases)
    if sees_conversations(run.bench.version) or not blind:
        return calibrations[0].judge
    return f"{calibrations[0].judge} (it is not shown the conversations of the cases; later versions of it are)"


def _evaluated(run: Evaluating, outcomes: Sequence[Outcome], calibrations: tuple[Calibration, ...]) -> Evaluation:
    assert not isinstance(run.params, CompareParams), "two versions are compared"
    figures = _figures(run, outcomes, calibrations)
    return Evaluation(**figures, gate=evaluation_gate(figures["sides"][0], run.params, figures["missing"]))


def _names(run: Evaluating) -> list[str]:
    return [f"{run.agent.name} {contender.version.version}" for contender in run.contenders]


def _compared(run: Evaluating, outcomes: Sequence[Outcome], calibrations: tuple[Calibration, ...]) -> Comparison:
    assert isinstance(run.params, CompareParams), "one version is evaluated"
    params, figures = run.params, _figures(run, outcomes, calibrations)
    missing = figures["missing"]
    found = rows(run.agent.name, outcomes, judge_gates=any(one.can_gate for one in calibrations), margin=params.margin)
    verdict, needed = verdict_of(found, missing)
    return Comparison(
        **figures,
        gate=comparison_gate(found, rule_out_loss=params.rule_out_loss, margin=params.margin, missing=missing),
        rows=found,
        verdict=verdict,
        cases_needed=needed,
        gained=sum(outcome.only(0) for outcome in outcomes),
        lost=sum(outcome.only(1) for outcome in outcomes),
        margin=params.margin,
        same_version=len({contender.version.content_hash for contender in run.contenders}) == 1,
    )


async def _write(run: Evaluating, found: Evaluation, outcomes: Sequence[Outcome]) -> None:
    """Write the figures last: if they are there, so is the rest."""
    lines = b"".join(outcome.model_dump_json().encode() + b"\n" for outcome in outcomes)
    await run.store.put(run.keys.cases, lines)
    await run.store.put(run.keys.report, render(found, outcomes))
    await run.store.put(run.keys.figures, found.model_dump_json(indent=2).encode())


async def _summarise(run: Evaluating, found: Evaluation) -> None:
    """Write the summary on the version's record if it is registered; a draft then counts as evaluated."""
    if isinstance(found, Comparison) and found.same_version:
        return
    summary = EvaluationSummary(
        evaluation_id=found.evaluation_id,
        at=found.at,
        cases=found.cases,
        against=found.sides[1].version if isinstance(found, Comparison) else None,
        scores={name: round(mean.mean, 4) for name, mean in found.sides[0].means.items()},
        verdict=found.verdict if isinstance(found, Comparison) else None,
        report=run.keys.report,
    )

    async def write() -> None:
        record = await run.registry.version(found.agent, found.sides[0].version)
        if record is None:
            return
        status = "evaluated" if record.status == "draft" else record.status
        changed = record.model_copy(
            update={"evaluation": summary, "status": status, "changed_at": found.at, "changed_by": person(None)}
        )
        await run.registry.commit(PutVersion(changed, record.revision))

    try:
        await until_it_lands(write)
    except ConflictError:
        _log.warning(
            "the record of %s is being changed all the time; the summary of %s is not on it",
            found.agent,
            found.evaluation_id,
        )
