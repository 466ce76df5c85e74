"""The person's side of support over HTTP."""

import asyncio
from typing import Any

import httpx
import pytest
from fakes.door import bearer, door

BILL = "Why was I charged twice on my bill?"


async def _ask(http: httpx.AsyncClient, query: str, session_id: str | None = None) -> dict[str, Any]:
    answer = await http.post("/query", json={"query": query, "session_id": session_id, "user_id": "ann"})
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def test_a_person_takes_a_conversation_and_gives_it_back() -> None:
    async with door() as http:
        handed = await _ask(http, BILL)
        session_id, escalation_id = handed["session_id"], handed["escalation"]["escalation_id"]
        assert "duty" in handed["answer"]
        (waiting,) = (await http.get("/support/escalations")).json()["escalations"]
        assert (waiting["escalation_id"], waiting["state"], waiting["user_id"]) == (escalation_id, "open", "ann")
        assert (waiting["reason"], waiting["intent"], waiting["question"]) == ("billing", "billing", BILL)
        # Until somebody takes it, the assistant goes on with what it can answer.
        assert (await _ask(http, "How do I enlarge an EBS volume?", session_id))["outcome"] == "answered"
        again = await _ask(http, BILL, session_id)
        assert (again["outcome"], again["escalation"]["escalation_id"]) == ("escalated", escalation_id)

        at = f"/support/escalations/{escalation_id}"
        assert (await http.post(f"{at}/take", json={"name": "Ana"})).json()["holder"] == "Ana"
        held = await _ask(http, "How do I enlarge an EBS volume?", session_id)
        assert (held["outcome"], held["reason"], "Ana" in held["answer"]) == ("escalated", "with_person", True)
        late = await http.post(f"{at}/reply", json={"text": "mine", "name": "Bob"})
        assert (late.status_code, "Ana has escalation" in late.json()["detail"]) == (409, True)
        said = await http.post(f"{at}/reply", json={"text": "I credited it; write to ann@acme.co", "name": "Ana"})
        assert said.json()["state"] == "replied", said.text
        read = (await http.get(f"/sessions/{session_id}")).json()["turns"]
        assert (read[-1]["author"], read[-1]["name"]) == ("person", "Ana")
        assert read[-1]["reply"]["answer"] == "I credited it; write to [email]"

        assert (await http.post(f"{at}/resolve", json={"name": "Ana", "note": "credit"})).json()["resolved_by"]
        after = await _ask(http, BILL, session_id)
        assert after["outcome"] != "escalated"  # the same matter is not handed over again by itself
        asked_for = await _ask(http, "I want to talk to a human being", session_id)
        assert asked_for["escalation"]["escalation_id"] != escalation_id
        assert asked_for["escalation"]["actor"] == "customer"
        history = (await http.get(at)).json()
        assert [one["what"] for one in history["events"]] == [
            "opened", "asked_again", "taken", "asked_again", "replied", "resolved",
        ]  # fmt: skip
        over = await http.post(f"{at}/take", json={"name": "Bob"})
        assert (over.status_code, "was resolved by Ana" in over.json()["detail"]) == (400, True)


async def test_two_people_at_once_one_has_it_and_the_other_is_told_who() -> None:
    async with door() as http:
        at = f"/support/escalations/{(await _ask(http, BILL))['escalation']['escalation_id']}"
        names = [f"p{number}" for number in range(6)]
        answers = await asyncio.gather(*(http.post(f"{at}/take", json={"name": name}) for name in names))
        (winner,) = [answer.json()["holder"] for answer in answers if answer.status_code == 200]
        others = [answer for answer in answers if answer.status_code == 409]
        assert len(others) == 5
        assert all(f"{winner} has escalation" in answer.json()["detail"] for answer in others)
        taken_over = await http.post(f"{at}/take", json={"name": "p9", "instead_of": winner})
        assert taken_over.json()["holder"] == "p9"


async def test_questions_and_replies_at_once_lose_no_message() -> None:
    async with door() as http:
        handed = await _ask(http, BILL)
        at = f"/support/escalations/{handed['escalation']['escalation_id']}"
        await http.post(f"{at}/take", json={"name": "Ana"})
        replies = (http.post(f"{at}/reply", json={"text": f"reply {n}", "name": "Ana"}) for n in range(5))
        questions = (_ask(http, f"question {n} about my volume", handed["session_id"]) for n in range(5))
        done = await asyncio.gather(*replies, *questions)
        assert all(one.status_code == 200 for one in done[:5] if isinstance(one, httpx.Response))
        turns = (await http.get(f"/sessions/{handed['session_id']}")).json()["turns"]
        assert len(turns) == 11
        assert {turn["reply"]["answer"] for turn in turns if turn["author"] == "person"} == {
            f"reply {n}" for n in range(5)
        }


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("nobody/take", {"name": "Ana"}, 404),
        ("{id}/take", {"name": ""}, 422),
        ("{id}/reply", {"text": "   ", "name": "Ana"}, 422),
        ("{id}/reply", {"text": "the key is AK" + "IA" + "ABCDEFGHIJKLMNO7"}, 400),
        ("{id}/reply", {"text": "x", "more": 1}, 422),
        ("{id}/resolve", {"note": "x" * 2_001}, 422),
    ],
)
async def test_what_cannot_be_done_is_said(path: str, body: dict[str, str], status: int) -> None:
    async with door() as http:
        escalation_id = (await _ask(http, BILL))["escalation"]["escalation_id"]
        answer = await http.post(f"/support/escalations/{path.replace('{id}', escalation_id)}", json=body)
        assert answer.status_code == status, answer.text
        assert "ABCDEFGHIJKLMNO7" not in answer.text


async def test_a_customer_reads_no_key_where_nobody_is_named() -> None:
    key = await bearer("run")
    async with door(open_to_loopback=False) as http:
        http.headers.update(key)
        at = f"/support/escalations/{(await _ask(http, BILL))['escalation']['escalation_id']}"
        taken = (await http.post(f"{at}/take", json={})).json()
        assert taken["holder"] == "test"
        assert "(key " in taken["events"][-1]["by"]


async def test_every_route_needs_a_key_or_this_machine() -> None:
    async with door(open_to_loopback=False) as http:
        assert (await http.get("/support/escalations")).status_code == 401
        for what in ("take", "reply", "resolve"):
            assert (await http.post(f"/support/escalations/x/{what}", json={"text": "x"})).status_code == 401
