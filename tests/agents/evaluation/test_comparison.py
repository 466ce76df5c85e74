"""From outcomes to a verdict and a gate; and from labels to what a judge may decide."""

import random
from datetime import date

import pytest

from agents.evaluation.calibration import Labelled, Pair, calibrated
from agents.evaluation.comparison import comparison_gate, evaluation_gate, rows, side, verdict_of
from schemas.agent import AgentVersion, SamplingSettings, Usage
from schemas.customer import Customer
from schemas.evaluation import Outcome, Run, Score
from schemas.evaluation_params import EvaluateParams
from schemas.paid import Spend
from schemas.winback.case import WinbackCase, WinbackGiven

VERSION = AgentVersion(
    agent="campaign", version="1.2.0", model="offline", settings=SamplingSettings(temperature=0, max_tokens=10),
    system="s", user="u", output="Campaign", output_schema={}, why="For the tests.",
)  # fmt: skip


def run(*, passed: bool, judge: float | None = None, turn: int = 0) -> Run:
    scores = [Score(evaluator="answered", value=1.0), Score(evaluator="grounded", value=float(passed))]
    if judge is not None:
        scores.append(Score(evaluator="judge", value=judge))
    spent = Spend().plus(Usage(input_tokens=10, output_tokens=5), 0.5)
    return Run(turn=turn, passed=passed, output={}, scores=tuple(scores), spent=spent, attempts=1, latency_s=1.0)


def outcome(number: int, *sides: tuple[Run, ...]) -> Outcome:
    customer = Customer(customer_id=f"c{number}", company_name="Acme", churn_date=date(2026, 1, 1))
    return Outcome(case=WinbackCase(id=f"c{number}", given=WinbackGiven(customer=customer)), sides=sides)


def outcomes(won: int, lost: int, same: int, judge: tuple[float, float] | None = None) -> list[Outcome]:
    both = [(True, False)] * won + [(False, True)] * lost + [(True, True)] * same
    return [
        outcome(
            number,
            (run(passed=ours, judge=judge[0] if judge else None),),
            (run(passed=theirs, judge=judge[1] if judge else None),),
        )
        for number, (ours, theirs) in enumerate(both)
    ]


@pytest.mark.parametrize(
    ("found", "verdict"),
    [
        (outcomes(20, 2, 40), "better"),
        (outcomes(2, 20, 40), "worse"),
        (outcomes(3, 2, 50), "inconclusive"),
        (outcomes(0, 0, 50), "inconclusive"),
    ],
)
def test_the_verdict_follows_the_cases_that_changed_sides(found: list[Outcome], verdict: str) -> None:
    table = rows("campaign", found, judge_gates=False, margin=0.05)
    said, needed = verdict_of(table)
    assert said == verdict
    assert (needed is not None) == (verdict == "inconclusive")
    assert [row.evaluator for row in table] == ["passed", "answered", "grounded"]
    gate = comparison_gate(table, rule_out_loss=False, margin=0.05)
    assert gate.passed == (verdict != "worse")


def test_a_loss_that_cannot_be_ruled_out_fails_where_that_was_asked_for() -> None:
    table = rows("campaign", outcomes(1, 2, 20), judge_gates=False, margin=0.05)
    assert comparison_gate(table, rule_out_loss=False, margin=0.05).passed
    asked = comparison_gate(table, rule_out_loss=True, margin=0.05)
    assert not asked.passed
    assert "a loss of 5% cannot be ruled out" in asked.why[0]
    assert comparison_gate(
        rows("campaign", outcomes(0, 0, 400), judge_gates=False, margin=0.05), rule_out_loss=True, margin=0.05
    ).passed


def test_a_judge_decides_only_where_it_may() -> None:
    found = outcomes(0, 0, 60, judge=(0.2, 0.8))
    shown = rows("campaign", found, judge_gates=False, margin=0.05)
    assert {row.evaluator: row.verdict for row in shown}["judge"] == "worse"
    assert verdict_of(shown)[0] == "inconclusive"
    assert comparison_gate(shown, rule_out_loss=False, margin=0.05).passed
    deciding = rows("campaign", found, judge_gates=True, margin=0.05)
    assert [row.evaluator for row in deciding if row.gating] == ["passed", "judge"]
    assert deciding[0].level > shown[0].level  # two that can decide share the error
    assert verdict_of(deciding)[0] == "worse"
    assert not comparison_gate(deciding, rule_out_loss=False, margin=0.05).passed


