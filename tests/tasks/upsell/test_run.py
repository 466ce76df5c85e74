"""Whole runs over files and the queue, with the rules of `offline` in place of models."""

import csv
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from fakes.upsell_runs import entries, event, upsell, write_events

from blocks.address_hash import open_address_hash
from blocks.layout import Upload
from blocks.queue.open_queue import open_queue
from blocks.registry.open_registry import open_registry
from schemas.bulk import Status
from schemas.errors import BadInputError, UnreadableFileError
from schemas.retention import RetentionParams
from schemas.upsell.features import FeaturesParams
from schemas.upsell.run import UpsellParams
from tasks.bulk.estimate import estimate_run
from tasks.bulk.place import open_place
from tasks.outreach.standing import read_standing
from tasks.privacy.erase import erase_person
from tasks.privacy.retention import delete_old
from tasks.upsell.accepting import accept
from tasks.upsell.catalogue_check import check_catalogue
from tasks.upsell.decisions import open_decisions
from tasks.upsell.features.build import feature_bundles
from tasks.upsell.features.reading import open_features
from tasks.upsell.nightly import build_night
from tasks.upsell.system import UPSELL


@pytest.fixture(autouse=True)
def _no_gate(monkeypatch: pytest.MonkeyPatch) -> None:
    """The data counts as good in these runs, so nothing has to load what would judge it."""
    monkeypatch.setattr("tasks.upsell.intake.start_gate", lambda _suite: None)
    monkeypatch.setattr("tasks.upsell.queued.start_gate", lambda _suite: None)


def rows(status: Status) -> list[dict[str, str]]:
    with Path(status.artifacts["emails"]).open(newline="") as file:
        return list(csv.DictReader(file))


async def test_the_demo_shows_messages_and_a_reason_for_everybody_else() -> None:
    status = await upsell(UpsellParams(source="demo/upsell_events.jsonl"))
    found = await entries(status)
    decisions = [one["decision"] for one in found.values()]
    assert (status.status, status.failed, status.rejected, status.skipped) == ("complete", 0, 3, 3)
    assert decisions.count("approved") >= 100
    assert status.held == len(decisions) - decisions.count("approved")
    assert {one["hold"] for one in found.values() if one["hold"]} >= {
        "stale", "no_address", "unsatisfied", "open_complaint", "payment_not_current", "opted_out", "upsold_recently",
        "same_customer", "nothing_fits", "not_for_upsell",
    }  # fmt: skip
    assert all(one["reason"] for one in found.values())
    sent = rows(status)
    assert len(sent) == decisions.count("approved")
    assert all(row["unsubscribe_link"].endswith(row["email"].replace("@", "%40")) for row in sent)
    assert all("480 Orchard Avenue" in row["text"] for row in sent)
    assert not any(re.match(r"[=+\-@]", cell) for row in sent for name, cell in row.items() if name != "email")
    table = pq.read_table(status.artifacts["parquet"])
    assert table.num_rows == len(found)
    page = Path(status.artifacts["report"]).read_text()
    assert "messages to send, as Hearthline" in page
    assert "<script" not in page
    again = await upsell(UpsellParams(source="demo/upsell_events.jsonl"))
    assert (again.upload_id, again.this_run.calls) == (status.upload_id, 0)


async def test_an_event_that_another_upload_had_is_decided_once(tmp_path: Path) -> None:
    first = await upsell(UpsellParams(source=write_events(tmp_path / "a.jsonl", event(1), event(2))))
    second = await upsell(UpsellParams(source=write_events(tmp_path / "b.jsonl", event(2), event(3))))
    found = await entries(second)
    assert (found["e2"]["decision"], found["e2"]["decided_in"]) == ("approved", first.upload_id)
    assert found["e2"]["body"] == (await entries(first))["e2"]["body"]
    assert [row["event_id"] for row in rows(second)] == ["e3"]


async def test_what_is_queued_is_taken_out_once_and_what_is_no_event_is_a_dead_letter(tmp_path: Path) -> None:
    place = await open_place("local")
    bad = {"event_id": "bad", "event_type": "service_completed"}
    async with open_queue(place.environment, "upsell") as queue:
        for sent in (event(1), event(2), bad, event(1)):
            await accept(queue, json.dumps(sent).encode())
        status = await upsell(UpsellParams(drain=True))
        found = await entries(status)
        assert found.keys() == {"e1", "e2"}
        assert [(one.message.id, one.reason) async for one in queue.dead()] == [("bad", "no_customer_id")]
        assert (await queue.depth()).open == 0
    assert (await upsell(UpsellParams(drain=True))).status == "nothing_new"
    from_file = await upsell(UpsellParams(source=write_events(tmp_path / "a.jsonl", event(1))))
    assert (await entries(from_file))["e1"]["decided_in"] == status.upload_id


