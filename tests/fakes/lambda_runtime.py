"""AWS Lambda's runtime API and API Gateway in front of it, on loopback: AWS's own runtime client runs our handler.

HTTP becomes an event of payload format 2.0, which waits for a runtime that asks for the next one; what it answers
becomes HTTP again. As on Lambda, a runtime has one event at a time. `_Api` is how one is invoked without waiting.
"""

import base64
import json
import os
import queue
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent.parent
_RUNTIME = "/2018-06-01/runtime"


@dataclass
class Invocation:
    event: dict[str, Any]
    deadline_s: float
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    done: threading.Event = field(default_factory=threading.Event)
    answer: Any = None
    error: dict[str, Any] | None = None


class Lambda:
    """A function: events in, answers out. `runtime_url` is what AWS_LAMBDA_RUNTIME_API is set to."""

    def __init__(self) -> None:
        self.waiting: queue.Queue[Invocation] = queue.Queue()
        self.under_way: dict[str, Invocation] = {}
        self.init_error: dict[str, Any] | None = None
        self.runtime_url = ""
        self.url = ""
        self.api_url = ""
        self.limit_s = 900.0
        self.invoked: list[dict[str, Any]] = []
        self.refusals: list[str] = []

    def invoke(self, event: dict[str, Any], deadline_s: float = 29.0, wait_s: float = 150.0) -> Invocation:
        one = Invocation(event, deadline_s)
        self.waiting.put(one)
        if not one.done.wait(wait_s):
            raise TimeoutError("no runtime answered")
        return one

    def invoke_later(self, event: dict[str, Any], deadline_s: float) -> Invocation:
        one = Invocation(event, deadline_s)
        self.waiting.put(one)
        return one


class _Quiet(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    function: Lambda

    def log_message(self, *_: object) -> None:
        pass

    def body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("content-length", 0)))

    def reply(self, status: int, body: bytes, headers: list[tuple[str, str]]) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class _Runtime(_Quiet):
    def do_GET(self) -> None:
        assert self.path == f"{_RUNTIME}/invocation/next"
        one = self.function.waiting.get()
        self.function.under_way[one.id] = one
        until = str(int((time.time() + one.deadline_s) * 1000))
        headers = [
            ("lambda-runtime-aws-request-id", one.id),
            ("lambda-runtime-deadline-ms", until),
            ("lambda-runtime-invoked-function-arn", "arn:aws:lambda:us-east-1:123456789012:function:f"),
            ("content-type", "application/json"),
        ]
        self.reply(200, json.dumps(one.event).encode(), headers)

    def do_POST(self) -> None:
        said = json.loads(self.body() or b"null")
        *_, what, kind = self.path.split("/")
        if what == "init":
            self.function.init_error = said
        else:
            one = self.function.under_way.pop(what)
            if kind == "response":
                one.answer = said
            else:
                one.error = said
            one.done.set()
        self.reply(202, b"{}", [])


class _Gateway(_Quiet):
    def answer(self) -> None:
        done = self.function.invoke(self.event())
        if done.error is not None:
            self.reply(500, b'{"message":"Internal Server Error"}', [("content-type", "application/json")])
            return
        body = done.answer.get("body", "").encode()
        if done.answer.get("isBase64Encoded"):
            body = base64.b64decode(body)
        cookies = [("set-cookie", cookie) for cookie in done.answer.get("cookies", ())]
        said = [(name, value) for name, value in done.answer["headers"].items() if name != "content-length"]
        self.reply(done.answer["statusCode"], body, said + cookies)

    do_GET = do_POST = do_DELETE = do_PUT = answer

    def event(self) -> dict[str, Any]:
        """As API Gateway says it: text bodies by their content type, everything else in base64."""
        path, _, query = self.path.partition("?")
        body = self.body()
        is_text = self.headers.get("content-type", "").startswith(("text/", "application/json"))
        headers = {name.lower(): value for name, value in self.headers.items() if name.lower() != "cookie"}
        return {
            "version": "2.0",
            "routeKey": "$default",
            "rawPath": path,
            "rawQueryString": query,
            "cookies": self.headers.get("cookie", "").split("; ") if "cookie" in self.headers else [],
            "headers": headers,
            "requestContext": {
                "requestId": f"gateway-{uuid.uuid4()}",
                "stage": "$default",
                "domainName": "api.example",
                "http": {"method": self.command, "path": path, "sourceIp": "203.0.113.7", "protocol": "HTTP/1.1"},
            },
            "body": body.decode() if is_text else base64.b64encode(body).decode(),
            "isBase64Encoded": not is_text,
        }


class _Api(_Quiet):
    """`Invoke` of AWS's API, as an event: accepted, and worked on when a runtime has time."""

    def do_POST(self) -> None:
        assert self.headers["x-amz-invocation-type"] == "Event"
        event = json.loads(self.body())
        self.function.invoked.append(event)
        if self.function.refusals:
            code = self.function.refusals.pop()
            self.reply(403, json.dumps({"Message": "no"}).encode(), [("x-amzn-errortype", code)])
            return
        self.function.invoke_later(event, self.function.limit_s)
        self.reply(202, b"", [])


@contextmanager
def lambda_service() -> Iterator[Lambda]:
    """The runtime API, the gateway and the API of one function; nothing runs it yet."""
    function = Lambda()
    servers = []
    for handler in (_Runtime, _Gateway, _Api):
        kind = type(handler.__name__, (handler,), {"function": function})
        server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        servers.append(server)
    function.runtime_url = f"127.0.0.1:{servers[0].server_port}"
    function.url = f"http://127.0.0.1:{servers[1].server_port}"
    function.api_url = f"http://127.0.0.1:{servers[2].server_port}"
    try:
        yield function
    finally:
        for server in servers:
            server.shutdown()
            server.server_close()


@contextmanager
def running(function: Lambda, handler: str, environ: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """AWS's runtime client with our handler, as the image's entry point starts it."""
    environment = {**os.environ, **environ, "AWS_LAMBDA_RUNTIME_API": function.runtime_url, "PYTHONPATH": str(ROOT)}
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "deployments.aws.entry.main", "lambda", handler],
            cwd=ROOT,
            env=environment,
            stdout=output,
            stderr=output,
        )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
