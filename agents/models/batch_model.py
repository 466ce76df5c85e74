"""A Bedrock model whose calls wait until there are enough of them for a job at half the price.

A call is one request of one job. Whoever asks sees a model that takes hours; the chain, the ledger and the repairs are
those of any other. What a job does not answer, and what is too little for one, is asked on demand.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from agents.core.limiter import Limiter, StoppedError
from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.core.prices import price_of
from agents.core.tokens import reserve
from agents.models.batch_jobs import Jobs
from agents.models.batch_lines import record_id, written
from agents.models.bedrock import BedrockModel
from agents.models.converse import body_of, reply_of
from schemas.agent import ModelReply, ModelRequest
from schemas.errors import BadInputError, ReviveError

_NOT_IN_JOBS = frozenset({"cachePoint", "serviceTier"})
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Waiting:
    """A request that no job has yet; its future says whether one has it now."""

    body: str
    worst_usd: float
    in_a_job: asyncio.Future[bool]


class BatchModel:
    """`bedrock:<model id>`, by jobs. It has the name of the model that it asks, which is what answers and is priced."""

    def __init__(self, direct: BedrockModel, jobs: Jobs, limiter: Limiter, quota: Limiter, retry_for_s: float) -> None:
        """`limiter` is the run's, with its budget; `quota` is what may be asked on demand beside the jobs."""
        self.name = direct.name
        self._direct = direct
        self._jobs = jobs
        self._limiter = limiter
        self._quota = quota
        self._retry_for_s = retry_for_s
        self._waiting: dict[str, _Waiting] = {}
        self._times: Counter[str] = Counter()  # how often each request was asked here: equal ones are several
        self._unanswered: set[str] = set()  # what no job answered
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = {asyncio.create_task(self._until_stopped())}

    async def under_way(self, request: ModelRequest) -> bool:
        """See `Outlasting`."""
        base = record_id(self._jobs.model_id, self._body(request))
        return base not in self._unanswered and self._named(base) in self._jobs.earlier

    async def call(self, request: ModelRequest) -> ModelReply:
        """The answer, which may take hours; see `Model.call`."""
        body = self._body(request)
        base = record_id(self._jobs.model_id, body)
        if base in self._unanswered:
            return await self._on_demand(request)
        name = self._named(base)
        self._times[base] += 1
        is_earlier = name in self._jobs.earlier
        if not is_earlier and not await self._in_a_job(name, body, request):
            return await self._on_demand(request)
        del body  # some kilobytes of each of the thousands that wait
        reply = await self._answer(name, request)
        if is_earlier:
            self._limiter.budget.resolve(self._jobs.of[name].records[name])
        if reply is not None:
            return reply
        self._unanswered.add(base)
        raise ModelUnavailableError("unanswered", f"{self.name}: no answer in job {self._jobs.of[name].arn}")

    async def speak(self, request: ModelRequest, say: Callable[[str], None]) -> ModelReply:
        """Nobody listens to a job; asked on demand."""
        return await self._direct.speak(request, say)

    async def close(self) -> None:
        """End all that goes on in this process. The jobs go on."""
        if self._timer is not None:
            self._timer.cancel()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._jobs.close()

    def _body(self, request: ModelRequest) -> str:
        return written(body_of(request, self._jobs.model_id, self._direct.refused | _NOT_IN_JOBS))

    def _named(self, base: str) -> str:
        """The recordId of the next such request: two customers may be asked the same."""
        times = self._times[base]
        return f"{base}-{times}" if times else base

    async def _answer(self, name: str, request: ModelRequest) -> ModelReply | None:
        output = await self._jobs.answer(name)
        try:
            reply = None if output is None else reply_of(json.loads(output), request, self.name)
        except ModelUnavailableError:  # a line that is not an answer
            return None
        return None if reply is None else reply.model_copy(update={"tier": "batch"})

    async def _in_a_job(self, name: str, body: str, request: ModelRequest) -> bool:
        """Wait until a job has this request; False if it is to be asked on demand. Raises as `Jobs.create` does."""
        terms = self._jobs.terms
        if not terms.creates or terms.left_s <= 0 or self._limiter.stopped is not None:
            return False
        price = price_of(self.name)
        worst_usd = price(reserve(request)) if price is not None else 0.0
        waiting = _Waiting(body, worst_usd, asyncio.get_running_loop().create_future())
        self._waiting[name] = waiting
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if len(self._waiting) >= terms.most:
            self._flush()
        else:
            self._timer = asyncio.get_running_loop().call_later(terms.quiet_s, self._flush)
        return await waiting.in_a_job

    def _flush(self) -> None:
        self._timer = None
        taken, self._waiting = self._waiting, {}
        task = asyncio.create_task(self._create(taken))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _create(self, taken: dict[str, _Waiting]) -> None:
        """Make a job of what waits."""
        is_in_job = False
        try:
            if len(taken) >= self._jobs.terms.least and self._limiter.stopped is None:
                is_in_job = await self._created(taken)
        except (ReviveError, CallRejectedError) as error:
            for one in taken.values():
                one.in_a_job.set_exception(BadInputError(f"{error} -- mend it, or run without --deadline"))
        _tell(taken, is_in_job=is_in_job)

    async def _created(self, taken: dict[str, _Waiting]) -> bool:
        """Whether there is a job; tried again while the service is away and there is time."""
        worst = {name: one.worst_usd for name, one in taken.items()}
        job = await self._jobs.prepare({name: one.body for name, one in taken.items()}, worst)
        maybe_created = False
        try:
            while self._jobs.terms.left_s > 0:
                try:
                    await self._jobs.create(job)
                except ModelUnavailableError as fault:
                    maybe_created |= fault.maybe_paid
                    _log.warning("no batch job for now: %s", fault)
                    await self._limiter.pause(self._jobs.terms.poll_s)
                else:
                    return True
        except StoppedError:
            if maybe_created:
                return False  # kept as it is: the next run creates it, with the same token
        except (ReviveError, CallRejectedError):
            await self._jobs.give_up(job)
            raise
        await self._jobs.give_up(job)
        return False

    async def _on_demand(self, request: ModelRequest) -> ModelReply:
        """One attempt on demand, within the quota of such calls."""
        expected = reserve(request)
        used = expected.input_tokens + expected.output_tokens
        try:
            slot = await self._quota.admit(used, 0.0)
        except StoppedError:  # nothing was asked
            raise ModelUnavailableError("unanswered", f"{self.name}: stopped") from None
        try:
            reply = await self._direct.call(request)
            used = reply.usage.input_tokens + reply.usage.output_tokens
            self._quota.succeeded()
        except ModelUnavailableError as fault:
            self._quota.unavailable(slot, fault, self._retry_for_s)
            raise
        finally:
            self._quota.give_back(slot, used_tokens=used, cost_usd=0.0)
        return reply

    async def _until_stopped(self) -> None:
        await self._limiter.until_stopped()
        assert self._limiter.stopped is not None
        self._quota.stop(self._limiter.stopped)
        if self._timer is not None:
            self._timer.cancel()
        _tell(self._waiting, is_in_job=False)
        self._jobs.stop()


def _tell(waiting: dict[str, _Waiting], *, is_in_job: bool) -> None:
    for one in waiting.values():
        if not one.in_a_job.done():
            one.in_a_job.set_result(is_in_job)
