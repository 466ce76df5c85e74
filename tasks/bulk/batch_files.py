"""The batch jobs of an upload in its environment's bucket; Bedrock reads the requests there and writes the answers."""

from collections.abc import AsyncIterator, Iterable

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.batch_job import BatchJob
from schemas.errors import BadInputError

_REQUESTS = "requests.jsonl"
_JOB = "/job.json"


class StoreFiles:
    """See `JobFiles`."""

    def __init__(self, store: ArtifactStore, keys: Upload) -> None:
        self._store = store
        self._folder = keys.jobs

    async def jobs(self) -> list[BatchJob]:
        """All stored jobs. Raises `BadInputError` if one is damaged: what it paid for would be paid for again."""
        keys = [key async for key, _ in self._store.keys(self._folder) if key.endswith(_JOB)]
        return [await self._read(key) for key in sorted(keys)]

    async def keep(self, job: BatchJob) -> None:
        """Store a job, replacing what was stored of it."""
        await self._store.put(f"{self._folder}/{job.token}{_JOB}", job.model_dump_json().encode())

    async def write_requests(self, token: str, lines: Iterable[bytes]) -> None:
        """Line by line: a job's input may be larger than memory should hold twice."""
        async with self._store.writer(f"{self._folder}/{token}/{_REQUESTS}") as writer:
            for line in lines:
                await writer.write(line + b"\n")

    def requests_uri(self, token: str) -> str:
        """`s3://…` of the input."""
        return f"{self._store.url.rstrip('/')}/{self._folder}/{token}/{_REQUESTS}"

    def answers_uri(self, token: str) -> str:
        """`s3://…/` of the output."""
        return f"{self._store.url.rstrip('/')}/{self._folder}/{token}/answers/"

    async def answers(self, job: BatchJob) -> AsyncIterator[bytes]:
        """Bedrock writes `{job id}/{input's name}.out` and a manifest, which knows no single request."""
        folder = f"{self._folder}/{job.token}/answers"
        for key in [key async for key, _ in self._store.keys(folder) if key.endswith(f"/{_REQUESTS}.out")]:
            async for line in self._store.lines(key):
                yield line

    async def remove(self) -> int:
        """Remove all jobs of the upload; returns how many objects they had."""
        keys = [key async for key, _ in self._store.keys(self._folder)]
        for key in keys:
            await self._store.delete(key)
        return len(keys)

    async def _read(self, key: str) -> BatchJob:
        try:
            return BatchJob.model_validate_json(await self._store.get(key) or b"")
        except ValidationError:
            where = self._store.location(key)
            raise BadInputError(
                f"{where} is not a job that Revive wrote; remove it, and its requests are sent again"
            ) from None
