"""A whole run by batch jobs: the toy's two turns are two jobs, whatever happens between."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from fakes.batch_jobs import FakeJobs
from fakes.bedrock import FakeBedrock
from fakes.toy.record import ToyParams
from fakes.toy.system import TOY
from fakes.whole_run import to_the_end
from obstore.store import LocalStore

from agents.models import batch_jobs
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.settings import read_settings
from schemas.batch_job import BatchJob
from schemas.bulk import Status
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, InterruptedRunError, ReviveError
from tasks.bulk import run as run_module
from tasks.bulk.place import Place
from tasks.bulk.run import Run, open_run

NOTES = 12
URL = "s3://bucket/revive"
ROLE = "arn:aws:iam::123456789012:role/jobs"
MODEL = "bedrock:amazon.nova-lite-v1:0"
pytestmark = pytest.mark.usefixtures("toy")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bucket").mkdir(mode=0o700)
    return tmp_path / "bucket"


@pytest.fixture
async def jobs(fake: FakeBedrock, folder: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeJobs]:
    """Jobs whose bucket is a folder; nobody waits long."""

    async def read(uri: str) -> bytes:
        return (folder / uri.removeprefix(f"{URL}/")).read_bytes()

    async def write(uri: str, content: bytes) -> None:
        path = folder / uri.removeprefix(f"{URL}/")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.write_bytes(content)

    service = FakeJobs(fake, read, write, least=5)
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK", await service.start())
    for module in (batch_jobs, __import__("tasks.bulk.tiers", fromlist=["LEAST"])):
        monkeypatch.setattr(module, "LEAST", 5)
    quick = batch_jobs.Terms.__init__.__defaults__
    assert quick is not None
    monkeypatch.setattr(batch_jobs.Terms.__init__, "__defaults__", (True, 5, 1000, 0.05, 0.02, 0.2))
    spec = EnvironmentSpec(name="local", artifacts_url=URL, model=MODEL, batch_role=ROLE, real_model_calls=False)

    async def place(_environment: str) -> Place:
        # A folder for the lock and the files, and a bucket for whoever asks what it is called.
        return Place(read_settings(), spec, ArtifactStore(LocalStore(folder, mkdir=True), URL, folder))

    monkeypatch.setattr(run_module, "open_place", place)
    source = folder.parent / "notes.txt"
    source.write_text("\n".join(f"This is note {number}." for number in range(NOTES)))
    await TOY.subjects(await place(""), ToyParams(source=str(source), upload_id="notes"))
    yield service
    await service.stop()


async def run(deadline: str | None = "12h", **said: object) -> Status:
    params = ToyParams.model_validate({"upload_id": "notes", "deadline": deadline} | said)
    async with open_run(TOY, params, "notes", "local") as opened:
        return await to_the_end(opened)


async def interrupted(jobs: FakeJobs, **said: object) -> Status:
    """A run that is stopped, as by SIGTERM, while its first job works."""
    jobs.after = 10**9
    params = ToyParams.model_validate({"upload_id": "notes", "deadline": "12h"} | said)

    async def stop(run: Run) -> None:
        await jobs.looked_at.wait()
        run.runtime.limiter.stop(InterruptedRunError("stopped by SIGTERM", 15))

    async with open_run(TOY, params, "notes", "local") as opened:
        stopping = asyncio.create_task(stop(opened))
        with pytest.raises(InterruptedRunError):
            await to_the_end(opened)
        await stopping
    jobs.after = 1
    return opened.status


async def test_two_turns_are_two_jobs_at_half_the_price(jobs: FakeJobs, fake: FakeBedrock, folder: Path) -> None:
    status = await run()
    assert (status.status, status.completed, status.this_run.batched) == ("complete", NOTES, 2 * NOTES)
    assert (len(jobs.jobs), fake.stats.paid, status.latency_s) == (2, 2 * NOTES, {})
    assert status.deadline_at
    assert not list(folder.glob("batch-jobs/**/*.json*"))  # customers' texts do not lie about
    by_batch = status.cost_usd
    assert by_batch is not None
    async with open_run(TOY, ToyParams(upload_id="notes"), "notes", "local") as opened:
        await opened.ledger.look()
        records = [record async for record in opened.ledger.all_records(range(status.batches))]
    steps = [step for record in records for _, step in TOY.steps(record)]
    assert {step.tier for step in steps} == {"batch"}
    assert by_batch == pytest.approx(sum(step.cost_usd or 0 for step in steps), abs=1e-6)
    assert by_batch == pytest.approx(0.5 * _on_demand_usd(status), abs=1e-6)


def _on_demand_usd(status: Status) -> float:
    from agents.core.prices import price_of  # noqa: PLC0415 -- one test
    from schemas.agent import Usage  # noqa: PLC0415 -- same

    price = price_of(MODEL)
    assert price is not None
    return price(Usage(input_tokens=status.input_tokens, output_tokens=status.output_tokens))


@pytest.mark.parametrize("max_cost_usd", [None, 5.0])
async def test_stopped_while_a_job_runs_the_next_run_takes_that_job_in(
    jobs: FakeJobs, fake: FakeBedrock, max_cost_usd: float | None
) -> None:
    stopped = await interrupted(jobs, max_cost_usd=max_cost_usd)
    assert (stopped.completed, len(jobs.jobs), stopped.cost_usd) == (0, 1, 0.0)
    assert (stopped.maybe_paid_usd > 0) == (max_cost_usd is not None)
    jobs.after = 1
    status = await run(max_cost_usd=max_cost_usd)
    assert (status.status, status.completed) == ("complete", NOTES)
    assert (len(jobs.jobs), fake.stats.paid) == (2, 2 * NOTES)  # nothing twice
    assert status.maybe_paid_usd == pytest.approx(0.0, abs=1e-9)


@pytest.mark.wire
@pytest.mark.parametrize("max_cost_usd", [None, 0.05])
async def test_killed_while_a_job_runs_it_is_not_paid_again(
    jobs: FakeJobs, fake: FakeBedrock, max_cost_usd: float | None
) -> None:
    jobs.after = 10**9
    running = asyncio.create_task(run(max_cost_usd=max_cost_usd))
    await jobs.looked_at.wait()
    running.cancel()  # nothing is closed, nothing is written any more
    await asyncio.wait([running])
    assert len(jobs.jobs) == 1
    jobs.after = 1
    status = await run(max_cost_usd=max_cost_usd)
    assert (status.status, len(jobs.jobs), fake.stats.paid) == ("complete", 2, 2 * NOTES)
    assert status.maybe_paid_usd <= 0.05 / 20  # what a kill loses of any budget: the rest of an open block


@pytest.mark.wire
async def test_killed_before_the_job_is_known_it_is_not_created_twice(
    jobs: FakeJobs, fake: FakeBedrock, folder: Path
) -> None:
    await interrupted(jobs)
    (kept,) = folder.glob("batch-jobs/**/job.json")
    job = BatchJob.model_validate_json(kept.read_bytes())
    kept.write_text(job.model_copy(update={"arn": "", "state": "preparing"}).model_dump_json())
    jobs.after = 1
    status = await run()
    assert (status.status, len(jobs.jobs), fake.stats.paid) == ("complete", 2, 2 * NOTES)


async def test_what_a_job_does_not_answer_is_asked_on_demand(jobs: FakeJobs, fake: FakeBedrock) -> None:
    jobs.loses = ("note 3.", "note 7.")
    status = await run()
    assert (status.status, status.completed, fake.stats.paid) == ("complete", NOTES, 2 * NOTES)
    assert status.this_run.batched == 2 * (NOTES - 2)


@pytest.mark.wire
@pytest.mark.parametrize("ends_as", ["Expired", "PartiallyCompleted", "Failed"])
async def test_a_job_that_does_not_complete(jobs: FakeJobs, fake: FakeBedrock, ends_as: str) -> None:
    jobs.ends_as = ends_as
    status = await run()
    assert (status.status, status.completed, fake.stats.paid) == ("complete", NOTES, 2 * NOTES)
    if ends_as == "Failed":
        assert status.this_run.batched == 0
    else:  # how many of those that were asked on demand are in time for the next job is chance
        assert 0 < status.this_run.batched < 2 * NOTES


@pytest.mark.wire
async def test_a_job_that_is_refused_stops_the_run_before_anything_is_paid(jobs: FakeJobs, fake: FakeBedrock) -> None:
    jobs.refuses = [(403, "AccessDeniedException")]
    with pytest.raises(BadInputError, match=r"AccessDeniedException.*without --deadline"):
        await run()
    assert (fake.stats.paid, (await run()).status) == (0, "complete")


@pytest.mark.wire
async def test_a_service_that_is_away_is_asked_again(jobs: FakeJobs) -> None:
    jobs.refuses = [(503, "ServiceUnavailableException"), (400, "ServiceQuotaExceededException")]
    status = await run()
    assert (status.status, len(jobs.jobs)) == ("complete", 2)


@pytest.mark.wire
async def test_without_time_for_jobs_those_of_earlier_runs_are_taken_in(jobs: FakeJobs, fake: FakeBedrock) -> None:
    await interrupted(jobs)
    jobs.after = 1
    status = await run(deadline="1m")
    assert (status.status, len(jobs.jobs), fake.stats.paid) == ("complete", 1, 2 * NOTES)


@pytest.mark.wire
async def test_a_damaged_job_is_one_line(jobs: FakeJobs, folder: Path) -> None:
    await interrupted(jobs)
    (kept,) = folder.glob("batch-jobs/**/job.json")
    kept.write_text("{")
    with pytest.raises(ReviveError, match="is not a job that Revive wrote"):
        await run()


def test_its_keys_are_ones_that_bedrock_takes() -> None:
    odd = Upload("Ümlaut & more.csv", "toy").jobs
    assert odd.startswith("batch-jobs/toy/")
    assert "~" not in odd
    assert Upload("a").jobs == "batch-jobs/uploads/a"
