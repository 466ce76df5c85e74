"""Salesforce, Gong and Slack as they answer over TLS: pages, expired tokens, limits, faults that a test asks for."""

import json
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import parse_qs, urlsplit

TOKEN = "token-of-the-tests"


@dataclass
class Trouble:
    """What happens instead of an answer, once."""

    status: int = 503
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    cut: bool = False  # the connection ends in the middle of the answer
    slow_s: float = 0.0  # before an answer that is right
    drip_s: float = 0.0  # between two bytes of an answer that is right


@dataclass
class Saas:
    """The data of all three, what was asked, and the troubles by the part of a path that they hit."""

    deals: list[dict[str, Any]] = field(default_factory=list)
    stages: list[dict[str, Any]] = field(default_factory=list)
    fields: list[str] = field(default_factory=lambda: ["Loss_Reason__c", "MainCompetitors"])
    calls: list[dict[str, Any]] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)
    messages: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    page: int = 2
    expires_after: int | None = None  # requests that a token of Salesforce's serves
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    asked: list[tuple[str, Any]] = field(default_factory=list)
    logins: int = 0
    _used: int = 0
    url: str = ""

    def trouble(self, part: str, **said: Any) -> None:
        self.troubles.append((part, Trouble(**said)))

    def answer(self, path: str, headers: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        parts = urlsplit(path)
        self.asked.append((path, body))
        if parts.path.startswith("/services"):
            return self._salesforce(parts.path, parse_qs(parts.query), headers, body)
        if parts.path.startswith("/v2"):
            return self._gong(parts.path, headers, body)
        return self._slack(parts.path.rsplit("/", 1)[-1], headers, body)

    def _salesforce(self, path: str, query: Any, headers: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        if path.endswith("/token"):
            if body.get("client_secret") != ["planted-salesforce"]:
                return 400, {"error": "invalid_client"}, {}
            self.logins, self._used = self.logins + 1, 0
            return 200, {"access_token": f"{TOKEN}-{self.logins}", "instance_url": "https://elsewhere.example"}, {}
        self._used += 1
        late = self.expires_after is not None and self._used > self.expires_after
        if headers["Authorization"] != f"Bearer {TOKEN}-{self.logins}" or late:
            return 401, [{"errorCode": "INVALID_SESSION_ID", "message": "Session expired or invalid"}], {}
        if path.rstrip("/").endswith("/describe"):
            return 200, {"fields": [{"name": name} for name in ["Id", *self.fields]]}, {}
        if "/query/" in path and path.rstrip("/").rsplit("/", 1)[-1].startswith("more-"):
            _, kind, start = path.rstrip("/").rsplit("/", 1)[-1].split("-")
            return 200, self._records(kind, int(start)), {}
        kind = "stages" if "OpportunityHistory" in query["q"][0] else "deals"
        return 200, self._records(kind, 0), {}

    def _records(self, kind: str, start: int) -> dict[str, Any]:
        rows = getattr(self, kind)
        end = start + self.page
        found = {"totalSize": len(rows), "done": end >= len(rows), "records": rows[start:end]}
        more = {} if found["done"] else {"nextRecordsUrl": f"/services/data/v59.0/query/more-{kind}-{end}"}
        return found | more

    def _gong(self, path: str, headers: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        if not headers.get("Authorization", "").startswith("Basic "):
            return 401, {"errors": ["unauthorised"]}, {}
        if path.endswith("/transcript"):
            ids = body["filter"]["callIds"]
            said = [
                {
                    "callId": one,
                    "transcript": [
                        {"speakerId": "1", "sentences": [{"text": text} for text in self.said.get(one, [])]}
                    ],
                }
                for one in ids
            ]
            return 200, {"records": {"totalRecords": len(said)}, "callTranscripts": said}, {}
        if not self.calls:
            return 404, {"errors": ["No calls found corresponding to the provided filters"]}, {}
        start = int(body.get("cursor") or 0)
        end = start + self.page
        records: dict[str, Any] = {"totalRecords": len(self.calls), "currentPageSize": self.page}
        records |= {"cursor": str(end)} if end < len(self.calls) else {}
        return 200, {"records": records, "calls": self.calls[start:end]}, {}

    def _slack(self, method: str, headers: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        if headers.get("Authorization") != "Bearer xoxb-planted":
            return 200, {"ok": False, "error": "invalid_auth"}, {}
        said = {name: values[0] for name, values in body.items()}
        rows = self.messages.get(said["channel"])
        if rows is None:
            return 200, {"ok": False, "error": "channel_not_found"}, {}
        if method == "conversations.replies":
            rows = [one for one in rows if one["ts"] == said["ts"] or one.get("thread_ts") == said["ts"]]
        else:
            rows = [
                one
                for one in rows
                if one.get("thread_ts", one["ts"]) == one["ts"] and float(one["ts"]) >= float(said["oldest"])
            ]
        start = int(said.get("cursor") or 0)
        end = start + self.page
        cursor = str(end) if end < len(rows) else ""
        return 200, {"ok": True, "messages": rows[start:end], "response_metadata": {"next_cursor": cursor}}, {}


class Answers(Protocol):
    """A fake service: what it answers, and the troubles that come before."""

    troubles: list[tuple[str, Trouble]]
    url: str

    def answer(self, path: str, headers: Any, body: Any) -> tuple[int, Any, dict[str, str]]: ...


def _reply(saas: Answers, path: str, headers: Any, body: Any) -> tuple[int, bytes, dict[str, str], bool, float]:
    """What a request gets: the next trouble for its path, or the answer; then how slowly."""
    drip_s = 0.0
    found = next((one for one in saas.troubles if one[0] in path), None)
    if found is not None:
        saas.troubles.remove(found)
        trouble = found[1]
        if not trouble.slow_s and not trouble.drip_s:
            return trouble.status, trouble.body, trouble.headers, trouble.cut, 0.0
        time.sleep(trouble.slow_s)
        drip_s = trouble.drip_s
    status, answer, more = saas.answer(path, headers, body)
    return status, json.dumps(answer).encode(), more, False, drip_s


def _read(raw: bytes, kind: str) -> Any:
    if "json" in kind and raw:
        return json.loads(raw)
    return parse_qs(raw.decode()) if "urlencoded" in kind else raw.decode()


def serve(saas: Answers, certificate: Path) -> Callable[[], None]:
    """Serve until the returned function is called."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(None)

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            self._answer(_read(raw, self.headers.get("Content-Type", "")))

        def _answer(self, body: Any) -> None:
            status, said, headers, cut, drip_s = _reply(saas, self.path, self.headers, body)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(said) + (100 if cut else 0)))
            self.end_headers()
            try:
                for byte in said if drip_s else ():
                    self.wfile.write(bytes((byte,)))
                    time.sleep(drip_s)
            except OSError:  # whoever asked has gone
                self.close_connection = True
                return
            self.wfile.write(said if not drip_s else b"")
            self.close_connection = self.close_connection or cut

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    saas.url = f"https://127.0.0.1:{server.server_address[1]}"

    def stop() -> None:
        server.shutdown()
        server.server_close()

    return stop