async def test_a_drain_that_was_left_is_gone_on_with_before_anything_new() -> None:
    place = await open_place("local")
    async with open_queue(place.environment, "upsell") as queue:
        await accept(queue, json.dumps(event(1)).encode())
        left = await UPSELL.subjects(place, UpsellParams(drain=True))
        await accept(queue, json.dumps(event(2)).encode())
    first, second = [await upsell(UpsellParams(drain=True)) for _ in range(2)]
    assert (first.upload_id, first.status) == (left.upload_id, "complete")
    assert (await entries(second)).keys() == {"e2"}


async def test_what_became_of_a_message_is_kept_and_who_complains_is_never_written_to(tmp_path: Path) -> None:
    first = await upsell(UpsellParams(source=write_events(tmp_path / "a.jsonl", event(1), event(2))))
    told = [
        event(3, event_id="o1", event_type="message_outcome", service=None, outcome={"id": "e1", "result": "booked"}),
        event(2, event_id="o2", event_type="message_outcome", outcome={"message_event_id": "e2", "kind": "complained"}),
    ]
    told[0]["outcome"] = {"message_id": "e1", "result": "booked"}
    again = event(2, event_id="e4", occurred_at="2026-11-19T10:00:00Z")
    second = await upsell(UpsellParams(source=write_events(tmp_path / "b.jsonl", *told, again)))
    place = await open_place("local")
    async with open_decisions(place.environment) as decisions:
        kinds = {key: one.kind for key, one in (await decisions.outcomes(first.upload_id)).items()}
    assert kinds == {"e1": "accepted", "e2": "complained"}
    async with open_registry(place.environment) as registry:
        (observed,) = await registry.observations("upsell-message", "1.0.0")
    # One booked, which is worth 1, and one that complained, which is worth nothing.
    assert (observed.upload_id, observed.quality_n, observed.quality_sum) == (first.upload_id, 2, 1.0)
    assert (await entries(second))["e4"]["hold"] == "suppressed"
    address_hash = await open_address_hash(place.store)
    assert address_hash.of("ann2@mail.example") in await read_standing(place.store, address_hash)


async def test_who_is_erased_leaves_nothing_and_is_not_decided_again(tmp_path: Path) -> None:
    source = write_events(tmp_path / "a.jsonl", event(1), event(2))
    status = await upsell(UpsellParams(source=source))
    place = await open_place("local")
    async with open_queue(place.environment, "upsell") as queue:
        for number in (5, 6, 7):
            await accept(queue, json.dumps(event(1, event_id=f"e{number}")).encode())
        await accept(queue, json.dumps(event(2, event_id="e8")).encode())
        await queue.dead_letter([(await queue.lease(1, 60))[0]], "some_reason")
        for _ in range(2):
            await build_night(FeaturesParams(), "local")
        erased = await erase_person("ann1@mail.example", "local")
        assert not erased.unread
        assert [one.message.id for one in await queue.lease(9, 60)] == ["e8"]
        assert [one async for one in queue.dead()] == []
    left = [
        key
        async for key, _ in place.store.keys("upsell")
        if b"ann1@mail.example" in (content := await place.store.get(key) or b"") or b'"c1"' in content
    ]
    assert left == []
    reader = await open_features(place)
    assert (reader.timeline("c1"), reader.timeline("c2") is None) == (None, False)
    assert len(await feature_bundles(place).ids()) == 1
    assert (await entries(status)).keys() == {"e2"}
    async with open_decisions(place.environment) as decisions:
        row = (await decisions.get(["e1"]))["e1"]
    assert (row.decision, row.body, row.key) == ("erased", None, "")
    other = await upsell(UpsellParams(source=write_events(tmp_path / "b.jsonl", event(1))))
    assert rows(other) == []


async def test_an_erasure_before_a_run_has_begun_takes_nobody_else_s_event(tmp_path: Path) -> None:
    source = write_events(tmp_path / "a.jsonl", event(1), event(2))
    taken = await UPSELL.subjects(await open_place("local"), UpsellParams(source=source))
    assert not (await erase_person("ann1@mail.example", "local")).unread
    async with open_decisions((await open_place("local")).environment) as decisions:
        assert (await decisions.get(["e2"]))["e2"].decision == "open"
    status = await upsell(UpsellParams(upload_id=taken.upload_id))
    assert {name: one["decision"] for name, one in (await entries(status)).items()} == {"e2": "approved"}


