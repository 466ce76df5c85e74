"""Bedrock's jobs of batch inference: create, look, stop.

https://docs.aws.amazon.com/bedrock/latest/APIReference/API_CreateModelInvocationJob.html
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from agents.models.bedrock_client import open_client
from agents.models.bedrock_faults import answered, calling
from schemas.environment import AwsIdentity
from schemas.errors import one_line

# The states after which nothing more comes. Of the last three there may be answers to a part of the requests.
ENDED = frozenset({"Completed", "Failed", "PartiallyCompleted", "Expired", "Stopped"})
_TIMEOUT_S = 30.0
_SHORTEST_HOURS, _LONGEST_HOURS = 24, 168  # what the API takes as `timeoutDurationInHours`


@dataclass(frozen=True, slots=True)
class Look:
    """What the service says of a job."""

    status: str
    message: str

    @property
    def ended(self) -> bool:
        """Whether nothing more comes of it."""
        return self.status in ENDED


class JobsApi:
    """The jobs of one account and region. Raises `BadInputError`, `ModelUnavailableError` and `CallRejectedError`."""

    def __init__(self, client: Any, name: str, role_arn: str) -> None:
        self._client = client
        self._name = name
        self._role_arn = role_arn

    async def create(self, token: str, model_id: str, requests_uri: str, answers_uri: str, hours: float) -> str:
        """The job's ARN. With the token of an earlier call it is that call's job: none is created twice."""
        wanted = {
            "jobName": f"revive-{token}",
            "clientRequestToken": token,
            "modelId": model_id,
            "roleArn": self._role_arn,
            "modelInvocationType": "Converse",
            "inputDataConfig": {"s3InputDataConfig": {"s3Uri": requests_uri, "s3InputFormat": "JSONL"}},
            "outputDataConfig": {"s3OutputDataConfig": {"s3Uri": answers_uri}},
            "timeoutDurationInHours": int(min(max(hours + 1, _SHORTEST_HOURS), _LONGEST_HOURS)),
        }
        async with calling(self._name, _TIMEOUT_S):
            made = await answered(self._client.create_model_invocation_job(**wanted), self._name)
        return str(made.get("jobArn", ""))

    async def look(self, arn: str) -> Look:
        """How a job is doing."""
        async with calling(self._name, _TIMEOUT_S):
            said = await answered(self._client.get_model_invocation_job(jobIdentifier=arn), self._name)
        return Look(str(said.get("status", "")), one_line(said.get("message", "")))

    async def stop(self, arn: str) -> None:
        """Ask for its end; what is answered by then is charged and kept."""
        async with calling(self._name, _TIMEOUT_S):
            await answered(self._client.stop_model_invocation_job(jobIdentifier=arn), self._name)


@asynccontextmanager
async def open_jobs(name: str, aws: AwsIdentity, role_arn: str, *, real_calls: bool) -> AsyncIterator[JobsApi]:
    """The jobs until the block ends. Raises `BadInputError` without region or credentials."""
    async with open_client(
        name, aws, connections=4, timeout_s=_TIMEOUT_S, real_calls=real_calls, service="bedrock"
    ) as client:
        yield JobsApi(client, name, role_arn)
