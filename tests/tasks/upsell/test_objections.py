"""A complaint or a no that stands in another upload than the event holds it, until a newer event says otherwise."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fakes.upsell_runs import CONTEXT, NOW, entries, event, upsell, write_events

from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from schemas.upsell.event import Event
from schemas.upsell.run import UpsellParams
from tasks.bulk.ledger import Ledger
from tasks.bulk.place import open_place
from tasks.upsell.eligibility import hold_of
from tasks.upsell.fitting import fitting
from tasks.upsell.objection_table import forget_complaints, note_objections, read_objections
from tasks.upsell.system import UPSELL
from tasks.upsell.transform import Read, transform

ISSUE = {"recent_issue": "The technician broke a vase."}


def on(day: int, **said: Any) -> dict[str, Any]:
    return {"occurred_at": f"2026-11-{day}T10:00:00Z", **said}


def read(number: int, **said: Any) -> Event:
    found = transform(event(number, **said), NOW)
    assert isinstance(found, Read)
    return found.event


async def held(*events: Event) -> list[str | None]:
    """The codes of the holds of events that other uploads know nothing of but what was told."""
    known = replace(CONTEXT.known, objections=await read_objections(await open_place("local"), NOW))
    holds = [hold_of(one, fitting(one, known.catalogue), known, written=False) for one in events]
    return [None if hold is None else hold.code for hold in holds]


TOLD: list[tuple[dict[str, Any], str | None]] = [
    (on(19, **ISSUE, customer={"id": "c0"}), "open_complaint"),  # known by the id alone
    (on(17, **ISSUE, customer={"id": "other", "email": "Ann1@Mail.example"}), "open_complaint"),  # by the address
    (on(19, event_type="message_outcome", outcome={"message_event_id": "x", "kind": "complained"}), "opted_out"),
    (on(19, email_opt_out="yes"), "opted_out"),
    (on(19, service={"type": "Visit", "date": "2026-11-18", "notes": "Do not contact me again."}), "opted_out"),
    (on(19, recent_issue=False, email_opt_out="no"), None),
    (on(19, customer={"id": "c6"}, **ISSUE), None),  # from another source: an id is unique only for who sent it
]


async def test_what_another_upload_told_of_a_customer_holds() -> None:
    place = await open_place("local")
    told = [read(number, event_id=f"t{number}", **said) for number, (said, _) in enumerate(TOLD)]
    told[6] = told[6].model_copy(update={"source": "elsewhere"})
    for _ in range(2):  # the same once more changes nothing
        await note_objections(place, told)
    assert await held(*map(read, range(len(TOLD)))) == [code for _, code in TOLD]


async def test_a_newer_event_ends_it_and_an_older_one_does_not() -> None:
    place = await open_place("local")
    over = {"recent_issue": False, "accepts_marketing": "yes"}
    await note_objections(place, [read(number, **on(17, **ISSUE, accepts_marketing="no")) for number in range(4)])
    await note_objections(place, [read(0, **on(18, **over)), read(1, **on(16, **over))])
    found = await held(read(0), read(1), read(2, **over), read(3, **on(16, **over)))
    assert found == [None, "opted_out", None, "opted_out"]


async def test_a_complaint_holds_for_ninety_days_and_a_no_for_good() -> None:
    place = await open_place("local")
    await note_objections(place, [read(1, **on(17, **ISSUE, email_opt_out="yes"))])
    later = await read_objections(place, datetime(2027, 2, 16, tzinfo=UTC))
    assert [len(of_kind) for of_kind in later.of.values()] == [0, 2]


async def test_of_who_is_erased_the_no_stays_and_the_complaint_goes() -> None:
    place = await open_place("local")
    await note_objections(place, [read(1, **ISSUE, email_opt_out="yes")])
    address = (await open_address_hash(place.store)).of("ann1@mail.example")
    assert await forget_complaints(place, address)
    left = await read_objections(place, NOW)
    assert ([*left.of["complaint"]], address in left.of["opt_out"]) == ([], True)


async def test_a_complaint_that_comes_after_a_run_holds_when_it_is_exported_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tasks.upsell.intake.start_gate", lambda _suite: None)
    source = write_events(tmp_path / "a.jsonl", event(1), event(2), event(3, **ISSUE))
    first, place = await upsell(UpsellParams(source=source)), await open_place("local")
    ledger: Ledger[Any, Any] = Ledger(place.store, Upload.of(first), UPSELL)
    await ledger.look()
    records = {one.key: one async for one in ledger.all_records(range(first.batches))}
    assert records["e3"].features["satisfaction_latest"] == 5.0  # what a hold rests on is kept as well
    await note_objections(place, [read(2, event_id="late", **on(19, **ISSUE))])
    await upsell(UpsellParams(source=source))
    found = await entries(first)
    assert (found["e1"]["decision"], found["e2"]["hold"]) == ("approved", "open_complaint")
    assert found["e2"]["reason"] == "event late of 2026-11-19 reports an issue, and no newer one closes it"
