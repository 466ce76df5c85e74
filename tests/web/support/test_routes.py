"""Support over HTTP."""

from pathlib import Path

import pytest
from fakes.door import door
from fastapi import FastAPI

from web.support.routes import router


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))


async def test_a_conversation_with_feedback_from_beginning_to_end() -> None:
    async with door() as http:
        asked = await http.post("/query", json={"query": "How do I enlarge an EBS volume?", "user_id": "ann"})
        assert asked.status_code == 200, asked.text
        reply = asked.json()
        assert (reply["outcome"], reply["intent"]) == ("answered", "ec2")
        said = await http.post("/chat", json={"query": "and XFS?", "session_id": reply["session_id"], "user_id": "ann"})
        assert said.json()["session_id"] == reply["session_id"]
        assert "xfs_growfs" in said.json()["response"]
        about = {"interaction_id": reply["interaction_id"], "rating": 2, "comment": "mail me: ann@acme.co"}
        assert (await http.post("/feedback", json=about)).status_code == 201
        there = (await http.get(f"/sessions/{reply['session_id']}")).json()
        assert [turn["question"] for turn in there["turns"]] == ["How do I enlarge an EBS volume?", "and XFS?"]
        assert (await http.delete(f"/sessions/{reply['session_id']}")).status_code == 204
        assert (await http.get(f"/sessions/{reply['session_id']}")).status_code == 404
        assert (await http.post("/feedback", json=about)).status_code == 404


async def test_every_route_needs_a_key_or_this_machine() -> None:
    async with door(open_to_loopback=False) as http:
        for method, path in (("POST", "/query"), ("POST", "/chat"), ("POST", "/feedback"), ("GET", "/sessions/x")):
            answer = await http.request(method, path, json={"query": "x", "interaction_id": "x", "rating": 1})
            assert answer.status_code == 401, path


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
async def test_json_under_another_name_is_told_what_is_missing(kind: str) -> None:
    async with door() as http:
        answer = await http.post("/query", content=b'{"query": "x"}', headers={"content-type": kind} if kind else {})
        assert (answer.status_code, "Content-Type: application/json" in answer.json()["detail"]) == (415, True)
        fields = await http.post("/query", json=["x"])
        assert fields.status_code == 422


def test_the_routes_are_those_of_the_docs() -> None:
    app = FastAPI()
    app.include_router(router)
    assert {"/query", "/chat", "/feedback", "/sessions/{session_id}"} <= set(app.openapi()["paths"])
