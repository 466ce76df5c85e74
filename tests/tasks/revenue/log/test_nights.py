"""Findings followed over nights: updated and not doubled, closed when they are gone, as people left them."""

from collections.abc import AsyncIterator, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fakes.aws_emulator import serve_aws
from fakes.revenue import night

from blocks.records.interface import Records
from blocks.records.table import Put
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, ConflictError
from schemas.revenue.finding import AnalysisResult
from schemas.revenue.log import Execution, Tracked
from schemas.revenue.request import RevenueRequest
from tasks.revenue.log import deciding
from tasks.revenue.log.tables import EXECUTIONS, FINDINGS, all_rows, finding_row, many, one_row, open_log
from tasks.revenue.log.writing import log_failure, log_result, log_run, note_actions

NOW = datetime(2026, 11, 29, 5, tzinfo=UTC)
REQUEST = RevenueRequest(analysis="A1", trigger="scheduled", context="as asked")


@pytest.fixture(scope="module")
def aws_url() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("dynamodb", marks=pytest.mark.wire)])
def environment(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EnvironmentSpec:
    """One that keeps its log in a file, and one that keeps it in DynamoDB."""
    where = f"sqlite:///{tmp_path / 'records.db'}"
    if request.param == "dynamodb":
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", request.getfixturevalue("aws_url"))
        where = f"dynamodb://log-{uuid4().hex}"
    return EnvironmentSpec(name="x", artifacts_url=tmp_path.as_uri(), records_url=where)


@pytest.fixture
async def records(environment: EnvironmentSpec) -> AsyncIterator[Records]:
    async with open_log(environment) as opened:
        yield opened


async def logged(records: Records, *nights: AnalysisResult, request: RevenueRequest = REQUEST) -> dict[str, Tracked]:
    for number, one in enumerate(nights):
        await log_result(records, request, one, NOW + timedelta(days=number))
    return {one.subject.id: one for one in await deciding.findings(records)}


async def test_the_same_finding_on_the_next_night_is_the_same(records: Records) -> None:
    found = await logged(
        records,
        night("2026-10-12", "a", "b"),
        night("2026-10-13", "a", "b", "c", severity="high"),
        night("2026-10-13", "a", "b", "c", severity="high", session="again"),
        night("2026-10-14", "a", "c"),
    )
    assert len(found) == 3
    a, b, c = found["a"], found["b"], found["c"]
    assert (a.days_seen, a.opened_on, a.last_seen, a.severity_before) == (3, "2026-10-12", "2026-10-14", "high")
    assert (b.closed_on, b.is_open, c.days_seen) == ("2026-10-14", False, 2)
    assert [change.what for change in a.history] == [
        "seen first, medium",
        "high instead of medium",
        "medium instead of high",
    ]
    assert [one.as_of for one in await deciding.sightings(records, a.finding_id)] == [
        "2026-10-12", "2026-10-13", "2026-10-13", "2026-10-14",
    ]  # fmt: skip
    runs = many(await all_rows(records, EXECUTIONS), Execution)
    assert {(one.trigger, one.context, one.status) for one in runs} == {("scheduled", "as asked", "complete")}
    back = (await logged(records, night("2026-10-15", "a", "b", "c")))["b"]
    assert (back.occurrence, back.closed_on, back.status, back.opened_on) == (2, None, "new", "2026-10-15")


async def test_logging_a_session_twice_changes_only_what_is_new_in_it(
    records: Records, environment: EnvironmentSpec
) -> None:
    plain = night("2026-10-12", "a")
    (before,) = (await logged(records, plain)).values()
    (same,) = (await logged(records, plain)).values()
    assert same == before
    said = {"headline": "Call a.", "reasons": ["r"], "evidence": ["e"], "urgency": 7, "action": "Call them."}
    explained = plain.model_dump() | {"cost_usd": 0.5}
    explained["findings"][0]["explanation"] = said
    (after,) = (await logged(records, AnalysisResult.model_validate(explained))).values()
    assert (after.title, after.urgency, after.days_seen) == ("Call a.", 7, 1)
    (run,) = many(await all_rows(records, EXECUTIONS), Execution)
    assert (run.cost_usd, run.findings) == (0.5, 1)
    await note_actions(environment, run.execution_id, "sent, 1 action")
    await logged(records, plain)
    (run,) = many(await all_rows(records, EXECUTIONS), Execution)
    assert run.actions == "sent, 1 action"


async def test_what_was_not_looked_for_is_not_gone(records: Records, environment: EnvironmentSpec) -> None:
    first = night("2026-10-12", "a", "b")
    b = first.findings[1].finding_id
    await logged(records, first)
    found = await logged(records, night("2026-10-13", "a", beyond_max=[b]))
    assert found["b"].closed_on is None
    found = await logged(
        records, night("2026-10-14", "a", partial=["there is no table billing_events"], status="partial")
    )
    assert found["b"].closed_on is None
    found = await logged(records, night("2026-10-15", "a"), request=REQUEST.model_copy(update={"target": "Company A"}))
    assert found["b"].closed_on is None
    found = await logged(records, night("2026-10-10", "a", "late"))  # an earlier day, looked at later
    assert (found["b"].closed_on, found["a"].last_seen) == (None, "2026-10-15")
    assert found["late"].closed_on == "2026-10-15"
    await log_failure(environment, REQUEST, "bad", BadInputError("no"), NOW)
    found = await logged(records, night("2026-10-16", "a"))
    assert found["b"].closed_on == "2026-10-16"


async def test_what_people_say_stays_and_is_never_overwritten(records: Records) -> None:
    (a,) = (await logged(records, night("2026-10-12", "a"))).values()
    await deciding.set_status(records, a.finding_id, "in_progress", by="ana", note="called", now=NOW)
    (a,) = (await logged(records, night("2026-10-13", "a"), night("2026-10-14"))).values()
    assert (a.status, a.decided_by, a.note, a.closed_on) == ("in_progress", "ana", "called", "2026-10-14")
    wrong = await deciding.call_wrong(records, a.finding_id, wrong=True, by="bob", note="", now=NOW)
    assert (wrong.status, wrong.is_open) == ("dismissed", False)
    with pytest.raises(BadInputError, match="already called wrong"):
        await deciding.call_wrong(records, a.finding_id, wrong=True, by="bob", note="", now=NOW)
    undone = await deciding.call_wrong(records, a.finding_id, wrong=False, by="bob", note="", now=NOW)
    assert (undone.status, undone.wrong) == ("new", False)
    waits = await deciding.snooze(records, a.finding_id, date(2026, 12, 24), by="bob", now=NOW)
    assert (waits.snoozed("2026-12-23"), waits.snoozed("2026-12-24")) == (True, False)
    with pytest.raises(BadInputError, match="is over"):
        await deciding.snooze(records, a.finding_id, date(2026, 11, 29), by="bob", now=NOW)
    with pytest.raises(BadInputError, match="there is no finding nobody"):
        await deciding.set_status(records, "nobody", "new", by="bob", note="", now=NOW)


async def test_of_two_who_decide_at_once_one_is_told(records: Records) -> None:
    (a,) = (await logged(records, night("2026-10-12", "a"))).values()

    class Slow:
        """Somebody else writes between our look and our word."""

        def __getattr__(self, name: str) -> Any:
            return getattr(records, name)

        async def commit(self, *writes: Put) -> None:
            row = await one_row(records, FINDINGS, a.finding_id)
            assert row is not None
            await records.commit(Put(FINDINGS, finding_row(a, row.revision + 1), row.revision))
            await records.commit(*writes)

    slow: Any = Slow()
    with pytest.raises(ConflictError, match="changed by somebody else"):
        await deciding.set_status(slow, a.finding_id, "resolved", by="ana", note="", now=NOW)


async def test_an_environment_without_records_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    nothing = EnvironmentSpec(name="bare", artifacts_url=tmp_path.as_uri())
    await log_run(nothing, REQUEST, night("2026-10-12", "a"), NOW)
    assert "bare has no records" in caplog.text
    with pytest.raises(BadInputError, match="set records_url"):
        async with open_log(nothing):
            pass
