"""Amazon's services for language on loopback: ApplyGuardrail, Retrieve and Comprehend, with what goes wrong.

Request paths, targets and answers as AWS documents them; what they answer is set by the test.
"""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

_NOTHING = {"action": "NONE", "outputs": [], "assessments": [], "usage": {}}


@dataclass
class AwsLanguage:
    """What the services answer, and what they were asked."""

    guardrail: dict[str, Any] = field(default_factory=lambda: dict(_NOTHING))  # by source, or for both
    results: Any = field(default_factory=list)  # of Retrieve
    sentiment: dict[str, Any] = field(default_factory=dict)
    entities: Any = field(default_factory=list)
    phrases: Any = field(default_factory=list)
    failing: list[tuple[int, str]] = field(default_factory=list)  # status and code of the next answers
    always: tuple[int, str] | None = None
    slow_s: float = 0.0
    cut: bool = False  # answers end in the middle
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    def answer(self, path: str, target: str, body: dict[str, Any]) -> Any:
        """One call."""
        if path.startswith("/guardrail/"):
            return self.guardrail.get(body["source"], self.guardrail)
        if path.startswith("/knowledgebases/"):
            return {"retrievalResults": self.results}
        return {
            "DetectSentiment": self.sentiment,
            "DetectEntities": {"Entities": self.entities},
            "DetectKeyPhrases": {"KeyPhrases": self.phrases},
        }[target.rpartition(".")[2]]


@contextmanager
def aws_language() -> Iterator[AwsLanguage]:
    """A server of its own, until the block ends."""
    fake = AwsLanguage()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["content-length"])))
            target = self.headers.get("x-amz-target", "")
            assert self.headers.get("authorization", "").startswith("AWS4-HMAC-SHA256 ")
            fake.asked.append((target or self.path, body))
            time.sleep(fake.slow_s)
            fault = fake.failing.pop(0) if fake.failing else fake.always
            if fault is not None:
                said = {"message": "no", "__type": fault[1]}
                self._write(fault[0], json.dumps(said).encode(), fault[1])
            else:
                self._write(200, json.dumps(fake.answer(self.path, target, body)).encode())

        def _write(self, status: int, content: bytes, code: str = "") -> None:
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(content)))
            if code:
                self.send_header("x-amzn-errortype", code)
            self.end_headers()
            self.wfile.write(content[: len(content) // 2] if fake.cut else content)
            if fake.cut:
                self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 -- the standard library's signature
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (BrokenPipeError, ConnectionResetError):
                """Whoever asked has gone: a test of slow answers."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    fake.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield fake
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
