"""What holds at the end of every scenario: nothing lost, nothing torn, nothing paid for without a record, no secret."""

import csv
import io
import json
import re
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.faults.stage import NOT_FOR_LOGS, Files, Stage

_TEMPORARY = re.compile(r"#\d+$")


def check_end(stage: Stage, customers: int, *, lost: int = 0, failed: int = 0) -> None:
    """After the last run: at most `failed` of the customers without a result, at most `lost` answers paid for twice.

    Answers that were cut on their way count as lost by themselves.
    """
    files = stage.files()
    check_whole(stage, files)
    stage.expect(not temporary(files), f"temporary files are left: {temporary(files)[:5]}")
    check_modes(stage)
    _check_complete(stage, files, customers, failed)
    _check_paid(stage, files, lost)


def check_whole(stage: Stage, files: Files) -> None:
    """Every file that has its final name can be read to its end."""
    for key, content in files.items():
        try:
            _parse(key, content)
        except (ValueError, csv.Error, pa.ArrowException) as error:
            stage.expect(holds=False, problem=f"{key} is torn: {error}")


def temporary(files: Files) -> list[str]:
    """What a write that did not end has left."""
    return [key for key in files if _TEMPORARY.search(key)]


def check_modes(stage: Stage) -> None:
    """Only the owner reads what a run has written."""
    for path in stage.home.rglob("*"):
        stage.expect(path.stat().st_mode & 0o077 == 0, f"{path.name} can be read by others")


def check_secrets(stage: Stage) -> None:
    """No key, no secret and no customer's address in any output, log or database."""
    for name, content in stage.logs().items():
        for secret in NOT_FOR_LOGS:
            stage.expect(secret.encode() not in content, f"{secret} stands in {name}")


def records(files: Files) -> Iterator[dict[str, Any]]:
    """The customers' records."""
    for key, content in files.items():
        if "/customers/" in key and key.endswith(".json"):
            with suppress(ValueError):  # torn, which is said elsewhere
                yield json.loads(content)


def recorded(files: Files) -> int:
    """Paid answers that the records know of."""
    return sum(record["spent"]["calls"] for record in records(files))


def repeated(stage: Stage) -> int:
    """Paid answers to a question that had been answered before."""
    asked = [json.dumps(request, sort_keys=True) for request in stage.bedrock.requests]
    return len(asked) - len(set(asked))


def _parse(key: str, content: bytes) -> None:
    if key.endswith(".json"):
        json.loads(content)
    elif key.endswith(".jsonl"):
        for line in content.splitlines():
            json.loads(line)
    elif key.endswith(".csv"):
        list(csv.reader(io.StringIO(content.decode(), newline=""), strict=True))
    elif key.endswith(".parquet"):
        pq.read_table(pa.BufferReader(content))


def _check_complete(stage: Stage, files: Files, customers: int, failed: int) -> None:
    expected = [f"c{number:04d}" for number in range(customers)]
    by_id = {record["customer_id"]: record for record in records(files)}
    without = [name for name in expected if by_id.get(name, {}).get("campaign") is None]
    silent = [name for name in without if not (by_id.get(name, {}).get("error") or {}).get("message")]
    stage.expect(not silent, f"{len(silent)} customers have neither a result nor a reason: {silent[:5]}")
    stage.expect(len(without) <= failed, f"{len(without)} customers have no result, {failed} may")
    status = next((json.loads(files[key]) for key in files if key.endswith("/status.json")), dict[str, Any]())
    counted = (status.get("status"), status.get("completed"), status.get("failed"))
    stage.expect(counted == ("complete", customers - len(without), len(without)), f"the status says {counted}")
    complete = [name for name in expected if name not in without]
    for name in ("customers", "analyses", "campaigns"):
        found = [element["customer_id"] for element in _exported(files, name)]
        stage.expect(found == complete, f"{name}.json holds {len(found)} customers, not the {len(complete)} complete")
    wrong = [one["email"] for one in _exported(files, "customers") if one["email"] != _address(one["customer_id"])]
    stage.expect(not wrong, f"addresses that nobody uploaded: {wrong[:3]}")


def _exported(files: Files, name: str) -> list[dict[str, Any]]:
    key = next((key for key in files if key.endswith(f"/{name}.json") and key.startswith("results/")), "")
    try:
        elements: list[dict[str, Any]] = json.loads(files.get(key, b"[]"))
    except ValueError:
        return []  # torn, which is said elsewhere
    return elements


def _address(customer_id: str) -> str:
    number = int(customer_id[1:])
    return f"person{number}@company{number}.example"


def _check_paid(stage: Stage, files: Files, lost: int) -> None:
    stats = stage.bedrock.stats
    unrecorded, allowed = stats["paid"] - recorded(files), lost + stats["cut"]
    stage.expect(0 <= unrecorded <= allowed, f"{unrecorded} paid answers are on no record, {allowed} may")
    stage.expect(repeated(stage) <= allowed, f"{repeated(stage)} questions were paid for twice, {allowed} may")
