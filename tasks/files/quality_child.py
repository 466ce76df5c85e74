"""The child process of the data-quality gate: rows in on standard input, the verdict out on standard output.

Great Expectations takes seconds to import, and 150 MB; in a child process, the run pays neither. Started as
`python -m tasks.files.quality_child`; it ends when its input does, so it never outlives its parent by long.
"""

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"

import json
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

SUITES = Path(__file__).resolve().parents[2] / "schemas" / "quality"


def main(suite: str = "customers") -> None:
    """Validate the rows of standard input (JSON lines) against a suite; its `meta` says what its rows are."""
    verdict_out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    # What libraries print must not end up in the verdict.
    os.dup2(2, 1)
    import great_expectations as gx  # noqa: PLC0415 -- after the redirection, and here only
    import pandas as pd  # noqa: PLC0415 -- same

    document = json.loads((SUITES / f"{suite}.json").read_text(encoding="utf-8"))
    meta = document["meta"]
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}  # type: ignore[assignment]  # what GX documents
    source = context.data_sources.add_pandas(suite)
    rows = source.add_dataframe_asset("rows").add_batch_definition_whole_dataframe("all")

    def validate(lines: list[bytes]) -> dict[str, Any]:
        frame = pd.DataFrame([json.loads(line) for line in lines])
        for column in meta["days"]:
            frame[column] = frame[column].map(_day)
        result = rows.get_batch({"dataframe": frame}).validate(
            gx.ExpectationSuite(**_of_columns(document, frame.columns[frame.notna().any()])),
            result_format="BASIC",
            expectation_parameters=_days(datetime.now(UTC).date()),
        )
        return _verdict(document, len(frame), [_check(item) for item in result.results])

    # The first validation does the imports for all others.
    validate([json.dumps(meta["warm_up"]).encode()])
    verdict_out.write("ready\n")
    verdict_out.flush()
    lines = sys.stdin.buffer.read().splitlines()
    if lines:
        json.dump(validate(lines), verdict_out, default=str)
        verdict_out.close()
    # Shutting the interpreter down takes half a second, and the run waits for this process to end.
    os._exit(0)


def _day(cell: object) -> date | None:
    """The day of a date or a moment; pandas has a number where a cell is empty."""
    return date.fromisoformat(cell[:10]) if isinstance(cell, str) else None


def _days(today: date) -> dict[str, str]:
    """What a suite may name: clocks and zones differ, so an event of tomorrow may have been."""
    return {"today": today.isoformat(), "tomorrow": (today + timedelta(days=1)).isoformat()}


def _of_columns(document: dict[str, Any], there: Iterable[str]) -> dict[str, Any]:
    """The suite without checks of columns that the file does not have, according to its mapping."""
    known = set(there)
    kept = [check for check in document["expectations"] if check["kwargs"].get("column") in {None, *known}]
    return document | {"expectations": kept}


def _verdict(document: dict[str, Any], rows: int, checks: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "suite": document["name"],
        "version": document["meta"]["version"],
        "rows": rows,
        "success": not any(check["critical"] and not check["success"] for check in checks),
        "checks": checks,
    }


def _check(item: Any) -> dict[str, Any]:
    """One expectation's outcome in numbers, without any customer's cell."""
    config = item.expectation_config
    return {
        "expectation": config.type,
        "column": config.kwargs.get("column"),
        "expected": {key: value for key, value in config.kwargs.items() if key not in ("column", "batch_id")},
        "critical": config.severity == "critical",
        "success": bool(item.success),
        "unexpected": int(item.result.get("unexpected_count") or 0),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
