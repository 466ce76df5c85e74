"""The budget of an evaluation, over runs that are killed, interrupted or stopped."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Bedrock
from fakes.bedrock import FakeBedrock
from fakes.evaluations import evaluate, home

from schemas.budget import BudgetState
from schemas.errors import BadInputError, BudgetStoppedError, InterruptedRunError
from schemas.evaluation_params import EvaluateParams
from tasks.evaluation.evaluate import evaluate_version
from tasks.evaluation.opening import open_evaluation
from tasks.evaluation.working import work
from tasks.release.gate_and_replay import require_evaluable

Cases = Callable[[int], str]
LIMIT = 0.01
RUN = """
import asyncio, sys
from schemas.errors import ReviveError
from schemas.evaluation_params import EvaluateParams
from tasks.evaluation.evaluate import evaluate_version
try:
    asyncio.run(evaluate_version(EvaluateParams.model_validate_json(sys.argv[1]), "local"))
except ReviveError as error:
    raise SystemExit(error.exit_code)
"""


def kept() -> list[BudgetState]:
    return [BudgetState.model_validate_json(path.read_bytes()) for path in home().glob("evaluations/*/budget.json")]


def killed_after_a_call(params: EvaluateParams, bedrock: Bedrock) -> int:
    """Run it in a process that is killed as soon as one more answer is paid; returns its exit code."""
    paid = bedrock.paid
    command = [sys.executable, "-c", RUN, params.model_dump_json()]
    with subprocess.Popen(command, cwd=Path.cwd(), env=os.environ) as process:
        while process.poll() is None and bedrock.paid == paid:
            time.sleep(0.01)
        process.kill()
        return process.wait()


@pytest.mark.wire
def test_kills_spend_no_more_than_the_budget(bedrock: Bedrock, cases: Cases) -> None:
    bedrock.faults(latency=0.15)
    params, codes = evaluate(cases(80), max_cost_usd=LIMIT, concurrency=4), [-9]
    while codes[-1] == -9 and len(codes) < 16:
        codes.append(killed_after_a_call(params, bedrock))
        assert 0 < bedrock.spent_usd <= LIMIT
        if codes[-1] == -9:
            (state,) = kept()
            assert bedrock.spent_usd <= state.ceiling_usd <= LIMIT * 1.000001
    assert codes.count(-9) >= 4  # the first one stands for no run
    assert codes[-1] == 4
    assert kept() == []


async def interrupted(params: EvaluateParams) -> None:
    async with open_evaluation(params, "local") as run:
        run.stop(InterruptedRunError("stopped", signal.SIGTERM))
        await run.end_budget()


async def pay_one(params: EvaluateParams) -> float:
    """Ask one case and leave, as somebody who is not asked for figures; returns what it cost."""
    async with open_evaluation(params, "local") as run:
        await work(run, range(1))
        return run.paid_usd


async def test_what_was_killed_counts_for_the_next_run_until_one_ends(fake: FakeBedrock, cases: Cases) -> None:
    path = cases(8)
    paid = await pay_one(evaluate(path, max_cost_usd=1.0))
    (state,) = kept()
    assert state.recorded_usd == pytest.approx(paid)
    assert (state.open_usd, state.lost_usd) == (0, 0)
    await interrupted(evaluate(path, max_cost_usd=1.0))
    assert kept() == [state]
    with pytest.raises(BudgetStoppedError, match=r"is spent and the next call may cost"):
        await evaluate_version(evaluate(path, max_cost_usd=paid * 1.1), "local")
    assert (fake.stats.paid, kept()) == (1, [])
    found = await evaluate_version(evaluate(path, max_cost_usd=1.0), "local")
    assert (fake.stats.paid, kept()) == (8, [])
    assert found.paid_usd == pytest.approx(7 * paid, rel=0.1)  # by this run, not by those before


async def test_looking_whether_it_can_be_evaluated_begins_no_new_budget(fake: FakeBedrock, cases: Cases) -> None:
    async with open_evaluation(evaluate(cases(2), max_cost_usd=1.0), "local") as run:
        pass
    assert kept() == []
    await pay_one(evaluate(cases(2), max_cost_usd=1.0))
    before = kept()
    async with open_evaluation(evaluate(cases(2), max_cost_usd=1.0), "local") as run:
        assert run.spent_before_usd == pytest.approx(before[0].recorded_usd)
        assert run.paid_usd == 0
    assert kept() == before
    await require_evaluable("churn-analysis", "1.0.0", "local", 1.0)
    assert (kept(), fake.stats.paid) == (before, 1)


async def test_a_budget_that_nobody_wrote_is_named(fake: FakeBedrock, cases: Cases) -> None:
    params = evaluate(cases(2), max_cost_usd=1.0)
    await pay_one(params)
    (path,) = home().glob("evaluations/*/budget.json")
    path.write_text(json.dumps({"lost_usd": -1}))
    with pytest.raises(BadInputError, match=r"budget\.json is not a budget"):
        await evaluate_version(params, "local")
    assert fake.stats.paid == 1
    assert asyncio.all_tasks() == {asyncio.current_task()}
