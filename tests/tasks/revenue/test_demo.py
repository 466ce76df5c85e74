from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import pytest

from schemas.errors import BadInputError
from tasks.revenue.demo.generate import generate


def test_the_truth_is_what_the_issue_asks_for(truth: list[dict[str, Any]]) -> None:
    assert Counter((one["analysis"], one["kind"]) for one in truth) == {
        ("A1", "usage_decline"): 12, ("A1", "late_renewal"): 3, ("A2", "loss_pattern"): 3, ("A3", "outgrows_plan"): 8,
        ("A4", "unhealthy"): 10, ("A4", "deal_contradicted"): 5, ("A5", "stop"): 6, ("A5", "spike"): 6,
        ("A5", "drop"): 6, ("A5", "season_change"): 6, ("A6", "competitor_wins"): 3,
    }  # fmt: skip
    accounts = [one["account_id"] for one in truth if one["subject"]["type"] == "account"]
    assert len(set(accounts)) == len(accounts)


def test_the_noise_is_honest(demo: Path) -> None:
    usage = f"read_parquet('{demo}/consumption_daily.parquet')"
    connection = duckdb.connect()
    daily = connection.execute(
        f"SELECT median(sd) FROM (SELECT stddev(ln(units)) sd FROM {usage} WHERE units > 0 AND"
        " usage_date BETWEEN '2026-06-01' AND '2026-06-28' GROUP BY account_id, dayofweek(usage_date) IN (0, 6))"
    ).fetchone()
    assert daily is not None
    assert daily[0] >= 0.25
    row = connection.execute(
        f"SELECT count(*), count(DISTINCT account_id), avg((loaded_at::DATE > usage_date + 1)::INT) FROM {usage}"
        " WHERE usage_date < '2026-09-01'"
    ).fetchone()
    assert row is not None
    assert 0.03 < row[2] < 0.05


def test_a_seed_is_the_same_data_and_another_is_not(demo: Path, tmp_path: Path) -> None:
    generate(7, tmp_path / "again")
    generate(8, tmp_path / "other")
    names = sorted(path.name for path in demo.iterdir())
    assert all((demo / name).read_bytes() == (tmp_path / "again" / name).read_bytes() for name in names)
    assert (demo / "truth.json").read_bytes() != (tmp_path / "other" / "truth.json").read_bytes()


def test_too_few_accounts_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="150 or more"):
        generate(1, tmp_path, 100)
