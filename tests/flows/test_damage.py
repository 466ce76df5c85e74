"""What a review found: stale parts, damaged files, a server that dies, two contents under one id."""

import json
import signal
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Bedrock, Revive, started

pytestmark = pytest.mark.wire  # whole runs of the command, one after the other

Csv = Callable[[int], Path]
PRO = "bedrock:amazon.nova-pro-v1:0"


def calls_on_record(home: Path) -> int:
    return sum(json.loads(path.read_text())["spent"]["calls"] for path in home.glob("results/*/customers/*.json"))


@pytest.mark.usefixtures("prefect_api")
def test_a_finished_part_never_hides_newer_records(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = str(customers_csv(24))
    assert revive("winback", source, "--upload-id", "p", "--json").code == 0
    assert bedrock.paid == 48
    monkeypatch.setenv("REVIVE_MODEL", PRO)
    bedrock.faults(latency=0.3)
    with started("winback", source, "--upload-id", "p", cwd=tmp_path) as process:
        bedrock.wait_for_paid(48 + 10)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143
    bedrock.faults(latency=0)
    done = revive("resume", "p", "--json")
    assert json.loads(done.out)["completed"] == 24
    assert bedrock.paid == 96  # once per model, nothing twice
    assert calls_on_record(tmp_path / "revive") == 96


@pytest.mark.usefixtures("prefect_api")
def test_two_contents_under_one_id(bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path) -> None:
    first = customers_csv(20)
    second = tmp_path / "second.csv"
    second.write_text(first.read_text().replace("Company", "Zompany"))
    bedrock.faults(latency=0.05)
    with started("winback", str(first), "--upload-id", "z", "--json", cwd=tmp_path) as process:
        other = revive("winback", str(second), "--upload-id", "z", "--json")
        process.communicate(timeout=60)
    assert sorted([process.returncode, other.code]) in ([0, 2], [0, 6])
    kept = (tmp_path / "revive/uploads/z.csv").read_text()
    names = {
        json.loads(path.read_text())["customer"]["company_name"]
        for path in tmp_path.glob("revive/results/z/customers/*")
    }
    assert len(names) == 20
    assert all(name in kept for name in names)


def test_a_usage_error_is_a_document_too(revive: Revive) -> None:
    done = revive("winback", "x.csv", "--concurrency", "0", "--json")
    assert done.code == 2
    assert json.loads(done.out)["exit_code"] == 2
