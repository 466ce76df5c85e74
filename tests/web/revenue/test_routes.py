from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from fakes.door import bearer, door

from blocks.records.table import Put
from schemas.outbox import OutboxEntry
from schemas.registry import instant
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import open_place
from tasks.bulk.starting import Children
from tasks.outbox.outbox import OUTBOX, entry_row, open_outbox, parsed_entry
from tasks.outbox.waiting import propose
from tasks.revenue.demo.generate import generate
from tasks.revenue.intake import analysed


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIVE_SOURCE_ROOTS", str(tmp_path / "data"))
    folder = tmp_path / "data" / "warehouse"
    generate(3, folder, 150)
    return folder


async def test_a_run_is_started_and_its_findings_are_read(warehouse: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[list[str]] = []

    async def start(_children: object, _session: str, _name: str, arguments: list[str]) -> bool:
        started.append(arguments)
        return True

    async def no_server(*_: object) -> bool:
        return False

    monkeypatch.setattr(Children, "start", start)
    monkeypatch.setattr("web.revenue.runs.start_deployment", no_server)
    async with door() as http:
        asked = {"analysis": "A4", "warehouse": str(warehouse), "max_findings": 3}
        answer = await http.post("/revenue/run", json=asked)
        assert answer.status_code == 202
        session = answer.json()["session_id"]
        assert started[0][:2] == ["revenue", "run"]
        assert {"--session", session, "--max", "3", "A4"} <= set(started[0])
        assert (await http.get(f"/revenue/sessions/{session}")).status_code == 404
        result = await analysed(await open_place("local"), RevenueRequest.model_validate(asked), session)
        found = (await http.get(f"/revenue/sessions/{session}")).json()
        assert (found["analysis"], len(found["findings"]), found["partial"]) == ("A4", 3, False)
        followed = (await http.get("/revenue/findings", params={"analysis": "A4"})).json()
        assert {one["finding_id"] for one in followed} == {one.finding_id for one in result.findings}
        one = followed[0]["finding_id"]
        said = await http.post(f"/revenue/findings/{one}/status", json={"status": "acknowledged", "note": "mine"})
        stands = said.json()
        assert (stands["status"], stands["decided_by"]) == ("acknowledged", "this machine")
        assert (await http.post(f"/revenue/findings/{one}/wrong", json={"note": "no"})).json()["wrong"]
        assert (await http.post(f"/revenue/findings/{one}/snooze", json={"until": "2020-01-01"})).status_code == 400
        assert len((await http.get("/revenue/findings")).json()) == 2
        assert len((await http.get("/revenue/findings", params={"all": True})).json()) == 3
        shown = (await http.get(f"/revenue/findings/{one}")).json()
        assert (len(shown["sightings"]), shown["history"][-1]["what"]) == (1, "wrong: no")
        assert (await http.get("/revenue/findings/nobody")).status_code == 404
        assert (await http.post("/revenue/findings/nobody/status", json={"status": "new"})).status_code == 404
        away = await http.post("/revenue/run", json=asked | {"connect": ["salesforce"]})
        assert (away.status_code, "salesforce is not connected here" in away.json()["detail"]) == (400, True)
        assert (await http.post("/revenue/run", json=asked | {"connect": ["oracle"]})).status_code == 422
        elsewhere = await http.post("/revenue/run", json=asked | {"warehouse": "/etc"})
        assert (elsewhere.status_code, "outside of what" in elsewhere.json()["detail"]) == (400, True)
        missing = await http.post("/revenue/run", json=asked | {"warehouse": str(warehouse / "none")})
        assert missing.status_code == 400


async def test_a_question_is_answered_with_its_queries_and_rows(warehouse: Path) -> None:
    async with door() as http:
        asked = {"question": "How many accounts are there by segment?", "warehouse": str(warehouse)}
        answer = await http.post("/revenue/ask", json=asked)
        assert answer.status_code == 200, answer.text
        said = answer.json()
        assert (said["status"], said["verified"], said["partial"]) == ("answered", True, False)
        chunk = said["queries"][0]["chunks"][0]
        assert sum(row[1] for row in chunk["results"]) == 150
        assert (chunk["chunked"], chunk["total_rows"], chunk["total_chunks"]) == (False, 4, 1)
        elsewhere = await http.post("/revenue/ask", json=asked | {"warehouse": "/etc"})
        assert (elsewhere.status_code, "outside of what" in elsewhere.json()["detail"]) == (400, True)
        assert (await http.post("/revenue/ask", json=asked | {"question": ""})).status_code == 422


@pytest.fixture
async def proposed() -> AsyncIterator[tuple[httpx.AsyncClient, str]]:
    now = instant(datetime.now(UTC))
    entry = OutboxEntry(
        action_id="a1", system="revenue", about="Acme", state="proposed", claimed_at=now, changed_at=now,
        proposed_by="nightly",
    )  # fmt: skip
    async with door() as http:
        async with open_outbox((await open_place("local")).environment) as records:
            other = entry.model_copy(update={"action_id": "b1", "system": "monitoring"})
            assert await propose(records, [entry, other])
        yield http, "/revenue/outbox/a1"


async def test_an_action_is_approved_over_http_once_and_it_is_on_the_audit(
    proposed: tuple[httpx.AsyncClient, str],
) -> None:
    http, path = proposed
    assert [one["action_id"] for one in (await http.get("/revenue/outbox?state=proposed")).json()] == ["a1"]
    assert (await http.get("/revenue/outbox/b1")).status_code == 404  # another system's
    done = await http.post(f"{path}/approve", json={"note": "go"})
    assert (done.status_code, done.json()["state"], done.json()["approved_by"]) == (200, "approved", "this machine")
    again = await http.post(f"{path}/approve", json={"note": "go again"})
    assert again.json() == done.json()  # nothing changes
    other = await http.post(f"{path}/reject", json={})
    assert (other.status_code, "is approved by this machine" in other.json()["detail"]) == (409, True)
    unknown = await http.post(f"{path}/resolve", json={"sent": True})
    assert (unknown.status_code, "only what is unknown" in unknown.json()["detail"]) == (400, True)
    assert (await http.get("/revenue/actions", headers={"accept": "text/html"})).status_code == 200  # still the page
    changes = (await http.get("/audit.json")).json()["changes"]
    assert [(one["what"], one["outcome"]) for one in changes] == [
        ("resolve an action", "refused (BadInputError)"),
        ("reject an action", "refused (ConflictError)"),
        ("approve an action", "done"),
        ("approve an action", "done"),
    ]


async def test_who_may_only_read_approves_nothing(proposed: tuple[httpx.AsyncClient, str]) -> None:
    http, path = proposed
    reader, runner = await bearer("read"), await bearer("run")
    assert (await http.get("/revenue/outbox", headers=reader)).status_code == 200
    assert (await http.post(f"{path}/approve", json={}, headers=reader)).status_code == 403
    assert (await http.post(f"{path}/reject", json={"note": "no"}, headers=runner)).json()["state"] == "rejected"


async def test_an_action_that_nobody_knew_of_is_settled(proposed: tuple[httpx.AsyncClient, str]) -> None:
    http, path = proposed
    async with open_outbox((await open_place("local")).environment) as records:
        row = await records.get(OUTBOX, "a1")
        assert row is not None
        entry = parsed_entry(row).model_copy(update={"state": "unknown"})
        await records.commit(Put(OUTBOX, entry_row(entry, row.revision + 1), row.revision))
    said = (await http.post(f"{path}/resolve", json={"sent": False})).json()
    assert (said["state"], said["resolved_by"]) == ("failed", "this machine")
    assert (await http.post(f"{path}/resolve", json={"sent": False})).json() == said
