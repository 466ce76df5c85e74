"""Bedrock's batch jobs on loopback: validates as the API does, answers by the fake of Converse, at so many looks.

It reads the requests and writes the answers by two functions, which a test gives it: a folder's, or S3's.
"""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from fakes.bedrock import FakeBedrock
from fakes.faults import ServiceError

_URI = re.compile(r"s3://[a-z0-9][-.a-z0-9]{1,61}[a-z0-9](?:/[-!_*'().a-z0-9A-Z]+(?:/[-!_*'().a-z0-9A-Z]+)*)?/?")
_ROLE = re.compile(r"arn:aws(-[^:]+)?:iam::([0-9]{12})?:role/.+")


@dataclass
class _Job:
    wanted: dict[str, Any]
    status: str = "Submitted"
    looks: int = 0
    message: str = ""


@dataclass
class FakeJobs:
    """`ends_as` and `after` say how and at which look a job ends; `loses` are texts whose records get an error."""

    converse: FakeBedrock
    read: Callable[[str], Awaitable[bytes]]
    write: Callable[[str, bytes], Awaitable[None]]
    least: int = 100
    after: int = 1
    ends_as: str = "Completed"
    loses: tuple[str, ...] = ()
    refuses: list[tuple[int, str]] = field(default_factory=list)  # (status, error) of the next creations
    jobs: dict[str, _Job] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    looked_at: asyncio.Event = field(default_factory=asyncio.Event)  # a job was looked at
    url: str = ""

    async def start(self) -> str:
        app = web.Application()
        app.router.add_post("/model-invocation-job", self._create)
        app.router.add_get("/model-invocation-job/{arn:.+}", self._look)
        app.router.add_post("/model-invocation-job/{arn:.+}/stop", self._stop)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self.url

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def _create(self, request: web.Request) -> web.Response:
        wanted = await request.json()
        if self.refuses:
            return _error(*self.refuses.pop(0))
        places = (wanted["inputDataConfig"]["s3InputDataConfig"]["s3Uri"], self._output(wanted))
        if not all(map(_URI.fullmatch, places)) or not _ROLE.fullmatch(wanted["roleArn"]):
            return _error(400, "ValidationException")
        if not 24 <= wanted["timeoutDurationInHours"] <= 168 or wanted["modelInvocationType"] != "Converse":
            return _error(400, "ValidationException")
        token = wanted["clientRequestToken"]
        if token not in self.tokens:
            arn = f"arn:aws:bedrock:us-east-1:123456789012:model-invocation-job/{len(self.jobs):012d}"
            self.tokens[token], self.jobs[arn] = arn, _Job(wanted)
        return web.json_response({"jobArn": self.tokens[token]})

    async def _look(self, request: web.Request) -> web.Response:
        arn = request.match_info["arn"]
        job = self.jobs[arn]
        job.looks += 1
        self.looked_at.set()
        if job.status in ("Submitted", "InProgress"):
            job.status = "InProgress"
            if job.looks >= self.after:
                await self._end(arn, job, self.ends_as)
        said = {"jobArn": arn, "status": job.status, "message": job.message, "modelId": job.wanted["modelId"]}
        return web.json_response(said | {"submitTime": "2026-11-30T18:00:00Z"})

    async def _stop(self, request: web.Request) -> web.Response:
        arn = request.match_info["arn"]
        await self._end(arn, self.jobs[arn], "Stopped")
        return web.json_response({})

    async def _end(self, arn: str, job: _Job, status: str) -> None:
        """Answer what this job answers: all of it, every second record if it was stopped or expired, or nothing."""
        lines = (await self.read(job.wanted["inputDataConfig"]["s3InputDataConfig"]["s3Uri"])).splitlines()
        job.status = status
        if len(lines) < self.least or status == "Failed":
            job.status, job.message = "Failed", f"{len(lines)} records: too few, or refused"
            return
        done = lines if status == "Completed" else lines[::2]
        # In another order than they came: they are joined by recordId.
        out = b"".join(self._answer(json.loads(line)) for line in reversed(done))
        folder = f"{self._output(job.wanted)}{arn.rpartition('/')[2]}/"
        await self.write(f"{folder}requests.jsonl.out", out)
        await self.write(f"{folder}manifest.json.out", json.dumps({"processedRecordCount": len(done)}).encode())

    def _answer(self, record: dict[str, Any]) -> bytes:
        said: dict[str, Any] = dict(record)
        body = json.dumps(record["modelInput"]).encode()
        if any(text.encode() in body for text in self.loses):
            said["error"] = {"errorCode": 500, "errorMessage": "internal"}
            return json.dumps(said).encode() + b"\n"
        try:
            reply = self.converse.answer("/model/amazon.nova-lite-v1:0/converse", b"\r\nauthorization: x", body)
            said["modelOutput"] = json.loads(reply.body)
        except ServiceError as error:
            said["error"] = {"errorCode": 400, "errorMessage": str(error)}
        return json.dumps(said).encode() + b"\n"

    def _output(self, wanted: dict[str, Any]) -> str:
        return str(wanted["outputDataConfig"]["s3OutputDataConfig"]["s3Uri"])


def _error(status: int, kind: str) -> web.Response:
    return web.json_response({"message": f"fake {kind}"}, status=status, headers={"x-amzn-ErrorType": kind})
