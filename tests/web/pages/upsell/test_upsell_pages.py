"""Upsell at the pages: what became of events, dead letters tried again by who may, features as of a day."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes.door import bearer, door
from fakes.upsell_runs import event, upsell, write_events

from blocks.queue.open_queue import open_queue
from schemas.upsell.features import FeaturesParams
from schemas.upsell.run import UpsellParams
from tasks.bulk.place import open_place
from tasks.upsell.accepting import accept
from tasks.upsell.nightly import build_night

HTML = {"accept": "text/html"}
OWN = {"sec-fetch-site": "same-origin"}
LOOKED_FOR: list[tuple[str, list[str]]] = [
    ("search=C3", ["e3"]),
    ("search=rude", ["e/2 ä"]),
    ("search=%25", []),
    ("hold=open_complaint", ["e/2 ä"]),
    ("decision=approved&item=rodent-exclusion&search=ann3@", ["e3"]),
    ("after=0", ["e/2 ä", "e3"]),
    ("before=2", ["e1", "e/2 ä"]),
]
ODD = {"event_id": "<b>odd</b>/1", "event_type": "service_completed"}


async def test_events_their_fate_and_what_led_to_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.upsell.intake.start_gate", lambda _suite: None)
    issue = event(2, recent_issue="<i>rude</i> visit", event_id="e/2 ä")
    status = await upsell(UpsellParams(source=write_events(tmp_path / "a.jsonl", event(1), issue, event(3))))
    path = f"/upsell/{status.upload_id}"
    async with door() as http:
        assert path in (await http.get("/upsell", headers=HTML)).text
        shown = (await http.get(f"{path}.json")).json()["events"]
        assert [row["event_id"] for row in shown["rows"]] == ["e1", "e/2 ä", "e3"]
        assert shown["fates"][0] == {"decision": "approved", "hold": None, "events": 2}
        for words, ids in LOOKED_FOR:
            found = (await http.get(f"{path}.json?{words}")).json()["events"]
            assert [row["event_id"] for row in found["rows"]] == ids, words
        page = (await http.get(path, headers=HTML)).text
        assert "&lt;i&gt;rude" in page
        held = f"{path}/events/{shown['rows'][1]['name']}"
        assert held in page
        page = (await http.get(held, headers=HTML)).text
        assert "nothing is paid for an event on hold" in page
        assert "<i>rude" not in page
        page = (await http.get(f"{path}/events/e1", headers=HTML)).text
        assert "Draft 1 of 1" in page
        assert "Rodent Exclusion" in page
        one = (await http.get(f"{path}/events/e1.json")).json()
        assert (one["decision"], one["attempts"][0]["verdict"]["output"]["approved"]) == ("approved", True)
        assert f"{path}/events/e1" in (await http.get("/upsell?find=e1", headers=HTML)).text
        assert "No upload has an event of this id" in (await http.get("/upsell?find=e9", headers=HTML)).text
        for nowhere in ("/upsell/nothing", f"{path}/events/e9", "/upsell/..%2f..%2fetc"):
            assert (await http.get(nowhere, headers=HTML)).status_code == 404
        assert (await http.get(f"{path}?hold=odd", headers=HTML)).status_code == 400
        assert "No features have been built yet" in (await http.get("/upsell/features?customer=c1", headers=HTML)).text
        assert (await http.get("/upsell/features?as_of=soon", headers=HTML)).status_code == 400


@pytest.mark.wire
async def test_what_was_known_of_a_customer_as_of_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tasks.upsell.intake.start_gate", lambda _suite: None)
    await upsell(UpsellParams(source=write_events(tmp_path / "a.jsonl", event(1))))
    await build_night(FeaturesParams(), "local")
    async with door() as http:
        for as_of, points in (("", 5.0), (f"{datetime.now(UTC).date()}", 5.0), ("2026-11-01", None)):
            asked = (await http.get(f"/upsell/features.json?customer=c1&as_of={as_of}")).json()
            assert {one["name"]: one["value"] for one in asked["features"]}["satisfaction_latest"] == points
        assert "points of visits" in (await http.get("/upsell/features?customer=c1", headers=HTML)).text
        assert "knows no customer" in (await http.get("/upsell/features?customer=c9", headers=HTML)).text


async def test_dead_letters_are_counted_before_they_are_tried_again() -> None:
    place = await open_place("local")
    async with open_queue(place.environment, "upsell") as queue:
        await accept(queue, json.dumps(ODD).encode())
        await accept(queue, json.dumps(event(1)).encode())
        leased = {one.message.id: one for one in await queue.lease(9, 60)}
        await queue.dead_letter([leased[ODD["event_id"]]], "no_customer_id", "customer.id is missing")
    async with door() as http:
        assert "upsell: 1 dead letter" in (await http.get("/", headers=HTML)).text
        now = (await http.get("/upsell.json")).json()["queue"]
        assert (now["waiting"] + now["leased"], now["dead"], bool(now["oldest_at"])) == (1, 1, True)
        page = (await http.get("/upsell/dead", headers=HTML)).text
        assert "&lt;b&gt;odd" in page
        assert "<b>odd" not in page
        letter = (await http.get("/upsell/dead/letters/%3Cb%3Eodd%3C/b%3E%2F1", headers=HTML)).text
        assert "service_completed" in letter
        assert (await http.get("/upsell/dead/letters/none", headers=HTML)).status_code == 404
        assert "There is none" in (await http.get("/upsell/dead/redrive?reason=other", headers=HTML)).text
        page = (await http.get("/upsell/dead/redrive?reason=no_customer_id", headers=HTML)).text
        assert "1 dead letter" in page
        assert (await http.get("/upsell.json")).json()["queue"]["dead"] == 1
        done = await http.post("/upsell/dead/redrive", data={"reason": "no_customer_id"}, headers=OWN)
        assert done.status_code == 303
        assert (await http.get("/upsell.json")).json()["queue"]["dead"] == 0
        audit = (await http.get("/audit", headers=HTML)).text
        assert "have dead letters tried again" in audit
    async with door(open_to_loopback=False) as http:
        said = await http.post("/upsell/dead/redrive", headers=OWN | await bearer("read"))
        assert said.status_code == 403
