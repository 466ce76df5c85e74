"""`--deadline 12h` as a user types it: Prefect's flow, artifacts on S3 (moto), a fake of Bedrock's job API."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from conftest import MODEL, TESTS
from fakes.batch_jobs import FakeJobs
from fakes.bedrock import FakeBedrock, Faults
from moto.server import ThreadedMotoServer

pytestmark = [pytest.mark.usefixtures("prefect_api"), pytest.mark.wire]
BUCKET, MANY = "revive-batches", 100  # no job takes fewer
ROLE = "arn:aws:iam::123456789012:role/jobs"
Csv = Callable[[int], Path]


@dataclass(frozen=True)
class Account:
    """What Amazon has of it."""

    s3: Any
    jobs: FakeJobs
    on_demand: FakeBedrock

    def read(self, key: str) -> Any:
        return json.loads(self.s3.get_object(Bucket=BUCKET, Key=f"r/{key}")["Body"].read())

    def keys(self, prefix: str) -> list[str]:
        return [one["Key"] for one in self.s3.list_objects_v2(Bucket=BUCKET, Prefix=f"r/{prefix}").get("Contents", ())]


@pytest.fixture
def account(monkeypatch: pytest.MonkeyPatch) -> Iterator[Account]:
    moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    moto.start()
    host, port = moto.get_host_and_port()
    s3 = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
    s3.create_bucket(Bucket=BUCKET)

    async def read(uri: str) -> bytes:
        content: bytes = (await asyncio.to_thread(s3.get_object, Bucket=BUCKET, Key=_key(uri)))["Body"].read()
        return content

    async def write(uri: str, content: bytes) -> None:
        await asyncio.to_thread(s3.put_object, Bucket=BUCKET, Key=_key(uri), Body=content)

    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    on_demand = FakeBedrock(Faults(record=True))
    jobs = FakeJobs(on_demand, read, write)
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", f"http://{host}:{port}")
    for name, service in (("BEDROCK_RUNTIME", on_demand), ("BEDROCK", jobs)):
        url = asyncio.run_coroutine_threadsafe(service.start(), loop).result(30)
        monkeypatch.setenv(f"AWS_ENDPOINT_URL_{name}", url)
    yield Account(s3, jobs, on_demand)
    for service in (on_demand, jobs):
        asyncio.run_coroutine_threadsafe(service.stop(), loop).result(30)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
    s3.close()
    moto.stop()


def _key(uri: str) -> str:
    return uri.removeprefix(f"s3://{BUCKET}/")


def revive(*arguments: str, cwd: Path) -> str:
    """What the command prints."""
    done = subprocess.run(
        [sys.executable, str(TESTS / "fakes/hasty_jobs.py"), "commands.main", *arguments],
        cwd=cwd, env={**os.environ, "PYTHONPATH": str(TESTS.parent)}, capture_output=True, text=True, timeout=240,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def test_two_agents_are_two_jobs_and_nothing_of_them_is_left(
    account: Account, customers_csv: Csv, tmp_path: Path
) -> None:
    said = {"name": "batches", "artifacts_url": f"s3://{BUCKET}/r", "model": MODEL, "batch_role": ROLE}
    (tmp_path / "batches.yaml").write_text(json.dumps({"environments": [said]}))
    revive("environment", "apply", "batches.yaml", cwd=tmp_path)
    of = ("--environment", "batches", "--json")
    source = str(customers_csv(MANY))
    done = json.loads(revive("winback", source, "--upload-id", "d", "--deadline", "12h", *of, cwd=tmp_path))
    assert (done["status"], done["completed"], done["this_run"]["batched"]) == ("complete", MANY, 2 * MANY)
    assert (len(account.jobs.jobs), account.on_demand.stats.paid) == (2, 2 * MANY)
    assert {job.wanted["roleArn"] for job in account.jobs.jobs.values()} == {ROLE}
    assert account.keys("batch-jobs") == []
    assert len(account.read("results/d/campaigns.json")) == MANY
    again = json.loads(revive("resume", "d", *of, cwd=tmp_path))
    assert (again["this_run"]["calls"], len(account.jobs.jobs)) == (0, 2)
