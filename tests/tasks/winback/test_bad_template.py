"""A template that fails on one customer only, which no trial at registration can see."""

from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import pytest
from conftest import HEADER
from fakes.bedrock import FakeBedrock
from fakes.killed_runs import win_back

from agents.versions.versions import Versions
from blocks.layout import Upload
from blocks.registry.open_registry import open_registry
from schemas.agent import AgentVersion
from schemas.registry import PutRelease, PutVersion, ReleaseState, instant
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.place import open_place
from tasks.registry.publish import publish
from tasks.registry.register import draft_of

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
NAMES = [f"Company {number}" for number in range(12)]
FOR_ONE = "{% if customer.company_name == 'Company 3' %}WORK{% endif %}"
LOOP = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
MEMORY = "{% set text = 'x' * 3000000000 %}{{ text | length }}"


async def serve(user: str) -> None:
    """Put a version of campaign into production that begins with this template."""
    before = Versions().get("campaign", "1.1.0").model_dump()
    version = AgentVersion.model_validate(before | {"version": "7.0.0", "user": user + before["user"]})
    place = await open_place("local")
    await publish(place.store, version)
    state = ReleaseState(agent="campaign", production="7.0.0", since=instant(NOON), by="ann")
    async with open_registry(place.environment) as registry:
        await registry.commit(PutVersion(draft_of(version, "ann", NOON), None), PutRelease(state, None))


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    ("work", "why"),
    [
        (LOOP, "it takes too long"),
        (MEMORY, "it needs too much memory"),
        ("{{ customer.nobody }}", "'dict object' has no attribute 'nobody'"),
    ],
    ids=["time", "memory", "name"],
)
async def test_one_customer_fails_in_one_line_and_the_run_goes_on(
    work: str, why: str, fake: FakeBedrock, tmp_path: Path
) -> None:
    await serve(FOR_ONE.replace("WORK", work))
    rows = [
        f"c{number},ann{number}@a{number}.example,{name},growth,90,2026-03-01,Too expensive"
        for number, name in enumerate(NAMES)
    ]
    source = tmp_path / "customers.csv"
    source.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    started = monotonic()
    status = await win_back(WinbackParams(source=str(source), upload_id="u", max_failure_rate=0.2), gate=False)
    assert monotonic() - started < 90  # unbounded, the loop takes many minutes
    assert (status.status, status.completed, status.failed) == ("complete", 11, 1)
    store = (await open_place("local")).store
    record = CustomerRecord.model_validate_json(await store.get(Upload("u").customer("c3")) or b"")
    assert record.error is not None
    assert record.error.step == "campaign"
    assert record.error.message == f"campaign 7.0.0: a prompt template cannot be rendered: {why}"
    assert fake.stats.paid == 23  # twelve analyses, eleven campaigns
