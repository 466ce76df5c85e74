"""From outcomes to figures: one version's means, two versions' differences, the verdict and the gate."""

from collections.abc import Iterator, Sequence

import numpy as np

from agents.core.kit import Evaluator
from agents.evaluation.evaluators import evaluators_of
from agents.statistics.interval import mean_interval
from agents.statistics.paired import ALPHA, compare_paired
from agents.statistics.verdict import verdict
from schemas.agent import AgentVersion
from schemas.evaluation import (
    JUDGE,
    PASSED,
    EvaluationGate,
    Mean,
    Outcome,
    PairedRow,
    Run,
    Side,
    Verdict,
)
from schemas.evaluation_params import EvaluateParams
from schemas.paid import Latency, Spend

SEED = 20_260_420  # a fixed seed: the same outcomes give the same figures


def side(version: AgentVersion, model: str, outcomes: Sequence[Outcome], number: int) -> Side:
    """The figures of one version."""
    runs = [run for outcome in outcomes for run in outcome.sides[number]]
    spent, refused = Spend(), sum(run.refused for run in runs)
    for run in runs:
        spent = spent.plus(run.spent.usage, run.spent.cost_usd, run.spent.calls)
    return Side(
        version=version.version,
        content_hash=version.content_hash,
        model=model,
        cases=len(outcomes),
        passed=sum(outcome.passed(number) for outcome in outcomes),
        means=dict(_means(version.agent, outcomes, number)),
        failed=sum(run.output is None for run in runs),
        refused=refused,
        repaired=sum(run.output is not None and run.attempts > 1 for run in runs),
        spent=spent,
        usd_per_answer=None if spent.cost_usd is None else spent.cost_usd / max(1, len(runs) - refused),
        latency_s=Latency.of(run.latency_s for run in runs if run.output is not None),
    )


def rows(agent: str, outcomes: Sequence[Outcome], *, judge_gates: bool, margin: float) -> tuple[PairedRow, ...]:
    """Every evaluator that both sides have, the deciding ones first; sides are candidate and baseline."""
    said = _evaluators(agent, outcomes)
    gating = (PASSED, JUDGE) if judge_gates and JUDGE in {one.name for one in said} else (PASSED,)
    ordered = sorted(said, key=lambda one: one.name not in gating)
    found = []
    for one in ordered:
        alpha = ALPHA / len(gating) if one.name in gating else ALPHA
        found.append(_row(outcomes, one, gating=one.name in gating, alpha=alpha, margin=margin))
    return tuple(row for row in found if row is not None)


def verdict_of(found: Sequence[PairedRow], missing: str = "") -> tuple[Verdict, int | None]:
    """The verdict of the deciding rows together, and the number of cases it would take.

    `missing`: why the answers are too few (`answered.too_few`); if so, the verdict is inconclusive.
    """
    gating = [row for row in found if row.gating]
    said = {row.verdict for row in gating}
    if "worse" in said:
        return "worse", None
    if missing:
        return "inconclusive", None
    if "better" in said:
        return "better", None
    needed = [row.cases_needed for row in gating if row.cases_needed is not None]
    return "inconclusive", min(needed, default=None)


def comparison_gate(
    found: Sequence[PairedRow], *, rule_out_loss: bool, margin: float, missing: str = ""
) -> EvaluationGate:
    """Passed unless a deciding evaluator is worse, too few were answered, or a loss to be ruled out is possible."""
    why = [f"worse: {_change(row)}" for row in found if row.gating and row.verdict == "worse"]
    why += [f"inconclusive: {missing}"] if missing else []
    if rule_out_loss:
        why += [
            f"a loss of {margin:.0%} cannot be ruled out: {_change(row)}{_takes(row)}"
            for row in found
            if row.gating and row.verdict != "worse" and not row.not_worse
        ]
    return EvaluationGate(passed=not why, why=tuple(why) or tuple(_change(row) for row in found if row.gating))


