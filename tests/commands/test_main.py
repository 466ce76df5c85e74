"""The command line itself: help, usage, one JSON document, and errors that start no server."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import HEADER, Revive

Csv = Callable[[int], Path]


def test_help_names_every_command_and_exit_code(revive: Revive) -> None:
    done = revive("--help")
    assert done.code == 0
    for word in ("winback", "resume", "results", "Exit codes"):
        assert word in done.out
    assert "--max-cost-usd" in revive("winback", "--help").out
    winback, shared = done.out.partition("Commands of winback")[2].split("Commands for all of them")
    assert "  approve" in winback
    assert "  resume" in shared


def test_help_imports_nothing_heavy() -> None:
    heavy = ("prefect", "pandas", "numpy", "scipy", "pydantic", "boto3", "rich", "asyncio")
    loaded = "import sys, commands.main, commands.of_systems as found; found.commands_of_systems()"
    code = f"{loaded}; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("winback",),
        ("winback", "x.csv", "--concurrency", "0"),
        ("winback", "x.csv", "--max-cost-usd", "-1"),
        ("winback", "x.csv", "--max-cost-usd", "nan"),
        ("winback", "x.csv", "--upload-id", ""),
        ("winback", "x.csv", "--max-reject-rate", "2"),
        ("resume",),
        ("no-such-command",),
    ],
)
def test_usage_errors_exit_2(revive: Revive, arguments: tuple[str, ...]) -> None:
    done = revive(*arguments)
    assert done.code == 2
    assert "Traceback" not in done.err


def test_a_bad_file_is_one_line_and_starts_no_server(revive: Revive, tmp_path: Path) -> None:
    path = tmp_path / "bad.csv"
    path.write_bytes(HEADER.replace("mrr", "MRT (USD)").encode() + b"\n1,a@b.c,A,growth,1,2026-01-01,x\n")
    done = revive("winback", str(path))
    assert done.code == 2
    assert done.out == ""
    assert "MRT (USD)" in done.err
    assert done.err.count("\n") == 1
    assert not (tmp_path / "prefect").exists()
    assert not (tmp_path / "revive" / "logs").exists()
    assert json.loads(revive("winback", str(path), "--json").out)["exit_code"] == 2


@pytest.mark.parametrize("arguments", [("winback", "missing.csv"), ("resume", "unknown"), ("results", "unknown")])
def test_what_is_not_there(revive: Revive, arguments: tuple[str, ...]) -> None:
    done = revive(*arguments)
    assert done.code == 2
    assert done.err.count("\n") == 1


def test_dry_run_pays_and_starts_nothing(
    revive: Revive, customers_csv: Csv, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No Bedrock is there: a call would fail, and so would a missing credential.
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-lite-v1:0")
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    done = revive("winback", str(customers_csv(10)), "--dry-run", "--json")
    assert done.code == 0, done.err
    estimate = json.loads(done.out)
    assert estimate["calls"] == 20
    assert 0 < estimate["cost_usd"] < estimate["worst_cost_usd"]
    assert estimate["input_tokens"] > 0
    assert not (tmp_path / "prefect").exists()
    assert not list((tmp_path / "revive").rglob("*.json"))


# A signal arrives where Python ignores exceptions: while an object is collected.
SIGNALLED = """
import os, sys, time
from commands import main as front
class Collected:
    def __del__(self):
        os.kill(os.getpid(), int(sys.argv[2]))
        time.sleep(0.1)
def command(**_):
    Collected()
    print("went on")
front.main = command
front.run()
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_command_wherever_it_arrives(number: signal.Signals) -> None:
    command = [sys.executable, "-c", SIGNALLED, "--json", str(int(number))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 128 + number
    assert done.stderr == "revive: interrupted; what is recorded is kept\n"
    assert json.loads(done.stdout)["exit_code"] == 128 + number


def test_no_server_where_one_is_configured(revive: Revive, customers_csv: Csv, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    done = revive("winback", str(customers_csv(2)))
    assert done.code == 1
    assert "no Prefect server answers" in done.err


def test_offline_run_without_any_server(revive: Revive, customers_csv: Csv, tmp_path: Path) -> None:
    """What `make demo` does: no network, no key, no server that is there before."""
    done = revive("winback", str(customers_csv(10)))
    assert done.code == 0, done.err
    assert "10 of 10 complete" in done.out
    for noise in ("Traceback", "Warning", "Error", "CancelledError"):
        assert noise not in done.err + done.out
    shown = revive("results", next((tmp_path / "revive" / "results").iterdir()).name)
    assert "10 of 10 complete" in shown.out