def test_a_case_passes_if_every_run_does() -> None:
    mixed = (run(passed=True), run(passed=False, turn=1))
    twice = (run(passed=True), run(passed=True, turn=1))
    found = [outcome(number, mixed if number % 2 else twice, twice) for number in range(20)]
    ours = side(VERSION, "offline:2", found, 0)
    assert (ours.cases, ours.passed) == (20, 10)
    assert ours.means["passed"].mean == 0.75  # of answers
    assert ours.means["passed"].n == 40
    assert (ours.spent.cost_usd, ours.usd_per_answer, ours.latency_s.p95) == (20.0, 0.5, 1.0)
    first = rows("campaign", found, judge_gates=False, margin=0.05)[0]
    assert (first.candidate, first.baseline, first.n) == (0.5, 1.0, 20)


def test_an_answer_that_one_side_lacks_is_no_pair() -> None:
    none = Run(turn=0, passed=False, scores=(Score(evaluator="answered", value=0.0),))
    found = [outcome(number, (none,), (run(passed=True, judge=0.5),)) for number in range(10)]
    assert [row.evaluator for row in rows("campaign", found, judge_gates=True, margin=0.05)] == ["passed", "answered"]
    assert side(VERSION, "offline:2", found, 0).failed == 10


def test_a_version_against_itself_is_seldom_called_anything() -> None:
    chance, said = random.Random(7), 0
    for _ in range(60):
        both = [(chance.random() < 0.75, chance.random() < 0.75) for _ in range(60)]
        found = [outcome(number, (run(passed=a),), (run(passed=b),)) for number, (a, b) in enumerate(both)]
        said += verdict_of(rows("campaign", found, judge_gates=False, margin=0.05))[0] != "inconclusive"
    assert said / 60 <= 0.06


@pytest.mark.parametrize(("least", "passed", "asked"), [(None, True, False), (0.9, False, True), (0.8, True, True)])
def test_the_gate_of_one_version(least: float | None, passed: bool, asked: bool) -> None:  # noqa: FBT001
    found = side(VERSION, "offline:2", outcomes(8, 2, 0), 0)
    gate = evaluation_gate(found, EvaluateParams(agent="campaign", version="1.2.0", min_pass_rate=least))
    assert (gate.passed, gate.asked) == (passed, asked)
    assert "8 of 10 cases pass (80.0%)" in gate.why[0]


# Calibration


def labels(right: int, wrong: int, by: str = "ann") -> list[Labelled]:
    good = [Labelled(f"{by}{n}", by, 9 if n % 2 else 3, 8 if n % 2 else 2) for n in range(right)]
    return good + [Labelled(f"{by}w{n}", by, 9 if n % 2 else 3, 2 if n % 2 else 8) for n in range(wrong)]


STEADY = [Pair((8, 3), (8, 3))] * 10
TURNING = [Pair((8, 3), (3, 8))] * 2


@pytest.mark.parametrize(
    ("found", "pairs", "unanswered", "why_not"),
    [
        (labels(38, 2), STEADY, 0, ""),
        (labels(20, 0), STEADY, 0, "20 labels are too few, it takes 30"),
        (labels(30, 10), STEADY, 0, "kappa 0.50 is below 0.6"),
        (labels(26, 4), STEADY, 0, "kappa 0.73 may be 0.45 on 30 labels, below 0.6; add labels"),
        (labels(38, 2), STEADY + TURNING, 0, "17% of its preferences turn with the order, more than 10%"),
        (labels(38, 2), STEADY, 8, "it gave no usable judgement of 8 labelled answers"),
    ],
)
def test_a_judge_may_decide_if_it_agrees_with_people(
    found: list[Labelled], pairs: list[Pair], unanswered: int, why_not: str
) -> None:
    said = calibrated("judge 1.0.0, m", "campaign", found, pairs, unanswered=unanswered, independent=True)
    assert (said.can_gate, said.why_not) == (not why_not, why_not)
    assert said.kappa_low <= said.kappa <= said.kappa_high


def test_a_calibration_says_whose_labels_it_rests_on() -> None:
    found = [*labels(30, 0, "ann"), *labels(4, 4, "ben")]
    said = calibrated("judge 1.0.0, m", "campaign", found, STEADY, unanswered=0, independent=True)
    assert [(source.by, source.labels, source.agreement) for source in said.sources] == [
        ("ann", 30, 1.0),
        ("ben", 8, 0.5),
    ]
    assert (said.preference, said.flips, said.pairs) == (1.0, 0.0, 10)


def test_rules_that_were_written_beside_the_labels_decide_nothing() -> None:
    said = calibrated("judge 1.0.0, offline:2", "campaign", labels(40, 0), STEADY, unanswered=0, independent=False)
    assert not said.can_gate
    assert "written beside these labels" in said.why_not