async def test_a_dry_run_stores_nothing_and_counts_what_a_run_asks(tmp_path: Path) -> None:
    place = await open_place("local")
    source = write_events(tmp_path / "a.jsonl", event(1), event(2, payment_status="late"))
    estimate = await estimate_run(UPSELL, place, UpsellParams(source=source))
    assert (estimate.total, estimate.held, estimate.calls) == (2, 1, 2)
    assert not await place.store.folders()


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("a.jsonl", b"", "is empty"),
        ("a.jsonl", b'{"event_id": "a"}\n', "no event can be used, all 1 are refused"),
        ("a.json", b"[1,", "is not JSON"),
        ("a.jsonl", b'{"as_of": "soon"}\n{}', "as_of is not a date or time"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, error: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableFileError, match=error):
        await upsell(UpsellParams(source=str(tmp_path / name)))


async def test_rows_of_a_table_are_events_too(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "event_id,event_type,customer.id,email,first_name,service_type,service_date,service_notes,plan,zip\n"
        "e1,service_completed,c1,ann@x.example,Ann,Rodent Control,2026-11-18,Droppings,one-time,27601\n"
    )
    status = await upsell(UpsellParams(source=str(tmp_path / "a.csv"), as_of=datetime(2026, 11, 20, tzinfo=UTC)))
    assert (await entries(status))["e1"]["decision"] == "approved"
    stored = await (await open_place("local")).store.get(Upload.of(status).customers_in)
    assert b'"zip":"27601"' in (stored or b"")


async def test_a_catalogue_is_checked_and_what_is_odd_is_said(tmp_path: Path) -> None:
    assert (await check_catalogue("demo/upsell_catalogue.yaml", "local")).doubts == ()
    odd = tmp_path / "catalogue.yaml"
    odd.write_text(
        "name: A\nversion: '1'\nitems:\n  - {id: a, name: A, billing: monthly, summary: A, benefits: [x, y], triggers: "
        "[{when: [{fact: plan, at_least: 3}], because: so}]}\n"
    )
    assert (await check_catalogue(str(odd), "local")).doubts == (
        "a: plan is a word, so at_least and at_most never hold", "a: says no price, so no message names one",
    )  # fmt: skip
    odd.write_text("name: A\nversion: '1'\nitems: []\n")
    with pytest.raises(BadInputError, match="items: Tuple should have at least 1 item"):
        await check_catalogue(str(odd), "local")


async def test_an_upload_that_retention_deletes_takes_its_decisions_along(tmp_path: Path) -> None:
    status = await upsell(UpsellParams(source=write_events(tmp_path / "a.jsonl", event(1))))
    place = await open_place("local")
    content = await place.store.get(Upload.of(status).status) or b""
    old = Status.model_validate_json(content).model_copy(update={"updated_at": "2020-01-01T00:00:00+00:00"})
    await place.store.put(Upload.of(status).status, old.model_dump_json().encode())
    deleted = await delete_old(RetentionParams(days=1), "local")
    assert deleted.uploads == [status.upload_id]
    async with open_decisions(place.environment) as decisions:
        assert await decisions.get(["e1"]) == {}


async def test_a_model_does_not_offer_the_demo_s_items_unsaid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    source = write_events(tmp_path / "a.jsonl", event(1))
    await UPSELL.subjects(await open_place("local"), UpsellParams(source=source))
    assert "--catalogue" not in caplog.text
    monkeypatch.setenv("REVIVE_MODEL", "bedrock:amazon.nova-pro-v1:0")
    params = UpsellParams(source=source, upload_id="b", brand="demo/upsell_brand.yaml")
    await UPSELL.subjects(await open_place("local"), params)
    assert "no catalogue was given, so the one of the demo company is used; give --catalogue FILE" in caplog.text
    assert "--brand" not in caplog.text


async def test_a_catalogue_that_rules_cannot_write_for_is_said_before_anything_is_stored(tmp_path: Path) -> None:
    item = {"id": "sauna", "name": "Saunazugang", "billing": "monthly", "summary": "Sauna und Ruheraum an jedem Tag",
            "benefits": ["Sauna und Ruheraum ohne Anmeldung", "Handtücher liegen für Sie bereit"],
            "triggers": [{"when": [{"fact": "visits", "at_least": 1}], "because": "Sie sind oft bei uns"}]}  # fmt: skip
    catalogue = tmp_path / "catalogue.json"
    catalogue.write_text(json.dumps({"name": "Kraftraum", "version": "1", "items": [item]}))
    source = write_events(tmp_path / "a.jsonl", event(1))
    params = UpsellParams(source=source, catalogue=str(catalogue))
    for started in (upsell(params), estimate_run(UPSELL, await open_place("local"), params)):
        with pytest.raises(BadInputError, match=r"'Kraftraum' is in German, and without a model .* English only"):
            await started
