"""Upsell as it is on AWS: events through SQS, decisions in DynamoDB, artifacts on S3, by moto over HTTP."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest
from conftest import Bedrock, Revive, started, wait_for
from fakes.aws_emulator import serve_aws
from fakes.upsell_runs import ANSWERS, AS_OF, event

pytestmark = [pytest.mark.usefixtures("prefect_api"), pytest.mark.wire]
EVENTS = 6


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """S3, SQS and DynamoDB, named by the variables of `local`; yields the client of S3."""
    with serve_aws() as url:
        for service in ("S3", "SQS", "DYNAMODB"):
            monkeypatch.setenv(f"AWS_ENDPOINT_URL_{service}", url)
        monkeypatch.setenv("REVIVE_ARTIFACTS_URL", "s3://revive-test/x")
        monkeypatch.setenv("REVIVE_RECORDS_URL", "dynamodb://revive")
        monkeypatch.setenv("REVIVE_QUEUE_URL", "sqs://revive")
        client = boto3.client("s3", endpoint_url=url, region_name="us-east-1")
        client.create_bucket(Bucket="revive-test")
        yield client
        client.close()


def messages(bucket: Any) -> list[dict[str, str]]:
    """The rows of every messages.csv in the bucket."""
    rows: list[dict[str, str]] = []
    for item in bucket.list_objects_v2(Bucket="revive-test", Prefix="x/upsell/results/")["Contents"]:
        if item["Key"].endswith("/messages.csv"):
            body = bucket.get_object(Bucket="revive-test", Key=item["Key"])["Body"].read()
            rows += csv.DictReader(io.StringIO(body.decode()))
    return rows


def test_events_through_sqs_are_decided_once_though_the_drain_is_killed(
    bedrock: Bedrock, revive: Revive, tmp_path: Path, aws: Any
) -> None:
    (tmp_path / "events.jsonl").write_text("".join(json.dumps(event(n)) + "\n" for n in range(EVENTS)) + "{\n")
    for command in (("agents", "init"), ("upsell", "init")):
        done = revive(*command)
        assert done.code == 0, done.err

    def took_up(*drain: str) -> bool:
        """Whether there was anything to do: what a dead run holds is left alone until its lease has ended."""
        done = revive(*drain)
        assert done.code == 0, done.err
        return bool(json.loads(done.out)["status"] == "complete")

    loaded = revive("upsell", "load", "events.jsonl", "--json")
    assert loaded.code == 0, loaded.err
    assert (json.loads(loaded.out)["accepted"], json.loads(loaded.out)["dead"]) == (EVENTS, {"not_json": 1})

    bedrock.faults(latency=0.5, answer_by_tool=ANSWERS)
    with started("upsell", "run", "--drain", "--as-of", AS_OF, cwd=tmp_path) as drain:
        bedrock.wait_for_paid(3)
        drain.kill()
    bedrock.faults(latency=0, answer_by_tool=ANSWERS)
    wait_for(lambda: took_up("upsell", "run", "--drain", "--as-of", AS_OF, "--json"), seconds=120, every=2)
    sent = [row["event_id"] for row in messages(aws)]
    assert sorted(sent) == sorted(f"e{number}" for number in range(EVENTS))
    assert bedrock.paid <= 2 * EVENTS + EVENTS  # a kill loses at most what was in flight
