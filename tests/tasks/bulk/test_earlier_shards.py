"""Shards that an earlier run left at work, on S3: whoever ends them keeps the guard of its own lease."""

import asyncio
from collections.abc import Iterator
from contextlib import nullcontext
from types import SimpleNamespace
from typing import Any

import boto3
import pytest
from moto.server import ThreadedMotoServer

from blocks import lease as module
from blocks.artifacts import ArtifactStore
from blocks.layout import Shard, Upload
from blocks.lease import hold
from blocks.stores import open_store
from schemas.environment import AwsIdentity
from tasks.bulk import earlier_shards
from tasks.bulk.earlier_shards import end_earlier_shards


@pytest.fixture
def store() -> Iterator[ArtifactStore]:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    client = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1")
    client.create_bucket(Bucket="shards-bucket")
    client.close()
    yield open_store("s3://shards-bucket/x", AwsIdentity(), f"http://{host}:{port}")
    server.stop()


async def test_the_run_stays_guarded_by_its_own_lease(store: ArtifactStore, monkeypatch: pytest.MonkeyPatch) -> None:
    async def nobody(*_: object) -> list[Any]:
        return []

    monkeypatch.setattr(earlier_shards, "get_client", nullcontext)
    monkeypatch.setattr(earlier_shards, "_at_work", nobody)
    monkeypatch.setattr(module, "VALID_S", 0.5)
    died = b'{"token": "theirs", "renewed_at": 0}'
    for shard in range(5):
        await store.put(Shard("u", shard).status, b"{}")
        await store.put(Shard("u", shard).lease, died)
    place = SimpleNamespace(environment=SimpleNamespace(shard_function=None))
    run: Any = SimpleNamespace(store=store, place=place, keys=Upload("u"), status=SimpleNamespace(upload_id="u"))
    async with hold(store, "u", wait=False):
        guard, token = store.guard, store.token
        # All five are watched at once.
        await asyncio.wait_for(end_earlier_shards(run), 4)
        assert guard is not None
        assert (store.guard, store.token) == (guard, token)
