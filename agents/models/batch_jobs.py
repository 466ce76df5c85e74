"""The jobs of one upload and model: created once, watched until they end, their answers handed out by recordId."""

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from agents.core.limiter import StoppedError
from agents.core.model import ModelUnavailableError
from agents.models.batch_api import JobsApi, Look
from agents.models.batch_files import JobFiles
from agents.models.batch_lines import answered, request_line
from schemas.batch_job import BatchJob
from schemas.errors import ReviveError

# A job takes no fewer requests (Bedrock's quota for most models); it takes more, but a process does not hold more.
LEAST, MOST = 100, 10_000
# After no request came for this long, those that wait become a job; between two looks at a job.
QUIET_S, POLL_S = 15.0, 60.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Terms:
    """When requests become a job, and for how long jobs may take. Seconds."""

    until: float  # on `clock`: from then on everything is asked on demand
    clock: Callable[[], float]  # seconds since the epoch
    creates: bool = True  # False where only the jobs of earlier runs are taken in
    least: int = LEAST  # requests of one job
    most: int = MOST
    quiet_s: float = QUIET_S
    poll_s: float = POLL_S
    grace_s: float = 900.0  # for a job that was told to stop

    @property
    def left_s(self) -> float:
        """Seconds in which jobs may still work."""
        return self.until - self.clock()


@dataclass(slots=True)
class Jobs:
    """Every job that is known, of this process and of earlier ones, and who waits for which answer."""

    api: JobsApi
    files: JobFiles
    model_id: str
    terms: Terms
    of: dict[str, BatchJob] = field(default_factory=dict)  # by recordId
    earlier: set[str] = field(default_factory=set)  # recordIds that an earlier process asked
    _waiting: dict[str, asyncio.Future[bytes | None]] = field(default_factory=dict)
    _answers: dict[str, bytes] = field(default_factory=dict)  # of jobs that ended, until they are asked for
    _watchers: dict[str, asyncio.Task[None]] = field(default_factory=dict)  # by token
    _stopped: bool = False

    async def load(self) -> None:
        """See what earlier processes left."""
        for job in await self.files.jobs():
            if job.model_id == self.model_id and (job.arn or job.state == "preparing"):
                self.of |= dict.fromkeys(job.records, job)
                self.earlier |= job.records.keys()

    async def prepare(self, requests: Mapping[str, str], worst_usd: Mapping[str, float]) -> BatchJob:
        """Keep a job of these bodies, by recordId, before it is created."""
        job = BatchJob(token=uuid4().hex, model_id=self.model_id, records=dict(worst_usd))
        lines = (request_line(name, body) for name, body in requests.items())
        await self.files.write_requests(job.token, lines)
        await self.files.keep(job)
        return job

    async def create(self, job: BatchJob) -> None:
        """Create it; again, it is the same job. Raises what `JobsApi` does."""
        requests, answers = self.files.requests_uri(job.token), self.files.answers_uri(job.token)
        job.arn = await self.api.create(job.token, job.model_id, requests, answers, self.terms.left_s / 3600)
        job.state = "running"
        self.of |= dict.fromkeys(job.records, job)
        await self.files.keep(job)
        _log.info("batch job %s: %d requests for %s", job.arn, len(job.records), job.model_id)

    async def give_up(self, job: BatchJob) -> None:
        """No job comes of it."""
        job.state = "ended"
        await self.files.keep(job)

    async def answer(self, name: str) -> bytes | None:
        """The answer to a request of a job as JSON, once the job has ended; None if it brought none.

        Raises `StoppedError` when the run is stopped before that, and what `JobsApi` does.
        """
        if self._stopped:
            raise StoppedError
        job = self.of[name]
        if job.token not in self._watchers:
            self._watchers[job.token] = asyncio.create_task(self._watch(job))
        if self._watchers[job.token].done() and name not in self._waiting:
            return self._answers.pop(name, None)
        future: asyncio.Future[bytes | None] = asyncio.get_running_loop().create_future()
        self._waiting[name] = future
        return await future

    def stop(self) -> None:
        """The run is stopped: nobody waits any more. The jobs go on, for the next run."""
        self._stopped = True
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(StoppedError())
        self._waiting.clear()

    async def close(self) -> None:
        """End watching."""
        for watcher in self._watchers.values():
            watcher.cancel()
        await asyncio.gather(*self._watchers.values(), return_exceptions=True)

    async def _watch(self, job: BatchJob) -> None:
        """Until the job has ended; then everybody who waits for one of its answers gets it, or hears why not."""
        try:
            await self._ended(job)
            async for line in self.files.answers(job):
                said = answered(line)
                if said is not None and said.output is not None and said.record_id in job.records:
                    self._hand_out(said.record_id, json.dumps(said.output).encode())
        except (ReviveError, ModelUnavailableError) as error:
            self._fail(job, error)
            return
        self._rest(job)

    async def _ended(self, job: BatchJob) -> None:
        if job.state == "preparing":  # killed between keeping it and hearing of it: the token makes it the same job
            await self.create(job)
        told_to_stop: float | None = None
        while job.state == "running":
            look = await self._look(job)
            if look is not None and look.ended:
                job.state, job.said = "ended", f"{look.status} {look.message}".strip()
                await self.files.keep(job)
                (_log.info if look.status == "Completed" else _log.warning)("batch job %s: %s", job.arn, job.said)
                return
            now = self.terms.clock()
            if told_to_stop is None and now >= self.terms.until:
                told_to_stop = now
                _log.warning("batch job %s is stopped: what it has not answered is asked on demand", job.arn)
                await self.api.stop(job.arn)
            elif told_to_stop is not None and now - told_to_stop > self.terms.grace_s:
                _log.warning("batch job %s does not end: its requests are asked on demand", job.arn)
                return
            else:
                await asyncio.sleep(self.terms.poll_s)

    async def _look(self, job: BatchJob) -> Look | None:
        """None if the service is away for now."""
        try:
            return await self.api.look(job.arn)
        except ModelUnavailableError:
            return None

    def _hand_out(self, name: str, answer: bytes) -> None:
        future = self._waiting.pop(name, None)
        if future is None:
            self._answers[name] = answer
        elif not future.done():
            future.set_result(answer)

    def _rest(self, job: BatchJob) -> None:
        """Whoever still waits gets no answer."""
        for name in job.records.keys() & self._waiting.keys():
            future = self._waiting.pop(name)
            if not future.done():
                future.set_result(None)

    def _fail(self, job: BatchJob, error: Exception) -> None:
        for name in job.records.keys() & self._waiting.keys():
            future = self._waiting.pop(name)
            if not future.done():
                future.set_exception(error)
