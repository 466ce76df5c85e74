"""The table of outcomes, on SQLite and on DynamoDB over HTTP: each fact once, whatever dies or runs beside it."""

import asyncio
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from conftest import TESTS
from fakes.aws_emulator import serve_aws
from fakes.killed_outcomes import DAY, people

from blocks.records.interface import Records
from schemas.environment import EnvironmentSpec
from schemas.errors import StoreError
from schemas.outcomes import Fact, PersonOutcomes
from tasks.outreach.outcome_table import OutcomeTable, open_outcomes


@pytest.fixture(scope="module")
def aws_url() -> Iterator[str]:
    with serve_aws() as url:
        yield url


@pytest.fixture(params=["sqlite", "dynamodb"])
def spec(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EnvironmentSpec:
    """An environment with records."""
    url = f"sqlite://{tmp_path}/records.db"
    if request.param == "dynamodb":
        monkeypatch.setenv("AWS_ENDPOINT_URL_DYNAMODB", request.getfixturevalue("aws_url"))
        url = f"dynamodb://{uuid4().hex}"
    return EnvironmentSpec(name="prod", artifacts_url="file:///x", records_url=url)


async def test_what_is_told_twice_counts_once_and_what_is_new_is_joined(spec: EnvironmentSpec) -> None:
    async with open_outcomes(spec) as table:
        assert (await table.of_upload("u"), await table.last_day()) == ({}, None)  # before anything was imported
        await table.prepare()
        assert await table.add("u", people(120)) == (120, 0)
        assert await table.add("u", people(120)) == (0, 120)
        later = PersonOutcomes(group="treated", facts=(Fact(kind="unsubscribed", day=DAY + timedelta(days=3)),))
        assert await table.add("u", {"p007": later}) == (1, 0)
        await table.add("v", {"p007": later})
        assert len(await table.of_upload("u")) == 120
        assert [fact.kind for fact in (await table.of_upload("u"))["p007"].facts] == ["replied", "unsubscribed"]
        assert set(await table.of_others("u")) == {"p007"}
        assert await table.last_day() == DAY + timedelta(days=3)
        assert await table.forget_person("p007") == 2
        assert await table.forget_upload("u", dry_run=True) == 119
        assert await table.forget_upload("u") == 119
        assert await table.of_upload("u") == {}


async def test_several_at_once_are_one(spec: EnvironmentSpec) -> None:
    async with open_outcomes(spec) as table:
        await table.prepare()
        day = Fact(kind="reactivated", day=DAY)
        told = [people(60), {f"p{n:03d}": PersonOutcomes(group="treated", facts=(day,)) for n in range(60)}, people(30)]
        counted = await asyncio.gather(*(table.add("u", one) for one in told))
        assert sum(new for new, _ in counted) == 120
        known = await table.of_upload("u")
    assert {person: len(one.facts) for person, one in known.items()} == {f"p{n:03d}": 2 for n in range(60)}


async def test_what_is_cut_off_between_two_commits_is_completed(
    spec: EnvironmentSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_outcomes(spec) as table:
        await table.prepare()
        await _cut_off(table, monkeypatch)
        assert len(await table.of_upload("u")) == 50
        assert await table.add("u", people(120)) == (70, 50)
        assert len(await table.of_upload("u")) == 120


async def _cut_off(table: OutcomeTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """One transaction succeeds, the next one finds the table away."""
    records: Records | None = table._records
    assert records is not None
    commit, left = records.commit, 1

    async def failing(*writes: object) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise StoreError("the connection is gone")
        await commit(*writes)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(type(records), "commit", lambda _self, *writes: failing(*writes))
        with pytest.raises(StoreError):
            await table.add("u", people(120))


@pytest.mark.wire
async def test_killed_processes_and_several_of_them_leave_each_fact_once(spec: EnvironmentSpec) -> None:
    script = [sys.executable, "-m", "fakes.killed_outcomes", spec.records_url or ""]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}
    for commits in ("0", "1", "1"):  # nothing, fifty people, a hundred
        done = await asyncio.to_thread(subprocess.run, [*script, commits], env=environment, capture_output=True)
        assert done.returncode == -9, done.stderr
    two = [await asyncio.create_subprocess_exec(*script, "99", env=environment) for _ in range(2)]
    assert [await one.wait() for one in two] == [0, 0]
    async with open_outcomes(spec) as table:
        known = await table.of_upload("u")
    assert {person: one.facts for person, one in known.items()} == {
        person: one.facts for person, one in people(120).items()
    }
