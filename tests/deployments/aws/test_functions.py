"""Lambda's own runtime client runs our handlers: the doors behind a gateway of ours, and shards of an upload."""

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from conftest import Bedrock, Done, Revive
from fakes.door import made
from fakes.lambda_runtime import Lambda, lambda_service, running

from schemas.bulk import Status
from schemas.errors import AlreadyRunningError

pytestmark = pytest.mark.wire
DOOR, SHARD = "deployments.aws.entry.lambda_door.handler", "deployments.aws.entry.lambda_shard.handler"
Csv = Callable[[int], Path]


def test_the_doors_answer_as_serve_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path / "revive"))
    bearer = {"authorization": f"Bearer {asyncio.run(made('run'))}"}
    rows = "customer_id,email,company_name,subscription_tier,mrr,churn_date,cancellation_reason\n"
    rows += "c1,a@a.example,Acmé,growth,49,2026-05-04,too expensive\n"
    with lambda_service() as function, running(function, DOOR, {}, tmp_path / "log"):
        with httpx.Client(base_url=function.url, timeout=180) as http:
            assert http.get("/health").json() == {"status": "ok"}
            refused = http.get("/results", params={"upload_id": "x"})
            assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
            # Somebody behind the gateway is not this machine, whatever their headers say.
            forged = http.get("/results", params={"upload_id": "x"}, headers={"x-forwarded-for": "127.0.0.1"})
            assert forged.status_code == 401
            taken = http.post("/upload", params={"name": "é.csv"}, content=rows.encode(), headers=bearer)
            assert (taken.status_code, taken.json()["customer_count"]) == (201, 1)
            assert taken.headers["x-request-id"].startswith("gateway-")
            # Without a worker nothing can carry a run, and a function must not pretend that it does.
            started = http.post("/process", json={"upload_id": taken.json()["upload_id"]}, headers=bearer)
            assert started.status_code == 503
            assert "no worker is online" in started.json()["detail"]
            assert http.get("/nowhere", headers=bearer).status_code == 404
        odd = function.invoke({"Records": []})
        assert odd.error is not None
        assert odd.error["errorType"] == "NotAnEventError"
        plain = {"rawPath": "/health", "requestContext": {"http": {"method": "GET", "sourceIp": "1"}}}
        assert function.invoke(plain).answer["statusCode"] == 200


@pytest.fixture
def chunks(prefect_api: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lambda]:
    """The function that works on shards; commands find it by their environment. Nothing runs it yet."""
    assert prefect_api  # one server for all tests: each command would start its own
    with lambda_service() as function:
        monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", function.api_url)
        monkeypatch.setenv("REVIVE_WORKER", "lambda:chunks")
        monkeypatch.setenv("AWS_REGION", "us-east-1")
        monkeypatch.setenv("REVIVE_HOME", str(tmp_path / "revive"))
        yield function


def test_shards_in_functions_give_what_one_process_gives(
    bedrock: Bedrock,
    revive: Revive,
    customers_csv: Csv,
    chunks: Lambda,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    source = str(customers_csv(40))
    with running(chunks, SHARD, {}, tmp_path / "one"), running(chunks, SHARD, {}, tmp_path / "two"):
        arguments = ("--upload-id", "f", "--shards", "2", "--frequency-cap", "0", "--json")
        done = revive("winback", source, *arguments, timeout=400)
    assert done.code == 0, done.err + (tmp_path / "one").read_text()[-2000:]
    assert len(chunks.invoked) == 2
    status = json.loads(done.out)
    assert (status["status"], status["completed"], bedrock.paid) == ("complete", 40, 80)
    monkeypatch.delenv("REVIVE_WORKER")
    in_one = revive("winback", source, "--upload-id", "a", "--frequency-cap", "0", "--json", timeout=400)
    alone = json.loads(in_one.out)
    for name in ("customers", "analyses", "campaigns"):
        assert Path(status["artifacts"][name]).read_bytes() == Path(alone["artifacts"][name]).read_bytes()


def test_an_invocation_near_its_limit_ends_resumable_and_is_invoked_again(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, chunks: Lambda, tmp_path: Path
) -> None:
    bedrock.faults(latency=0.5)
    chunks.limit_s = 12.0  # of which the second half ends what is in flight
    with running(chunks, SHARD, {}, tmp_path / "log"):
        done = revive(
            "winback", str(customers_csv(60)), "--upload-id", "f", "--shards", "2", "--concurrency", "4", "--json",
            timeout=400,
        )  # fmt: skip
    assert done.code == 0, done.err + (tmp_path / "log").read_text()[-2000:]
    assert len(chunks.invoked) > 2
    assert json.loads(done.out)["completed"] == 60
    assert bedrock.paid == 120  # nothing twice, whatever was invoked again


def test_a_killed_invocation_is_invoked_again_by_resume_and_pays_for_nothing_twice(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, chunks: Lambda, tmp_path: Path
) -> None:
    bedrock.faults(latency=0.3)
    with running(chunks, SHARD, {}, tmp_path / "one") as runtime:
        command = [sys.executable, "-m", "commands.main", "winback", str(customers_csv(30)), "--upload-id", "f"]
        parent = subprocess.Popen(
            [*command, "--shards", "2", "--concurrency", "2"], cwd=tmp_path,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        _until(lambda: bedrock.paid >= 6)
        parent.kill()
        parent.wait()
        runtime.kill()
        runtime.wait()
    with running(chunks, SHARD, {}, tmp_path / "two"), running(chunks, SHARD, {}, tmp_path / "three"):
        resumed = _resumed(revive)
    assert resumed.code == 0, resumed.err
    assert json.loads(resumed.out)["completed"] == 30
    assert 60 <= bedrock.paid <= 62  # at most the call that was in flight


def test_a_function_that_refuses_ends_the_run_with_one_line(
    revive: Revive, customers_csv: Csv, chunks: Lambda, tmp_path: Path
) -> None:
    chunks.refusals = ["AccessDeniedException"] * 2
    done = revive("winback", str(customers_csv(4)), "--upload-id", "f", "--shards", "2", timeout=400)
    assert done.code == 1
    assert "lambda:chunks: AccessDeniedException: no" in done.err
    status = Status.model_validate_json((tmp_path / "revive/results/f/status.json").read_text())
    assert status.status == "interrupted"


def _resumed(revive: Revive) -> Done:
    """An invocation that the dead run had asked for may still be at work; a resume says so, and is given again."""
    for _ in range(10):
        done = revive("resume", "f", "--json", timeout=400)
        if done.code != AlreadyRunningError.exit_code:
            break
    return done


def _until(happened: Callable[[], bool], within_s: float = 240.0) -> None:
    until = time.monotonic() + within_s
    while not happened():
        assert time.monotonic() < until, "it did not happen"
        time.sleep(0.1)
