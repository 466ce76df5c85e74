"""A customer at the door of a server, and people at terminals: processes of their own, over real HTTP."""

import json
import os
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import httpx
import pytest
from conftest import REVIVE, wait_for
from fakes.web_server import serving

from agents.evaluation.cases import load_cases

pytestmark = pytest.mark.wire


@pytest.fixture
def told() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A webhook of the team, and what it got."""
    got: list[dict[str, Any]] = []

    class Receiver(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: Any) -> None:
            pass

    with serving(Receiver) as host:
        yield f"http://{host}/hook", got


@pytest.fixture
def url(tmp_path: Path, told: tuple[str, list[dict[str, Any]]]) -> Iterator[str]:
    """A server that tells the team."""
    environment = {**os.environ, "REVIVE_SUPPORT_URL": told[0]}
    process = subprocess.Popen(
        [*REVIVE, "serve", "--port", "0"], cwd=tmp_path, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    found = process.stderr.readline().split()[-1]
    wait_for(lambda: httpx.get(f"{found}ready").is_success, seconds=60)
    try:
        yield found
    finally:
        process.terminate()
        process.communicate(timeout=30)


def support(*arguments: str, home: Path) -> subprocess.CompletedProcess[str]:
    command = [*REVIVE, "support", *arguments]
    return subprocess.run(command, cwd=home, capture_output=True, text=True, timeout=120, check=False)


def asked(url: str, query: str, session: str | None = None) -> dict[str, Any]:
    answer = httpx.post(f"{url}query", json={"query": query, "session_id": session, "user_id": "ann"}, timeout=60)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def test_people_at_terminals_race_for_a_customer_of_the_server(
    url: str, told: tuple[str, list[dict[str, Any]]], tmp_path: Path
) -> None:
    handed = asked(url, "Why was I charged twice on my bill?")
    escalation_id = handed["escalation"]["escalation_id"]
    wait_for(lambda: len(told[1]) == 1, seconds=30)
    assert escalation_id in told[1][0]["text"]

    def take(name: str) -> subprocess.CompletedProcess[str]:
        return support("escalations", "take", escalation_id, "--by", name, "--json", home=tmp_path)

    with ThreadPoolExecutor(3) as pool:
        done = list(pool.map(take, ["ana", "bob", "cid"]))
    assert sorted(one.returncode for one in done) == [0, 6, 6]
    holder = next(json.loads(one.stdout)["holder"] for one in done if one.returncode == 0)
    assert all(f"{holder} has escalation" in one.stderr for one in done if one.returncode == 6)
    assert asked(url, "hello?", handed["session_id"])["reason"] == "with_person"
    said = support("escalations", "reply", escalation_id, "Credited.", "--by", holder, home=tmp_path)
    assert said.returncode == 0, said.stderr
    read = httpx.get(f"{url}sessions/{handed['session_id']}").json()["turns"][-1]
    assert (read["author"], read["name"], read["reply"]["answer"]) == ("person", holder, "Credited.")
    assert support("escalations", "resolve", escalation_id, "--by", holder, home=tmp_path).returncode == 0
    assert "nobody waits" in support("escalations", "list", home=tmp_path).stdout
    assert len(told[1]) == 1


def test_a_bad_rating_becomes_a_golden_case(url: str, tmp_path: Path) -> None:
    reply = asked(url, "How do I enlarge an EBS volume?")
    about = {"interaction_id": reply["interaction_id"], "rating": 1, "comment": "wrong for XFS"}
    assert httpx.post(f"{url}feedback", json=about).status_code == 201
    analysed = support("feedback", "analyze", "--json", home=tmp_path)
    found = json.loads(analysed.stdout)
    assert (found["answers"], found["overall"]["negative"], found["candidates"]) == (1, 1, 1)
    assert "wrong for XFS" in support("cases", "review", home=tmp_path).stdout
    taken = support(
        "cases", "review", "take", reply["interaction_id"], "--action", "answer", "--cites", "1",
        "--mention", "xfs_growfs", "--by", "ana", home=tmp_path,
    )  # fmt: skip
    assert taken.returncode == 0, taken.stderr
    (case,) = load_cases(tmp_path / "support-answer-cases.yaml", "support-answer")
    assert case.why == 'The answer of 1.0.0 was rated 1 of 5: "wrong for XFS"'
    assert (
        support("cases", "review", "take", reply["interaction_id"], "--action", "answer", home=tmp_path).returncode == 2
    )
