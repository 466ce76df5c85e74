"""Where the jobs of one upload are kept. agents/ opens no store; who runs an upload says how."""

from collections.abc import AsyncIterator, Iterable
from typing import Protocol

from schemas.batch_job import BatchJob


class JobFiles(Protocol):
    """The jobs of one upload with their requests and answers, in a bucket that the provider reads and writes."""

    async def jobs(self) -> list[BatchJob]:
        """All that are kept."""

    async def keep(self, job: BatchJob) -> None:
        """Make a job durable as it is now."""

    async def write_requests(self, token: str, lines: Iterable[bytes]) -> None:
        """Make a job's input durable."""

    def requests_uri(self, token: str) -> str:
        """Where the provider reads the requests."""

    def answers_uri(self, token: str) -> str:
        """The folder that the provider writes to."""

    def answers(self, job: BatchJob) -> AsyncIterator[bytes]:
        """The lines of its output, of all files; none if there is no output."""
