"""S3: away for 20 s in the middle of a run, and a bucket that does not exist."""

import logging
from functools import partial
from time import monotonic, sleep
from typing import Any

import boto3
import httpx
from moto.server import ThreadedMotoServer

from benchmarks.faults.checks import check_end
from benchmarks.faults.proxy import Proxy
from benchmarks.faults.stage import KEY_ID, SECRET, Files, Stage, Variables

OUTAGE_S = 20
BUCKET = "revive-faults"


def away(stage: Stage) -> str:
    """S3 refuses connections for 20 s in the middle of a run."""
    proxy = bucket(stage)
    stage.bedrock.faults(latency=0.2)
    with stage.started("winback", str(stage.customers(80)), "--upload-id", "u", "--json") as process:
        stage.bedrock.wait_for_paid(60)
        proxy.down()
        down = monotonic()
        sleep(OUTAGE_S)
        during = stage.bedrock.paid
        proxy.up()
        done = stage.end(process)
    stage.ended(done, 0)
    check_end(stage, 80)
    return f"nothing was asked meanwhile ({during} answers paid); complete {monotonic() - down - OUTAGE_S:.0f} s after"


def no_bucket(stage: Stage) -> str:
    """A bucket that does not exist."""
    bucket(stage)
    source = str(stage.customers(20))
    missing: Variables = {"REVIVE_ARTIFACTS_URL": "s3://no-such-bucket/x"}
    stage.ended(stage.revive("winback", source, "--json", variables=missing), 2, "there is no such bucket")
    stage.ended(stage.revive("resume", "u", "--json", variables=missing), 2)
    stage.expect(stage.bedrock.paid == 0, f"{stage.bedrock.paid} answers were paid for")
    stage.ended(stage.revive("winback", source, "--upload-id", "u", "--json"), 0)
    check_end(stage, 20)
    return "one line and exit code 2, nothing paid; with a bucket that exists, complete"


def bucket(stage: Stage) -> Proxy:
    """Have the artifacts on S3, behind a proxy; returns the proxy."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server.start()
    stage.closing.callback(server.stop)
    host, port = server.get_host_and_port()
    proxy = stage.closing.enter_context(Proxy(port).running())
    keys = {"aws_access_key_id": KEY_ID, "aws_secret_access_key": SECRET, "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", **keys)
    stage.closing.callback(client.close)
    httpx.post(f"http://{host}:{port}/moto-api/reset").raise_for_status()  # its content is the process's
    client.create_bucket(Bucket=BUCKET)
    stage.read = partial(objects, client)
    stage.environment |= {
        "AWS_ENDPOINT_URL_S3": f"http://127.0.0.1:{proxy.port}",
        "REVIVE_ARTIFACTS_URL": f"s3://{BUCKET}/a/prefix",
    }
    return proxy


def objects(client: Any) -> Files:
    """Everything in the bucket; an upload in parts that was never ended stands for a temporary file."""
    found = {}
    for page in client.get_paginator("list_objects_v2").paginate(Bucket=BUCKET, Prefix="a/prefix/"):
        for item in page.get("Contents", ()):
            body = client.get_object(Bucket=BUCKET, Key=item["Key"])["Body"]
            found[item["Key"].removeprefix("a/prefix/")] = body.read()
    for upload in client.list_multipart_uploads(Bucket=BUCKET).get("Uploads", ()):
        found[f"{upload['Key']}#1"] = b""
    return found
