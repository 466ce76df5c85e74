"""A webhook of a team: what it was sent, and the answers that it gave."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

from fakes.web_server import serving


@contextmanager
def receiving(*statuses: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook that answers with these, then with 200."""
    got: list[dict[str, Any]] = []
    left = list(statuses)

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(left.pop(0) if left else 200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Receiver) as host:
        yield f"http://{host}/hook", got
