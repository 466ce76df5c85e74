"""Decisions over HTTP: the commands' words and checks, recorded with the key's name, harmless when repeated."""

import asyncio
import json
import os
from pathlib import Path
from typing import Any

import pytest
from conftest import HEADER, Bedrock
from fakes.door import bearer, door
from fakes.small_uploads import small_upload

ROWS = (
    "ann,ann@a.example,Company A,growth,90,2026-03-01,Too expensive",
    "ben,ben@b.example,Company B,growth,80,2026-03-01,Too expensive",
)
EDIT = {"upload_id": "u", "customer_id": "ann", "email": 2, "subject": "Which part did you never use?"}
AGAIN = {"upload_id": "u", "customer_id": "ann", "instruction": "Ask what they use now, and nothing else."}


def stored(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(os.environ["REVIVE_HOME"]) / f"results/u/{name}.json").read_bytes())
    return found


@pytest.fixture
async def upload(bedrock: Bedrock, tmp_path: Path) -> Bedrock:
    """Two customers whose emails wait for a person."""
    await small_upload(tmp_path, HEADER, ROWS, min_confidence=100)
    return bedrock


@pytest.mark.usefixtures("upload")
async def test_an_approval_says_whose_key_it_was_and_twice_is_once() -> None:
    async with door(open_to_loopback=False) as http:
        http.headers.update(await bearer("run"))
        first = await http.post("/approve", json={"upload_id": "u", "customer_ids": ["ann"]})
        kept = stored("approvals")
        again = await http.post("/approve", json={"upload_id": "u", "customer_ids": ["ann"]})
    assert (first.status_code, again.status_code) == (200, 200)
    assert first.json()["message"].startswith("1 customer approved by test (key ")
    assert again.json()["message"].startswith("0 customers approved")
    assert stored("approvals") == kept
    assert kept["ann"]["by"].startswith("test (key ")
    assert stored("status")["review"] == 1


@pytest.mark.usefixtures("upload")
async def test_an_edit_is_checked_and_the_same_text_again_keeps_who_wrote_it() -> None:
    async with door() as http:
        first = await http.post("/edit", json=EDIT)
        kept = stored("edits")
        http.headers.update(await bearer("run"))
        again = await http.post("/edit", json=EDIT)
        refused = await http.post("/edit", json=EDIT | {"subject": "Get 90% off today, guaranteed!"})
        empty = await http.post("/edit", json={"upload_id": "u", "customer_id": "ann", "email": 2})
    assert first.json()["message"].startswith("ann: email 2 is as this machine wrote it")
    assert again.json() == first.json()
    assert stored("edits") == kept
    assert (refused.status_code, empty.status_code) == (400, 400)
    assert refused.headers["content-type"] == "application/problem+json"
    assert "email 2 stays as it was" in refused.json()["detail"]
    assert refused.json()["exit_code"] == 2
    assert empty.json()["detail"] == "give subject, body or cta"


async def test_emails_written_anew_are_paid_for_once(upload: Bedrock) -> None:
    paid = upload.paid
    async with door() as http:
        first = await http.post("/regenerate", json=AGAIN)
        again = await http.post("/regenerate", json=AGAIN)
    assert (first.status_code, upload.paid) == (200, paid + 1)
    assert "as this machine asked" in first.json()["message"]
    assert "nothing was paid" in again.json()["message"]
    assert stored("instructions")["ann"]["by"] == "this machine"


async def test_two_at_once_are_one_and_a_conflict_that_may_be_repeated(upload: Bedrock) -> None:
    paid = upload.paid
    async with door() as http:
        answers = await asyncio.gather(*(http.post("/regenerate", json=AGAIN) for _ in range(3)))
        assert {one.status_code for one in answers} <= {200, 409}
        assert (await http.post("/regenerate", json=AGAIN)).status_code == 200
    assert upload.paid == paid + 1


WRONG: list[tuple[str, dict[str, Any], int, str]] = [
    ("/approve", {"upload_id": "nobody"}, 404, "there is no upload nobody"),
    ("/approve", {"upload_id": "u", "customer_ids": ["zoe"]}, 400, "has no result of customer zoe"),
    ("/approve", {"upload_id": "u", "min_confidence": 101}, 422, "body.min_confidence"),
    ("/approve", {"upload_id": "u", "by": "the boss"}, 422, "body.by: Extra inputs"),
    ("/edit", EDIT | {"customer_id": "zoe"}, 400, "has no customer zoe"),
    ("/edit", EDIT | {"email": 4}, 422, "body.email"),
    ("/regenerate", AGAIN | {"instruction": " "}, 400, "--instruction"),
    ("/regenerate", AGAIN | {"max_cost_usd": 0}, 422, "body.max_cost_usd"),
    ("/regenerate", AGAIN | {"max_cost_usd": 1e-9}, 402, "the next call may cost up to"),
]


@pytest.mark.usefixtures("upload")
async def test_what_cannot_be_done_is_said_as_the_command_says_it() -> None:
    async with door() as http:
        for path, asked, status, said in WRONG:
            answer = await http.post(path, json=asked)
            assert (answer.status_code, said in answer.json()["detail"]) == (status, True), (asked, answer.text)


@pytest.mark.parametrize("path", ["/approve", "/edit", "/regenerate"])
async def test_who_may_only_read_decides_nothing(path: str) -> None:
    async with door(open_to_loopback=False) as http:
        answer = await http.post(path, json={"upload_id": "u"}, headers=await bearer("read"))
    assert answer.status_code == 403
