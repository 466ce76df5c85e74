"""A Bedrock model opened so that its calls become batch jobs."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from agents.core.limiter import Limiter
from agents.models.batch_api import open_jobs
from agents.models.batch_files import JobFiles
from agents.models.batch_jobs import Jobs, Terms
from agents.models.batch_model import BatchModel
from agents.models.bedrock import BedrockModel
from schemas.environment import EnvironmentSpec


@dataclass(frozen=True, slots=True)
class BatchServing:
    """What batch jobs of a run need, beside its environment."""

    files: JobFiles
    role_arn: str  # as which Bedrock reads requests and writes answers
    terms: Terms
    limiter: Limiter  # of the run: when it stops, and its budget
    quota: Limiter  # of what is asked on demand beside the jobs


@asynccontextmanager
async def batched(
    direct: BedrockModel, model_id: str, serving: BatchServing, environment: EnvironmentSpec
) -> AsyncIterator[BatchModel]:
    """The model, knowing the jobs of earlier runs. Raises `BadInputError` if one of them is damaged."""
    allowed = environment.real_model_calls
    async with open_jobs(direct.name, environment.aws, serving.role_arn, real_calls=allowed) as api:
        jobs = Jobs(api, serving.files, model_id, serving.terms)
        await jobs.load()
        model = BatchModel(direct, jobs, serving.limiter, serving.quota, environment.retry_for_s)
        try:
            yield model
        finally:
            await model.close()
