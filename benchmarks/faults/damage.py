"""Files that somebody edited or that lost their end: records, parts, manifest, status."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from conftest import wait_for

from benchmarks.faults.checks import check_end
from benchmarks.faults.stage import Stage


def records_of_a_killed_run(stage: Stage) -> str:
    """A run is killed; of the customers it was at work on, records are truncated, emptied, swapped and edited."""
    stage.bedrock.faults(latency_by_tool={"Campaign": 2})
    with stage.started("winback", str(stage.customers(40)), "--upload-id", "u", "--json") as process:
        wait_for(lambda: len(half_done(stage)) >= 5, seconds=60)
        process.kill()
    stage.bedrock.faults(latency_by_tool={})
    truncated, emptied, swapped, moved, corrected = half_done(stage)[:5]
    truncate(truncated)
    emptied.write_bytes(b"")
    swapped.write_bytes(moved.read_bytes())
    edit(moved, lambda record: record["customer"].update(email="elsewhere@company0.example"))
    edit(corrected, lambda record: record["analysis"]["output"].update(category="competition"))
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 40, lost=8 + 3)
    categories = {entry["customer_id"]: entry["category"] for entry in exported(stage, "analyses")}
    stage.expect(categories[corrected.stem] == "competition", "the category that a person corrected is lost")
    return f"mended; {stage.bedrock.paid - 80} answers paid twice, three of them for records that were not readable"


def finished_upload(stage: Stage) -> str:
    """A complete upload: records, parts, manifest, verdict and exports are truncated or edited."""
    stage.ended(stage.revive("winback", str(stage.customers(20)), "--upload-id", "u", "--json"), 0)
    truncate(folder(stage, "customers") / "c0001.json")
    (folder(stage, "customers") / "c0002.json").write_bytes(b"")
    (folder(stage, "customers") / "c0003.json").unlink()
    edit(folder(stage, "customers") / "c0004.json", lambda record: record.update(spent="nothing"))
    truncate(folder(stage, "parts") / "00005.jsonl")
    edit(folder(stage, "parts") / "00006.jsonl", lambda record: record["customer"].update(email="x@company0.example"))
    edit(folder(stage, "parts") / "00007.jsonl", lambda record: record.update(spent="nothing"))
    for name in ("manifest/00008.jsonl", "data_quality.json", "analyses.json", "emails.csv", "results.parquet"):
        truncate(stage.home / "results/u" / name)
    stage.ended(stage.revive("resume", "u", "--json"), 0)
    check_end(stage, 20)
    return f"mended, {stage.bedrock.paid - 40} answers paid again"


def status_and_upload(stage: Stage) -> str:
    """The status is truncated, and the customers as they were taken in; both are named, and taken in anew."""
    source = str(stage.customers(20))
    stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 0)
    for path in (stage.home / "results/u/status.json", stage.home / "uploads/u.json"):
        truncate(path)
        for command in (("resume", "u"), ("winback", source, "--upload-id", "u")):
            stage.ended(stage.revive(*command, "--json"), 2, str(path))
        (stage.home / "results/u/status.json").unlink()
        stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 0)
    check_end(stage, 20)
    stage.expect(stage.bedrock.paid == 40, f"{stage.bedrock.paid - 40} answers were paid again")
    return "four times one line with the file's name; removed and taken in anew, complete, nothing paid again"


def half_done(stage: Stage) -> list[Path]:
    """Records with an analysis and no campaign: no part holds them, one paid answer stands in each."""
    found = []
    for path in sorted(folder(stage, "customers").glob("*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        if record["analysis"] and not record["campaign"]:
            found.append(path)
    return found


def folder(stage: Stage, name: str) -> Path:
    """A folder of the upload."""
    return stage.home / "results/u" / name


def truncate(path: Path) -> None:
    """Keep the first half."""
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def edit(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Change a record and save it as an editor would."""
    record = json.loads(path.read_text(encoding="utf-8"))
    change(record)
    end = "" if path.suffix == ".jsonl" else "  \n"
    path.write_text(json.dumps(record) + end, encoding="utf-8")


def exported(stage: Stage, name: str) -> list[dict[str, Any]]:
    """An export of the upload."""
    elements: list[dict[str, Any]] = json.loads((stage.home / f"results/u/{name}.json").read_text(encoding="utf-8"))
    return elements
