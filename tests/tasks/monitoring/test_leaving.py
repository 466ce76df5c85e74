"""Figures that leave the watch: CloudWatch's lines, and a file for analysts."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fakes.watched import BOT, NOON, figures, reading
from pyarrow import parquet

from blocks.records.interface import Records
from schemas.errors import StoreError
from schemas.monitoring.figures import Figures
from tasks.monitoring.exporting import export_figures
from tasks.monitoring.keeping import keep
from tasks.monitoring.metrics import metric_lines


async def test_metrics_are_what_was_added_since_the_look_before(records: Records) -> None:
    first = await keep(records, [reading(NOON, figures(100, cost_usd=0.5), "a")])
    again = await keep(records, [reading(NOON, figures(130, errors=3, cost_usd=0.75), "a")])
    less = await keep(records, [reading(NOON, figures(120, errors=3, cost_usd=0.75), "a")])
    lines = [[json.loads(line) for line in metric_lines("prod", one, NOON)] for one in (first, again, less)]
    assert [(one["Runs"], one["Errors"], one["CostUSD"]) for one in (lines[0][0], lines[1][0])] == [
        (100, 1, 0.5), (30, 2, 0.25),
    ]  # fmt: skip
    assert lines[2] == []
    assert lines[0][0]["_aws"] == {
        "Timestamp": int(NOON.replace(minute=0).timestamp() * 1000),
        "CloudWatchMetrics": [
            {
                "Namespace": "Revive",
                "Dimensions": [["environment", "agent", "model"]],
                "Metrics": [
                    {"Name": "Runs", "Unit": "Count"},
                    {"Name": "Errors", "Unit": "Count"},
                    {"Name": "CostUSD", "Unit": "None"},
                    {"Name": "LatencyP95", "Unit": "Seconds"},
                ],
            }
        ],
    }
    assert (lines[0][0]["environment"], lines[0][0]["agent"], lines[0][0]["model"]) == ("prod", "bot", "m")


def test_what_cloudwatch_would_refuse_is_not_written() -> None:
    odd = BOT.model_copy(update={"model": "", "agent": "bot\nüé" + "x" * 400})
    said = [json.loads(line) for line in metric_lines("x", [reading(NOON, figures(5), "a", odd)], NOON)]
    assert (said[0]["model"], said[0]["agent"][:8], len(said[0]["agent"])) == ("none", "bot___xx", 250)
    assert not [*metric_lines("x", [reading(NOON - timedelta(days=14), figures(5), "a")], NOON)]
    assert not [*metric_lines("x", [reading(NOON, Figures(), "a")], NOON)]


@pytest.mark.parametrize(("by", "runs"), [("hour", [100.0, 40.0]), ("day", [140.0])])
async def test_a_file_for_analysts_has_a_row_for_each_cell(
    records: Records, tmp_path: Path, by: str, runs: list[float]
) -> None:
    now = datetime.now(UTC).replace(hour=12)
    old, path = now - timedelta(days=9), tmp_path / "figures.parquet"
    told = [(now, 100), (now.replace(hour=11), 40), (old, 7)]
    await keep(records, [reading(at, figures(count), f"run {count}") for at, count in told])
    assert await export_figures(records, path, by, 3, now) == len(runs)  # type: ignore[arg-type]
    table = parquet.read_table(path).to_pylist()
    assert sorted((row["runs"] for row in table), reverse=True) == runs
    first = table[0]
    assert (first["system"], first["agent"], first["at"].tzname(), first["judged"]) == ("toy", "bot", "UTC", 0.0)
    assert first["p50_s"] == pytest.approx(1.0, rel=0.1)
    assert json.loads(first["spreads"])["latency.all"]
    assert [one.name for one in tmp_path.glob("*.parquet")] == ["figures.parquet"]
    with pytest.raises(StoreError, match="cannot be written"):
        await export_figures(records, tmp_path / "none" / "figures.parquet", by, 3, now)  # type: ignore[arg-type]
