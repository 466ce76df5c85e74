"""A receiver over real HTTP that answers as it is told, and keeps what it got."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

from fakes.web_server import serving


@dataclass
class Receiver:
    """Where it is, what it answers (status and body; status 0 hangs up), what it got (method, path, headers, body)."""

    url: str = ""
    status: int = 200
    body: bytes = b"{}"
    got: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)


@contextmanager
def receiving(status: int = 200, body: bytes = b"{}") -> Iterator[Receiver]:
    """One, until the block ends."""
    found = Receiver(status=status, body=body)
    with serving(_handler(found)) as host:
        found.url = f"http://{host}"
        yield found


def _handler(receiver: Receiver) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            receiver.got.append((self.command, self.path, dict(self.headers), body))
            if receiver.status == 0:
                self.close_connection = True
                return
            self.send_response(receiver.status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(receiver.body)))
            self.end_headers()
            self.wfile.write(receiver.body)

        do_POST = do_GET = do_OPTIONS = _answer

        def log_message(self, *_: Any) -> None:
            pass

    return Handler
