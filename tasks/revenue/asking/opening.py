"""Opening what all questions of a process share."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agents.core.limiter import Quota
from agents.retrieval.static_words import StaticWords
from agents.running.service import open_service
from schemas.environment import EnvironmentSpec
from tasks.caps.opening import open_caps
from tasks.revenue.asking.ask import Asking
from tasks.revenue.asking.relevant import learn_metrics

_CONCURRENCY = 8


@asynccontextmanager
async def open_asking(spec: EnvironmentSpec) -> AsyncIterator[Asking]:
    """The metrics as the search knows them, and the models of an environment, until the block ends."""
    async with (
        open_caps(spec, _CONCURRENCY, answers_people=True) as caps,
        open_service(spec, Quota(concurrency=_CONCURRENCY), caps=caps) as service,
    ):
        yield Asking(await learn_metrics(StaticWords()), service, spec)
