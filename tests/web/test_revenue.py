from pathlib import Path

import pytest
from fakes.door import door

from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import open_place
from tasks.bulk.starting import Children
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
    monkeypatch.setattr("web.revenue.start_deployment", no_server)
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