def evaluation_gate(found: Side, params: EvaluateParams, missing: str = "") -> EvaluationGate:
    """Passed unless fewer cases pass than was asked for, or too few were answered to tell."""
    share = found.passed / found.cases
    said = f"{found.passed} of {found.cases} cases pass ({share:.1%})"
    if missing:
        return EvaluationGate(passed=False, why=(f"inconclusive: {missing}",))
    if params.min_pass_rate is None:
        why = f"{said}; no least share was asked for"
        return EvaluationGate(passed=True, asked=False, why=(why,))
    passed = share >= params.min_pass_rate
    return EvaluationGate(
        passed=passed, why=(f"{said}, {params.min_pass_rate:.1%} {'are' if passed else 'were'} asked for",)
    )


def signed_points(share: float) -> str:
    """A difference of shares in points, for people to read: a loss that rounds to 0 is shown as 0."""
    return f"{round(100 * share, 1) or 0.0:+.1f}"


def _change(row: PairedRow) -> str:
    interval = f"{signed_points(row.low)} to {signed_points(row.high)}"
    what = {PASSED: "cases that pass", JUDGE: "points of the judge"}[row.evaluator]
    return f"{what} {signed_points(row.difference)} points ({interval}, p = {row.p_value:.3f}, {row.clusters} cases)"


def _takes(row: PairedRow) -> str:
    return f"; {row.cases_needed} cases would tell" if row.cases_needed else ""


def _evaluators(agent: str, outcomes: Sequence[Outcome]) -> list[Evaluator]:
    """Those that say something here; whether an answer passes is always said."""
    names = {PASSED, *(score.evaluator for run in _all(outcomes) for score in run.scores)}
    return [one for name, one in evaluators_of(agent).items() if name in names]


def _all(outcomes: Sequence[Outcome]) -> Iterator[Run]:
    for outcome in outcomes:
        for runs in outcome.sides:
            yield from runs


def _value(run: Run, evaluator: str) -> float | None:
    return next((score.value for score in run.scores if score.evaluator == evaluator), None)


def _means(agent: str, outcomes: Sequence[Outcome], number: int) -> Iterator[tuple[str, Mean]]:
    for evaluator in [one.name for one in _evaluators(agent, outcomes)]:
        values, clusters = [], []
        for outcome in outcomes:
            for run in outcome.sides[number]:
                if run.refused:
                    continue
                value = float(run.passed) if evaluator == PASSED else _value(run, evaluator)
                if value is not None:
                    values.append(value)
                    clusters.append(outcome.case.cluster)
        if values:
            found = mean_interval(values, clusters, rng=np.random.default_rng(SEED))
            yield evaluator, Mean(mean=found.mean, low=found.low, high=found.high, n=found.n)


def _pairs(outcomes: Sequence[Outcome], evaluator: str) -> Iterator[tuple[float, float, str]]:
    """Candidate, baseline and cluster of every pair; of `passed` one per case (pass^k), else one per run.

    A case that the provider refused to one side is left out: it would favour the other.
    """
    for outcome in outcomes:
        if outcome.refused:
            continue
        if evaluator == PASSED:
            yield float(outcome.passed(0)), float(outcome.passed(1)), outcome.case.cluster
            continue
        for one, other in zip(*outcome.sides, strict=True):
            ours, theirs = _value(one, evaluator), _value(other, evaluator)
            if ours is not None and theirs is not None:
                yield ours, theirs, outcome.case.cluster


def _row(
    outcomes: Sequence[Outcome], evaluator: Evaluator, *, gating: bool, alpha: float, margin: float
) -> PairedRow | None:
    pairs = list(_pairs(outcomes, evaluator.name))
    if not pairs:
        return None
    found = compare_paired(
        [pair[1] for pair in pairs],
        [pair[0] for pair in pairs],
        [pair[2] for pair in pairs],
        binary=not evaluator.graded,
        rng=np.random.default_rng(SEED),
        alpha=alpha,
    )
    said = verdict(found, margin)
    return PairedRow(
        evaluator=evaluator.name,
        gating=gating,
        candidate=found.mean_b,
        baseline=found.mean_a,
        difference=found.difference,
        low=found.low,
        high=found.high,
        level=1 - alpha,
        p_value=found.p_value,
        n=found.n,
        clusters=found.clusters,
        method=found.method,
        verdict=said.verdict,
        not_worse=said.not_worse,
        cases_needed=said.cases_needed,
    )
