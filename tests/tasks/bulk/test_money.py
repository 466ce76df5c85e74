"""Money in whole runs, without Prefect around them: kills against a budget, and answers that once broke an upload."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from conftest import TESTS, Bedrock
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back

from schemas.errors import BadInputError, TooManyFailuresError
from schemas.winback.run import WinbackParams

pytestmark = pytest.mark.usefixtures("in_process")
Csv = Callable[[int], Path]
LIMIT = 0.01
STUBBORN = "The model returned the following errors: temperature is not supported."


@pytest.mark.wire
def test_kills_spend_no_more_than_the_budget(bedrock: Bedrock, customers_csv: Csv, tmp_path: Path) -> None:
    bedrock.faults(latency=0.15)
    source, kills = str(customers_csv(60)), 0
    while kills < 7:
        paid = bedrock.paid
        command = [sys.executable, str(TESTS / "fakes" / "killed_runs.py"), source, "b", str(LIMIT)]
        environment = os.environ | {"PYTHONPATH": f"{TESTS.parent}:{TESTS}"}
        with subprocess.Popen(command, env=environment) as process:
            while process.poll() is None and bedrock.paid == paid:
                time.sleep(0.01)
            process.kill()
            code = process.wait()
        if code == 4:
            break  # stopped by budget: whoever starts it again begins a new one
        assert code == -9
        kills, source = kills + 1, ""
    assert kills >= 1
    status = json.loads((tmp_path / "revive/results/b/status.json").read_text("utf-8"))
    assert 0 < bedrock.spent_usd <= LIMIT
    assert status["maybe_paid_usd"] > 0
    assert bedrock.spent_usd <= status["cost_usd"] + status["maybe_paid_usd"] <= LIMIT * 1.000001


async def test_a_run_that_nobody_kills_leaves_nothing_maybe_paid(
    fake: FakeBedrock, customers_csv: Csv, tmp_path: Path
) -> None:
    status = await win_back(WinbackParams(source=str(customers_csv(5)), upload_id="u", max_cost_usd=1.0))
    kept = json.loads((tmp_path / "revive/results/u/budget.json").read_text("utf-8"))
    assert status.maybe_paid_usd == 0
    assert kept["recorded_usd"] == pytest.approx(status.cost_usd, abs=1e-6)
    assert (kept["lost_usd"], kept["open_usd"]) == (0, 0)
    again = await win_back(WinbackParams(source=str(customers_csv(5)), upload_id="u", max_cost_usd=1.0))
    assert (again.finished, fake.stats.paid) == (status.finished, 10)


async def test_odd_counts_and_half_characters_break_no_export(fake: FakeBedrock, customers_csv: Csv) -> None:
    fake.faults.change({"usage": {"inputTokens": 2**63, "outputTokens": 0}, "surrogates": True})
    params = WinbackParams(source=str(customers_csv(3)), upload_id="u")
    status = await win_back(params)
    assert (status.completed, fake.stats.paid) == (3, 6)
    assert pq.read_table(status.artifacts["parquet"]).num_rows == 3
    await win_back(params)
    assert fake.stats.paid == 6


async def test_settings_that_are_refused_are_left_out_or_end_the_run(fake: FakeBedrock, customers_csv: Csv) -> None:
    params = WinbackParams(source=str(customers_csv(3)), upload_id="u")
    fake.faults.stubborn = STUBBORN
    with pytest.raises(BadInputError, match=STUBBORN):
        await win_back(params)
    assert fake.stats.paid == 0
    fake.faults.change({"stubborn": "", "refuse": ["temperature", "toolChoice"]})
    assert (await win_back(params)).completed == 3


async def test_blocked_answers_are_recorded_and_named(fake: FakeBedrock, customers_csv: Csv, tmp_path: Path) -> None:
    fake.faults.change({"stop": "content_filtered", "usage": {"inputTokens": 300, "outputTokens": 40}})
    params = WinbackParams(source=str(customers_csv(4)), upload_id="u", max_failure_rate=0.5)
    with pytest.raises(
        TooManyFailuresError, match=r"^\d of 4 customers failed: .* was blocked \(content_filtered\); 50%"
    ):
        await win_back(params)
    records = [json.loads(path.read_text("utf-8")) for path in tmp_path.glob("revive/results/u/customers/*.json")]
    assert sum(record["spent"]["calls"] for record in records) == fake.stats.paid
    assert sum(record["spent"]["usage"]["output_tokens"] for record in records) == 40 * fake.stats.paid
    status = await win_back(params.model_copy(update={"max_failure_rate": 1.0}))
    assert status.message.startswith("4 of 4 customers failed: bedrock:")
    assert list(status.causes.values()) == [4]
