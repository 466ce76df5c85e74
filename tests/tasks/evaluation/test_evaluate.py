"""Evaluations against a fake Bedrock over HTTP: what is paid, what is kept, what stops them."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import MODEL, wait_for
from fakes.bedrock import FakeBedrock, start_process
from fakes.evaluations import compare, evaluate, home, stored
from fakes.in_production import ANALYSIS

from agents.core.kit import PROMPTS
from agents.evaluation.cases import load_cases
from agents.versions.versions import Versions
from agents.winback.offline.churn_analysis import analyse
from schemas.errors import AlreadyRunningError, BadInputError, BudgetStoppedError, GateFailedError, ProviderError
from schemas.evaluation import Answer
from schemas.judge import Marks
from schemas.winback.churn_analysis import ChurnAnalysisInput, CustomerView
from tasks.evaluation.asking import Desk
from tasks.evaluation.closing import require_gate
from tasks.evaluation.evaluate import compare_versions, evaluate_version
from tasks.evaluation.judging import Bench
from tasks.evaluation.opening import open_evaluation

Cases = Callable[[int], str]


async def test_one_version_over_cases(fake: FakeBedrock, cases: Cases) -> None:
    found = await evaluate_version(evaluate(cases(6), min_pass_rate=0.6), "local")
    (side,) = found.sides
    assert (side.cases, side.passed, side.means["category"].mean) == (6, 3, 0.5)
    assert (found.gate.passed, found.gate.asked) == (False, True)
    assert "3 of 6 cases pass (50.0%), 60.0% were asked for" in found.gate.why[0]
    assert fake.stats.paid == 6
    assert side.spent.calls == 6
    assert side.spent.cost_usd == pytest.approx(found.paid_usd)
    assert (found.paid_usd or 0) > 0
    with pytest.raises(GateFailedError, match="the gate failed: 3 of 6") as failed:
        require_gate(found)
    assert failed.value.exit_code == 5
    assert json.loads(Path(found.artifacts["figures"]).read_text())["gate"]["passed"] is False
    assert Path(found.artifacts["report"]).read_text().startswith("<!DOCTYPE html>")


async def test_a_rerun_pays_nothing_and_says_the_same(fake: FakeBedrock, cases: Cases) -> None:
    path = cases(4)
    first = await evaluate_version(evaluate(path), "local")
    again = await evaluate_version(evaluate(path), "local")
    assert fake.stats.paid == 4
    assert (again.paid_usd, again.sides, again.evaluation_id) == (0.0, first.sides, first.evaluation_id)
    # A comparison takes over the answers that an evaluation has paid for; so does one more case.
    await compare_versions(compare(path), "local")
    assert fake.stats.paid == 8
    await evaluate_version(evaluate(cases(5)), "local")
    assert fake.stats.paid == 9


async def test_a_version_against_itself_is_asked_anew(fake: FakeBedrock, cases: Cases) -> None:
    found = await compare_versions(compare(cases(4), candidate="1.1.0", baseline="1.1.0", k=2), "local")
    assert fake.stats.paid == 4 * 2 * 2
    assert (found.same_version, found.verdict, found.gate.passed) == (True, "inconclusive", True)
    assert (found.gained, found.lost) == (0, 0)


async def test_the_baseline_is_production_where_none_is_named(fake: FakeBedrock, cases: Cases) -> None:
    found = await compare_versions(compare(cases(2), candidate="1.0.0", baseline=None), "local")
    assert [side.version for side in found.sides] == ["1.0.0", ANALYSIS]
    assert fake.stats.paid == 4


async def test_a_budget_stops_it_and_a_rerun_goes_on(fake: FakeBedrock, cases: Cases) -> None:
    path = cases(8)
    with pytest.raises(BudgetStoppedError):
        await evaluate_version(evaluate(path, max_cost_usd=0.0006, concurrency=1), "local")
    paid = fake.stats.paid
    assert 0 < paid < 8
    assert not list(home().glob("evaluations/*/evaluation.json"))
    assert len(stored("answers/cases/churn-analysis/*.json")) == paid
    found = await evaluate_version(evaluate(path), "local")
    assert fake.stats.paid == 8
    assert found.sides[0].cases == 8


async def test_a_model_that_stays_away_is_no_wrong_answer(
    fake: FakeBedrock, cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIVE_RETRY_FOR_S", "0.05")
    fake.faults.down = True
    with pytest.raises(ProviderError, match="what is paid is kept, run it again"):
        await evaluate_version(evaluate(cases(3)), "local")
    assert not stored("answers/cases/churn-analysis/*.json")
    fake.faults.down = False
    assert (await evaluate_version(evaluate(cases(3)), "local")).sides[0].failed == 0


async def test_an_answer_that_never_holds_fails_its_case_and_is_not_asked_again(
    fake: FakeBedrock, cases: Cases
) -> None:
    fake.faults.garbage_always_if = "Acme 0"
    found = await evaluate_version(evaluate(cases(3)), "local")
    (side,) = found.sides
    assert (side.failed, side.passed) == (1, 1)
    assert side.means["answered"].mean == pytest.approx(2 / 3)
    assert fake.stats.paid == 2 + 3
    assert side.spent.calls == 5  # rejected answers are paid for, too
    fake.faults.garbage_always_if = ""
    await evaluate_version(evaluate(cases(3)), "local")
    assert fake.stats.paid == 5


async def test_the_judge_sees_both_orders_and_no_version(fake: FakeBedrock, cases: Cases) -> None:
    found = await compare_versions(compare(cases(2), judge=True), "local")
    assert found.judge == "judge 1.1.0, bedrock:amazon.nova-lite-v1:0"
    asked = [json.dumps(request) for request in fake.requests if "<answer_2>" in json.dumps(request)]
    # The fake answers every version alike, so both orders of a case are one question.
    assert len([text for text in asked if "Acme" in text]) == 2
    assert all("1.1.0" not in text and "1.0.0" not in text for text in asked)
    (calibration,) = found.calibrations
    # It says the same of everything: no better than chance, so it decides nothing.
    assert (calibration.can_gate, calibration.kappa) == (False, 0.0)
    assert calibration.labels >= 40
    assert [row.evaluator for row in found.rows if row.gating] == ["passed"]
    paid = fake.stats.paid
    await compare_versions(compare(cases(2), judge=True), "local")
    assert fake.stats.paid == paid


async def test_a_judge_that_likes_what_comes_first_favours_nobody() -> None:
    mark, low = {"reason": "r", "score": 9}, {"reason": "r", "score": 3}
    said = {part: dict.fromkeys(Marks.model_fields, points) for part, points in (("first", mark), ("second", low))}
    asked = []

    class Biased(Desk):
        async def ask(self, agent: Any, version: Any, inputs: Any, around: Any = None, **known: Any) -> Answer:  # noqa: ARG002
            asked.append(inputs.answers)
            return Answer(
                fingerprint="f", agent="judge", version="1.0.0", model="m", turn=0, customer_id="c", output=said
            )

    bench = Bench(Versions().get("judge", "1.0.0"), Biased.__new__(Biased))
    given = ChurnAnalysisInput(customer=CustomerView(cancellation_reason="too expensive"))
    one, other = (
        analyse(ChurnAnalysisInput(customer=CustomerView(cancellation_reason=text))) for text in ("a", "cost")
    )
    pair = [
        Answer(
            fingerprint=name,
            agent="churn-analysis",
            version=name,
            model="m",
            turn=0,
            customer_id="c",
            output=output.model_dump(mode="json"),
        )
        for name, output in (("1", one), ("2", other))
    ]
    case = load_cases(PROMPTS / "winback" / "churn-analysis" / "cases", "churn-analysis")[0]
    scores = await bench.side_by_side(case, "churn-analysis", given, (pair[0], pair[1]))
    assert scores is not None
    assert scores[0].value == scores[1].value == pytest.approx(5 / 9, abs=1e-4)
    assert asked == [(one, other), (other, one)]


async def test_prompts_that_offline_does_not_read_cannot_be_compared_under_it(cases: Cases) -> None:
    same = compare(None, agent="campaign", candidate="1.1.0", baseline="1.0.0")
    with pytest.raises(BadInputError, match="differ only in system, user, which offline does not read"):
        await compare_versions(same, "local")
    fields = await compare_versions(compare(cases(2)), "local")  # these differ in what they see
    assert fields.sides[0].model.startswith("offline:")


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({"agent": "winner"}, "no agent is called winner; there are "),
        ({"version": "9.9.9"}, "churn-analysis 9.9.9 is neither among the project's prompts nor published"),
        ({"cases": "nowhere"}, "nowhere holds no cases"),
        ({"tags": ["odd"]}, "no case is tagged odd"),
        ({"upload_id": "u"}, "there is no upload u"),
        ({"agent": "judge", "version": "1.0.0", "upload_id": "u"}, "measured on labelled answers, not on customers"),
        ({"agent": "judge", "version": "1.0.0", "cases": "x"}, "add yours with `revive agents label`"),
    ],
)
async def test_what_cannot_be_asked_is_said_before_anything_is_paid(known: dict[str, Any], said: str) -> None:
    with pytest.raises(BadInputError) as refused:
        await evaluate_version(evaluate(**known), "local")
    assert said in str(refused.value)


@pytest.mark.parametrize(("margin", "needed"), [(0.05, 58), (0.1, 28), (0.02, 148)])
async def test_a_loss_that_no_result_could_rule_out_is_said_before_anything_is_paid(
    fake: FakeBedrock, cases: Cases, margin: float, needed: int
) -> None:
    said = f"cannot be ruled out on {needed - 1} cases, even if not one of them changes sides: it takes {needed}"
    with pytest.raises(BadInputError, match=said):
        await compare_versions(compare(cases(needed - 1), rule_out_loss=True, margin=margin), "local")
    assert fake.stats.paid == 0
    if needed < 30:
        found = await compare_versions(compare(cases(needed), rule_out_loss=True, margin=margin), "local")
        assert found.gate.passed


async def test_one_evaluation_at_a_time(cases: Cases) -> None:
    params = evaluate(cases(2))
    async with open_evaluation(params, "local"):
        with pytest.raises(AlreadyRunningError, match="evaluation churn-analysis-1-1-0"):
            await evaluate_version(params, "local")
    await evaluate_version(params, "local")


async def test_the_judge_is_an_agent_like_any_other() -> None:
    found = await evaluate_version(evaluate(agent="judge", version="1.0.0"), "local")
    assert found.sides[0].cases >= 80
    assert {"agreement", "close", "answered"} < found.sides[0].means.keys()
    assert {"churn-analysis", "campaign", "upsell-message"} <= {one.task for one in found.calibrations}


def test_a_killed_evaluation_loses_no_more_than_what_was_in_flight(
    cases: Cases, monkeypatch: pytest.MonkeyPatch
) -> None:
    params = evaluate(cases(30), concurrency=4)
    with start_process(latency=0.05) as url:
        monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", url)
        monkeypatch.setenv("REVIVE_MODEL", MODEL)
        code = (
            "import asyncio, sys; from schemas.evaluation_params import EvaluateParams as P;"
            "from tasks.evaluation.evaluate import evaluate_version as run;"
            "asyncio.run(run(P.model_validate_json(sys.argv[1]), 'local'))"
        )
        child = subprocess.Popen([sys.executable, "-c", code, params.model_dump_json()], cwd=Path.cwd(), env=os.environ)

        def paid() -> int:
            return int(httpx.get(f"{url}/_fake/stats").json()["paid"])

        wait_for(lambda: paid() >= 10, seconds=60)
        child.kill()
        child.wait()
        found = asyncio.run(evaluate_version(params, "local"))
        assert found.sides[0].cases == 30
        assert 30 <= paid() <= 30 + 4
