"""What a review found: stale parts, damaged files, a server that dies, two contents under one id."""

import json
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Bedrock, Revive, started

Csv = Callable[[int], Path]
PRO = "bedrock:amazon.nova-pro-v1:0"


def calls_on_record(home: Path) -> int:
    return sum(json.loads(path.read_text())["spent"]["calls"] for path in home.glob("results/*/customers/*.json"))


@pytest.mark.usefixtures("prefect_api")
def test_a_finished_part_never_hides_newer_records(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = str(customers_csv(202))  # batches of two
    assert revive("winback", source, "--upload-id", "p", "--json").code == 0
    assert bedrock.paid == 404
    monkeypatch.setenv("REVIVE_MODEL", PRO)
    bedrock.faults(latency=0.3)
    with started("winback", source, "--upload-id", "p", cwd=tmp_path) as process:
        bedrock.wait_for_paid(404 + 20)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 143
    bedrock.faults(latency=0)
    done = revive("resume", "p", "--json")
    assert json.loads(done.out)["completed"] == 202
    assert bedrock.paid == 808  # once per model, nothing twice
    assert calls_on_record(tmp_path / "revive") == 808


@pytest.mark.usefixtures("prefect_api")
def test_a_folder_goes_on_with_a_run_that_failed(bedrock: Bedrock, revive: Revive, customers_csv: Csv) -> None:
    inbox = customers_csv(12).parent / "inbox"
    inbox.mkdir()
    customers_csv(12).rename(inbox / "night.csv")
    bedrock.faults(fail_if="Company")
    assert revive("winback", str(inbox)).code == 3
    bedrock.faults(fail_if="")
    done = revive("winback", str(inbox), "--json")
    assert json.loads(done.out)["completed"] == 12
    again = revive("winback", str(inbox), "--json")
    assert (again.code, json.loads(again.out)["status"]) == (0, "nothing_new")


def test_the_prefect_server_dies_under_a_run(
    bedrock: Bedrock, customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_CLIENT_MAX_RETRIES", "0")  # else the test waits for them
    bedrock.faults(latency=0.3)
    with started("winback", str(customers_csv(24)), "--json", cwd=tmp_path) as process:
        bedrock.wait_for_paid(6)
        server = subprocess.run(["pgrep", "-P", str(process.pid)], capture_output=True, text=True, check=True)
        subprocess.run(["kill", "-9", *server.stdout.split()], check=True)
        killed = time.monotonic()
        out, err = process.communicate(timeout=120)
    assert bedrock.paid == 48
    assert json.loads(out)["completed"] == 24
    assert err.count("\n") == 1
    assert "the Prefect server" in err
    assert process.returncode in (0, 1)
    assert time.monotonic() - killed < 110


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


MENDED: dict[str, bytes] = {
    "results/t/data_quality.json": b"{",
    "results/t/parts/00001.jsonl": b'{"customer_id": "c00',
    "results/t/customers/c0002.json": b"",
    "results/t/manifest/00003.jsonl": b"{",
    "results/t/analyses.json": b'[\n{"cust',
}
NAMED: list[tuple[str, bytes | None]] = [
    ("prompts/campaign/1.1.0.json", b""),
    ("uploads/t.json", b"[\n{"),
    ("uploads/t.json", None),
    ("results/t/status.json", b'{"upload_id": 3'),
]


@pytest.mark.usefixtures("prefect_api")
def test_damaged_files_are_mended_or_named_in_one_line(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path
) -> None:
    source, home = str(customers_csv(4)), tmp_path / "revive"
    assert revive("winback", source, "--upload-id", "t").code == 0
    paid = bedrock.paid
    for name, content in MENDED.items():
        (home / name).write_bytes(content)
    done = revive("resume", "t", "--json")
    assert done.code == 0, done.err
    assert json.loads(done.out)["completed"] == 4
    assert len(json.loads((home / "results/t/analyses.json").read_text())) == 4
    for name, damage in NAMED:
        path = home / name
        whole = path.read_bytes()
        path.unlink() if damage is None else path.write_bytes(damage)
        done = revive("resume", "t", "--json")
        assert (done.code, done.err.count("\n")) == (2, 1), (name, done.err)
        path.write_bytes(whole)
    assert revive("resume", "t", "--json").code == 0
    assert bedrock.paid == paid


@pytest.mark.usefixtures("prefect_api")
def test_odd_names_end_in_no_traceback(bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path) -> None:
    assert revive("winback", str(customers_csv(2)), "--upload-id", "[/x]\n[bold]").code == 0
    odd = Path(str(tmp_path / "caf").encode().decode() + "\udce9.csv")
    customers_csv(2).rename(odd)
    assert revive("winback", str(odd), "--frequency-cap", "0").code == 0
    assert bedrock.paid == 8


def test_a_usage_error_is_a_document_too(revive: Revive) -> None:
    done = revive("winback", "x.csv", "--concurrency", "0", "--json")
    assert done.code == 2
    assert json.loads(done.out)["exit_code"] == 2
