"""The same run with its artifacts on S3, by moto over HTTP."""

import json
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from conftest import Bedrock, Revive, started
from moto.server import ThreadedMotoServer

pytestmark = [pytest.mark.usefixtures("prefect_api"), pytest.mark.wire]
Csv = Callable[[int], Path]


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", url)
    client = boto3.client("s3", endpoint_url=url, region_name="us-east-1")
    client.create_bucket(Bucket="revive-test")
    monkeypatch.setenv("REVIVE_ARTIFACTS_URL", "s3://revive-test/a/prefix")
    yield client
    client.close()
    server.stop()


def read(client: Any, url: str) -> Any:
    name, _, key = url.removeprefix("s3://").partition("/")
    return json.loads(client.get_object(Bucket=name, Key=key)["Body"].read())


def test_run_kill_refuse_resume(
    bedrock: Bedrock, revive: Revive, customers_csv: Csv, tmp_path: Path, bucket: Any
) -> None:
    source = str(customers_csv(24))
    bedrock.faults(latency=0.4)
    with started("winback", source, "--upload-id", "k", cwd=tmp_path) as process:
        bedrock.wait_for_paid(10)
        process.kill()
    killed = time.monotonic()
    lost = bedrock.paid
    refused = revive("winback", source, "--upload-id", "k")
    assert refused.code == 6
    bedrock.faults(latency=0)
    done = revive("resume", "k", "--json")
    assert done.code == 0, done.err
    assert time.monotonic() - killed > 10  # it waited for the lease of the dead run
    result = json.loads(done.out)
    assert result["completed"] == 24
    assert bedrock.paid <= 48 + 8
    assert bedrock.paid - result["this_run"]["calls"] == lost
    campaigns = read(bucket, result["artifacts"]["campaigns"])
    assert [element["customer_id"] for element in campaigns] == [f"c{n:04d}" for n in range(24)]
    keys = [item["Key"] for item in bucket.list_objects_v2(Bucket="revive-test")["Contents"]]
    assert all(key.startswith("a/prefix/") for key in keys)
    status = bucket.head_object(Bucket="revive-test", Key="a/prefix/results/k/status.json")
    assert status["Metadata"]["revive-lease"]
    assert not (tmp_path / "revive" / "results").exists()


def test_a_bucket_that_does_not_exist(
    revive: Revive, customers_csv: Csv, bucket: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bucket
    monkeypatch.setenv("REVIVE_ARTIFACTS_URL", "s3://no-such-bucket/x")
    done = revive("winback", str(customers_csv(2)))
    assert done.code == 2
    assert "no such bucket" in done.err
    assert done.err.count("\n") == 1
