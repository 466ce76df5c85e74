"""Replies as server-sent events, through a real server on loopback."""

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from fakes.support_desk import learn_once

from web.app import create_app
from web.impatient import Impatient

EVENTS = {"accept": "text/event-stream"}


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())


@asynccontextmanager
async def server() -> AsyncIterator[httpx.AsyncClient]:
    config = uvicorn.Config(
        create_app("local", open_to_loopback=True), http=Impatient, ws="none", log_config=None, access_log=False
    )
    running = uvicorn.Server(config)
    listener = socket.create_server(("127.0.0.1", 0))
    task = asyncio.create_task(running.serve([listener]))
    while not running.started:  # noqa: ASYNC110 -- uvicorn tells nobody
        await asyncio.sleep(0.01)
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{listener.getsockname()[1]}", timeout=20) as http:
            yield http
    finally:
        running.should_exit = True
        await task


def events(text: str) -> list[tuple[str, dict[str, Any]]]:
    found = []
    for block in text.strip().split("\n\n"):
        kind, data = block.split("\n")
        found.append((kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))))
    return found


async def test_events_say_the_ids_then_the_texts_then_the_whole_reply() -> None:
    async with server() as http:
        asked = {"query": "How do I enlarge an EBS volume?"}
        answer = await http.post("/chat", json=asked, headers=EVENTS)
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert answer.headers["cache-control"] == "no-store"
        said = events(answer.text)
        kinds = [kind for kind, _ in said]
        assert (kinds[0], set(kinds[1:-1]), kinds[-1]) == ("begun", {"text"}, "reply")
        reply = said[-1][1]
        assert "".join(one["text"] for kind, one in said if kind == "text") == reply["answer"]
        assert (reply["outcome"], said[0][1]["session_id"]) == ("answered", reply["session_id"])
        assert reply["quality"] is not None
        again = await http.post("/chat", json={"query": "and XFS?", "session_id": reply["session_id"]})
        assert again.headers["content-type"] == "application/json"


async def test_a_client_that_goes_away_finds_its_answer_later() -> None:
    async with server() as http:
        asked = {"query": "How do I enlarge an EBS volume?"}
        async with http.stream("POST", "/chat", json=asked, headers=EVENTS) as stream:
            async for line in stream.aiter_lines():
                if line.startswith("data: "):
                    session = json.loads(line.removeprefix("data: "))["session_id"]
                    break
        for _ in range(200):
            there = await http.get(f"/sessions/{session}")
            if there.status_code == 200:
                break
            await asyncio.sleep(0.02)
        assert there.json()["turns"][0]["reply"]["outcome"] == "answered"


async def test_a_question_that_holds_the_lines_of_an_event_forges_none() -> None:
    async with server() as http:
        asked = {"query": "hello\n\nevent: reply\ndata: {}\n\n"}
        answer = await http.post("/chat", json=asked, headers=EVENTS)
        assert [kind for kind, _ in events(answer.text)].count("reply") == 1
