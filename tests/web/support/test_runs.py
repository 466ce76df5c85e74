"""Files of questions over HTTP."""

import asyncio
from pathlib import Path

import pytest
from fakes.door import bearer, door

KEY = "AK" + "IA" + "ABCDEFGHIJKLMNO7"
QUESTIONS = f"How do I enlarge an EBS volume?\nwhy is {KEY} inactive?\nhello\n"


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))


@pytest.mark.wire
async def test_a_file_is_taken_in_answered_and_its_replies_are_read_page_by_page(tmp_path: Path) -> None:
    async with door() as http:
        started = await http.post("/support/runs?name=asked.txt", content=QUESTIONS)
        assert started.status_code == 202, started.text
        said = started.json()
        assert (said["questions"], said["rejected"]) == (3, 0)
        where = f"/support/runs/{said['upload_id']}"
        for _ in range(1200):
            found = (await http.get(where)).json()
            if found["status"] == "complete":
                break
            await asyncio.sleep(0.2)
        assert [one["outcome"] for one in found["replies"]] == ["answered", "blocked", "answered"]
        first = (await http.get(f"{where}?limit=2")).json()
        rest = (await http.get(f"{where}?limit=2&after={first['next']}")).json()
        assert [one["line"] for one in (*first["replies"], *rest["replies"])] == [1, 2, 3]
        assert rest["next"] is None
        again = await http.post("/support/runs?name=asked.txt", content=QUESTIONS)
        while again.status_code == 409:  # the run has not let go of the upload yet
            await asyncio.sleep(0.2)
            again = await http.post("/support/runs?name=asked.txt", content=QUESTIONS)
        assert again.json() == said | {"status": "complete"}
    assert KEY.encode() not in b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())


async def test_what_cannot_be_used_is_refused_in_one_line() -> None:
    async with door() as http:
        refused = await http.post("/support/runs", content=b"\n\n")
        assert (refused.status_code, refused.json()["detail"]) == (400, "questions.txt holds no question")
        assert (await http.get("/support/runs/nobody")).status_code == 404


async def test_it_takes_a_key_that_may_run() -> None:
    async with door(open_to_loopback=False) as http:
        assert (await http.post("/support/runs", content=QUESTIONS)).status_code == 401
        reader = await bearer("read")
        assert (await http.post("/support/runs", content=QUESTIONS, headers=reader)).status_code == 403
