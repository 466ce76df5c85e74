"""Support's pages from a question to a golden case; every page also as data, with untrusted words as text."""

import json
from collections.abc import Mapping

import httpx
import pytest
from fakes.door import door
from fakes.support_desk import learn_once

HTML = {"accept": "text/html"}
OWN = {"sec-fetch-site": "same-origin"}
ASKED = "How do I enlarge an <i>EBS</i> volume?"


@pytest.fixture(autouse=True)
def _learned_once(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    learn_once(monkeypatch, tmp_path_factory.getbasetemp())


async def page(http: httpx.AsyncClient, path: str) -> str:
    answer = await http.get(path, headers=HTML)
    assert answer.status_code == 200, f"{path}: {answer.text[:500]}"
    name, mark, words = path.partition("?")
    data = await http.get(f"{name}.json{mark}{words}")
    assert data.status_code == 200
    assert isinstance(data.json(), dict)
    return answer.text


async def change(http: httpx.AsyncClient, path: str, form: Mapping[str, object]) -> str:
    done = await http.post(path, data=form, headers=OWN)
    assert done.status_code == 303, done.text
    return done.headers["location"]


async def test_empty_pages_say_what_to_do() -> None:
    async with door() as http:
        assert "Nobody asked anything like that" in await page(http, "/support/talks")
        assert "Nothing is kept of this customer" in await page(http, "/support/talks?user=ann")
        assert "Nothing waits" in await page(http, "/support/review")
        assert "Nothing has been analysed yet" in await page(http, "/support/feedback")
        assert "Ask something as a customer would" in await page(http, "/support/chat")
        assert "found something, or nobody asked" in await page(http, "/support/knowledge?q=zzz&days=3")
        for path in ("talks/nobody", "chat/nobody", "review/nobody", "review/cases.yaml", "feedback?window=x"):
            assert (await http.get(f"/support/{path}", headers=HTML)).status_code == 404
        for path in ("talks?outcome=odd", "talks?day=x", "knowledge?days=0", "review?state=odd"):
            assert (await http.get(f"/support/{path}", headers=HTML)).status_code == 400


async def test_from_a_question_to_a_golden_case() -> None:
    async with door() as http:
        reply = (await http.post("/query", json={"query": ASKED, "user_id": "ann@x"})).json()
        said = {"interaction_id": reply["interaction_id"], "rating": 1, "comment": "<b>useless</b>"}
        await http.post("/feedback", json=said)
        listed = await page(http, "/support/talks")
        assert "How do I enlarge an &lt;i&gt;EBS&lt;/i&gt; volume?" in listed
        assert "/support/talks?user=ann%40x" in listed
        assert "Nobody asked anything like that" in await page(http, "/support/talks?outcome=blocked")
        talk = await page(http, f"/support/talks/{reply['session_id']}")
        assert "1 of 5" in talk
        assert "&lt;b&gt;useless&lt;/b&gt;" in talk
        assert "ec2/resize-volume.md" in await page(http, "/support/knowledge?q=How+do+I+enlarge+an+EBS+volume")
        await change(http, "/support/feedback/analyse", {"days": 7})
        feedback = await page(http, "/support/feedback")
        assert "1 question in 1 conversation" in feedback
        one = f"/support/review/{reply['interaction_id']}"
        assert one in await page(http, "/support/review")
        assert "1 answer to review" in (await http.get("/", headers=HTML)).text
        assert "It must cite" in await page(http, one)
        taken = {"action": "answer", "cites": ["1"], "mention": "growpart|resize2fs\n\nmodify"}
        assert await change(http, f"{one}/take", taken) == "/support/review"
        cases = (await http.get("/support/review/cases.yaml", headers=HTML)).text
        assert "growpart|resize2fs" in cases
        assert "taken by" in await page(http, one)
        refused = await http.post(f"{one}/reject", data={"reason": "no"}, headers=OWN | HTML)
        assert (refused.status_code, "already" in refused.text) == (400, True)


async def test_the_chat_streams_takes_feedback_and_shows_who_was_asked_for() -> None:
    async with door() as http:
        assert (await http.post("/support/chat/say", data={"query": "x"})).status_code == 403  # from who knows where
        heard = await http.post("/support/chat/say", data={"query": ASKED}, headers=OWN)
        assert heard.headers["content-type"].startswith("text/event-stream")
        events = [json.loads(one.partition("data: ")[2]) for one in heard.text.split("\n\n") if one]
        session, whole = events[0]["session_id"], events[-1]
        assert "".join(one.get("text", "") for one in events[1:-1]) == whole["answer"]
        path = f"/support/chat/{session}"
        assert whole["interaction_id"] in await page(http, path)
        rated = await change(http, "/support/chat/rate", {"interaction_id": whole["interaction_id"], "thumbs": "down"})
        assert rated == path
        assert (
            await change(http, "/support/chat", {"query": "I want to talk to a person", "session_id": session}) == path
        )
        now = await http.get(f"{path}/now", headers=HTML)
        assert "A person was asked for" in now.text
        same = await http.get(f"{path}/now", headers=HTML | {"if-none-match": now.headers["etag"]})
        assert same.status_code == 304
        other = (await http.post("/query", json={"query": "How do I resize an instance?", "user_id": "ann"})).json()
        for where in (f"/support/chat/{other['session_id']}", f"/support/chat/{other['session_id']}/now"):
            assert (await http.get(where, headers=HTML)).status_code == 404
        taken = await http.post("/support/chat", data={"query": "x", "session_id": other["session_id"]}, headers=OWN)
        assert taken.status_code == 404
        assert "support/chat/say" in (await http.get("/audit.json")).text
        await change(http, "/support/feedback/analyse", {"days": 7})
        found = (await http.get("/support/feedback.json")).json()["analysis"]
        assert found["answers"] == 1  # the team's own are not counted
