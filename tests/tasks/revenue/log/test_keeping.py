"""Retention by class, and erasure of a person: what goes, what stays, and the proof read back from the tables."""

from datetime import UTC, datetime, timedelta
from typing import Any

from fakes.revenue import night

from schemas.outbox import Content, OutboxEntry
from schemas.registry import instant
from schemas.retention import RetentionParams
from schemas.revenue.log import Execution
from schemas.revenue.request import RevenueRequest
from schemas.revenue.run import RevenueParams
from tasks.bulk.place import Place, open_place
from tasks.bulk.status import read_status
from tasks.outbox.outbox import entries, open_outbox
from tasks.outbox.waiting import propose
from tasks.privacy.erase import erase_person
from tasks.privacy.retention import delete_old
from tasks.revenue.intake import store_findings
from tasks.revenue.knowledge.classes import class_of, classes
from tasks.revenue.log import deciding
from tasks.revenue.log.keeping import forget_by_class
from tasks.revenue.log.tables import EXECUTIONS, all_rows, many, open_log
from tasks.revenue.log.writing import log_result
from tasks.revenue.sessions import keep, report_key, result_of

NOW = datetime(2026, 11, 29, 5, tzinfo=UTC)
BOB = "bob@seller.example"
EVIDENCE = {
    "source": "signals", "says": f"wrote to {BOB}",
    "row": {"account_id": "a", "before_rate": 9.0, "call_sentiment": -0.5, "made_up": 1},
}  # fmt: skip


def action(to: str, at: datetime) -> OutboxEntry:
    moment = instant(at)
    content = Content(title="Company a", text=f"{BOB}: call them", data={"owner": BOB})
    return OutboxEntry(
        action_id=f"for {to.partition('@')[0]}", system="revenue", about="A1 usage decline: Company a",
        state="approved", to=to, claimed_at=moment, changed_at=moment, content=content, group=f"email/{to}",
    )  # fmt: skip


async def logged(place: Place, at: datetime, **said: Any) -> str:
    found = night("2026-10-12", "a", session=said.pop("session", ""), finding={"owner": BOB, "evidence": [EVIDENCE]})
    async with open_log(place.environment) as log, open_outbox(place.environment) as outbox:
        await log_result(log, RevenueRequest(analysis="A1", context="about Company a"), found, at)
        await propose(outbox, [action(BOB, at), action("ana@seller.example", at)])
    return found.findings[0].finding_id


async def test_each_class_goes_after_its_days_and_what_is_left_is_read_again() -> None:
    place = await open_place("local")
    finding_id = await logged(place, NOW)

    async def after(days: int, *, dry_run: bool = False) -> dict[str, tuple[int, bool]]:
        kept = await forget_by_class(place.environment, NOW + timedelta(days=days), dry_run=dry_run)
        return {one.column_class: (one.removed, one.oldest is not None) for one in kept}

    assert await after(89) == {
        "RESTRICTED": (0, False), "CONFIDENTIAL": (0, True), "INTERNAL": (0, True), "PUBLIC": (0, True),
    }  # fmt: skip
    assert (await after(91, dry_run=True))["CONFIDENTIAL"] == (5, True)
    assert (await after(91))["CONFIDENTIAL"] == (5, False)
    async with open_log(place.environment) as log, open_outbox(place.environment) as outbox:
        one = await deciding.finding(log, finding_id)
        (seen,) = await deciding.sightings(log, finding_id)
        (run,) = many(await all_rows(log, EXECUTIONS), Execution)
        actions = await entries(outbox, NOW)
    assert (one.account_id, one.account_name, one.owner, one.revenue_at_stake, one.summary) == (
        "a",
        None,
        None,
        None,
        "",
    )
    assert (seen.evidence[0].row, seen.evidence[0].says) == ({"account_id": "a", "before_rate": 9.0}, "")
    assert (run.context, run.findings) == ("", 1)
    assert {(each.content, each.to, each.about) for each in actions} == {(None, "", "A1 usage decline")}
    assert await after(181) == {
        "RESTRICTED": (0, False), "CONFIDENTIAL": (0, False), "INTERNAL": (2, False), "PUBLIC": (0, True),
    }  # fmt: skip
    assert (await after(366))["PUBLIC"] == (1, False)


async def test_a_finding_that_is_still_seen_keeps_its_name() -> None:
    place = await open_place("local")
    finding_id = await logged(place, NOW)
    await logged(place, NOW + timedelta(days=80), session="later")
    await forget_by_class(place.environment, NOW + timedelta(days=100), dry_run=False)
    async with open_log(place.environment) as log:
        assert (await deciding.finding(log, finding_id)).account_name == "Company a"


def test_columns_have_the_class_of_the_list_and_unknown_ones_are_confidential() -> None:
    found = {name: class_of(name) for name in ("contact_email", "transcript", "units", "before_rate", "made_up")}
    assert found == {
        "contact_email": "RESTRICTED", "transcript": "CONFIDENTIAL", "units": "INTERNAL", "before_rate": "INTERNAL",
        "made_up": "CONFIDENTIAL",
    }  # fmt: skip
    assert [name for name, said in classes().items() if said.may_embed] == ["PUBLIC", "INTERNAL"]


async def session(place: Place, *names: str) -> str:
    """A session whose findings nobody has explained yet, as `--plain` leaves it."""
    result = night("2026-10-14", *names, finding={"owner": BOB, "evidence": [EVIDENCE]})
    await keep(place.store, result)
    await store_findings(place, RevenueParams(analysis="A1"), result, 0.0)
    return result.session_id


async def test_sessions_go_with_their_class_however_long_retention_keeps_others() -> None:
    place = await open_place("local")
    name = await session(place, "a")
    assert (await delete_old(RetentionParams(days=1000), "local")).uploads == []
    status = await read_status(place.store, name)
    assert status is not None
    aged = status.model_copy(update={"updated_at": instant(datetime.now(UTC) - timedelta(days=91))})
    await place.store.put(f"revenue/results/{name}/status.json", aged.model_dump_json().encode())
    deleted = await delete_old(RetentionParams(days=1000), "local")
    assert deleted.uploads == [name]
    assert [one.column_class for one in deleted.classes] == ["RESTRICTED", "CONFIDENTIAL", "INTERNAL", "PUBLIC"]
    assert any("columns that are CONFIDENTIAL, 90 days" in line for line in deleted.lines())


async def test_a_person_is_erased_from_log_outbox_and_results() -> None:
    place = await open_place("local")
    finding_id = await logged(place, NOW)
    name = await session(place, "a", "b")
    erased = await erase_person(BOB, "local")
    assert len([one for one in erased.objects if "revenue_" in one or "outbox" in one]) == 3
    kept = await result_of(place.store, name)
    assert len(kept.findings) == 2  # a finding is about an account; its owner's name goes
    async with open_log(place.environment) as log, open_outbox(place.environment) as outbox:
        one = await deciding.finding(log, finding_id)
        seen = await deciding.sightings(log, finding_id)
        actions = await entries(outbox, NOW)
    said = [kept, one, *seen, *actions]
    assert not [each for each in said if BOB in each.model_dump_json()]
    assert sorted(each.state for each in actions) == ["approved", "rejected"]
    report = await place.store.get(report_key(name))
    assert report is not None
    assert BOB.encode() not in report
