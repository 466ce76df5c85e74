"""Money, end to end: kills against a budget, and answers that once broke an upload."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from conftest import Bedrock, Revive, started

Csv = Callable[..., Path]
LIMIT = 0.004
pytestmark = pytest.mark.usefixtures("prefect_api")


def document(out: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(out)
    return loaded


@pytest.mark.wire
def test_seven_kills_spend_no_more_than_the_budget(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path
) -> None:
    bedrock.faults(latency=0.15)
    command: tuple[str, ...] = ("winback", str(customers_csv(60)), "--max-cost-usd", str(LIMIT), "--upload-id", "b")
    for _ in range(7):
        paid = bedrock.paid
        with started(*command, cwd=tmp_path) as process:
            while process.poll() is None and bedrock.paid == paid:
                pass
            process.kill()
            if process.wait() == 4:
                break  # stopped by budget: whoever starts it again begins a new one
        command = ("resume", "b")
    assert bedrock.spent_usd <= LIMIT
    done = revive("results", "b", "--json")
    assert document(done.out)["maybe_paid_usd"] + document(done.out)["cost_usd"] <= LIMIT + 1e-9


def test_odd_counts_and_half_characters_break_no_export(bedrock: Bedrock, revive: Revive, customers_csv: Csv) -> None:
    bedrock.faults(usage={"inputTokens": 2**63, "outputTokens": 0}, surrogates=True)
    done = revive("winback", str(customers_csv(3)), "--json")
    assert done.code == 0, done.err
    status = document(done.out)
    assert (status["completed"], bedrock.paid) == (3, 6)
    assert pq.read_table(status["artifacts"]["parquet"]).num_rows == 3
    again = revive("resume", status["upload_id"], "--json")
    assert (again.code, bedrock.paid) == (0, 6)


@pytest.mark.parametrize("stubborn", ["", "The model returned the following errors: temperature is not supported."])
def test_a_refused_setting_is_left_out_or_ends_the_run_with_the_providers_words(
    stubborn: str, bedrock: Bedrock, revive: Revive, customers_csv: Csv
) -> None:
    bedrock.faults(refuse=["temperature", "toolChoice"], stubborn=stubborn)
    done = revive("winback", str(customers_csv(3)), "--json")
    if not stubborn:
        assert (done.code, bedrock.paid) == (0, 6)
        return
    assert done.code == 2
    assert stubborn in done.err
    assert done.err.count("\n") == 1
    assert bedrock.paid == 0
