"""Findings and actions at the pages: seen, decided about, and nothing sent by a click."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.door import door

from schemas.outbox import OutboxEntry
from schemas.registry import instant
from schemas.revenue.request import RevenueRequest
from tasks.bulk.place import open_place
from tasks.outbox.outbox import open_outbox
from tasks.outbox.waiting import propose
from tasks.revenue.demo.generate import generate
from tasks.revenue.intake import analysed

HTML = {"accept": "text/html"}
OWN = {"sec-fetch-site": "same-origin"}


@pytest.fixture
def warehouse(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("REVIVE_SOURCE_ROOTS", str(tmp_path / "data"))
    generate(3, tmp_path / "data" / "warehouse", 150)
    return tmp_path / "data" / "warehouse"


async def test_what_somebody_says_of_a_finding(warehouse: Path) -> None:
    async with door() as http:
        assert "Nothing is open here" in (await http.get("/revenue", headers=HTML)).text
        asked = RevenueRequest(analysis="A4", warehouse=str(warehouse), max_findings=3)
        await analysed(await open_place("local"), asked, "analysis_20261129_120000")
        listed = (await http.get("/revenue.json?analysis=A4")).json()["findings"]
        assert len(listed) == 3
        path = f"/revenue/found/{listed[0]['finding_id']}"
        page = (await http.get("/revenue", headers=HTML)).text
        assert path in page
        assert str(listed[0]["account_name"] or listed[0]["subject"]["id"]) in page
        for what, form in (
            ("status", {"status": "acknowledged", "note": "<i>mine</i>"}),
            ("snooze", {"until": "2099-01-01"}),
            ("wrong", {"note": "<i>no</i>"}),
        ):
            done = await http.post(f"{path}/{what}", data=form, headers=OWN)
            assert done.status_code == 303, done.text
        page = (await http.get(path, headers=HTML)).text
        assert "&lt;i&gt;no&lt;/i&gt;" in page
        assert "<i>no" not in page
        assert "It is a finding after all" in page
        assert len((await http.get("/revenue.json")).json()["findings"]) == 2
        assert len((await http.get("/revenue.json?everything=true")).json()["findings"]) == 3
        assert (await http.post(f"{path}/status", data={"status": "odd"}, headers=OWN)).status_code == 400
        assert (await http.get("/revenue/found/nobody", headers=HTML)).status_code == 404


async def test_an_action_waits_for_a_person_and_is_decided_once() -> None:
    now = instant(datetime.now(UTC))
    entry = OutboxEntry(
        action_id="a1", system="revenue", about="Acme", state="proposed", claimed_at=now, changed_at=now,
        proposed_by="nightly",
    )  # fmt: skip
    async with door() as http:
        async with open_outbox((await open_place("local")).environment) as records:
            assert await propose(records, [entry])
        assert "1 action to approve" in (await http.get("/", headers=HTML)).text
        assert "Approve" in (await http.get("/revenue/actions", headers=HTML)).text
        said = {"approve": "false", "note": "not this one"}
        assert (await http.post("/revenue/actions/a1/decide", data=said, headers=OWN)).status_code == 303
        (shown,) = (await http.get("/revenue/actions.json")).json()["actions"]
        assert (shown["state"], shown["approved_by"] != "") == ("rejected", True)
        assert (await http.post("/revenue/actions/a1/decide", data=said, headers=OWN)).status_code == 400
