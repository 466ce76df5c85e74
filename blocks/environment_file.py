"""Environments in a file, so that they are reviewed and the same again: what becomes of each on Prefect's server.

No secret stands in it. What a block has of secrets (keys, tokens) it keeps when the file is applied again.
"""

from typing import Any

from httpx import HTTPError
from prefect.exceptions import PrefectException
from prefect_aws import AwsCredentials, AwsSecret
from prefect_aws.assume_role_parameters import AssumeRoleParameters
from prefect_aws.client_parameters import AwsClientParameters
from pydantic import BaseModel, ConfigDict, Field

from blocks.environment import EVERYWHERE, Environment
from blocks.prefect_server import ServerError
from schemas.environment import LOCAL, ROLE, RoleStep
from schemas.errors import BadInputError


class AwsSaid(BaseModel):
    """Who the environment's processes are on AWS; on ECS and Lambda the role of the task, so that nothing is said."""

    model_config = ConfigDict(extra="forbid")

    region: str | None = None
    profile: str | None = None
    role_arn: str | None = Field(default=None, pattern=ROLE)
    external_id: str | None = None
    session_name: str | None = None
    endpoint_url: str | None = None
    then: list[RoleStep] = Field(default_factory=list, description="Further roles, each assumed as the one before.")


class EnvironmentSaid(BaseModel):
    """One environment of the file. Fields beside `aws` are the block's, and have its rules."""

    model_config = ConfigDict(extra="allow")

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,60}$")
    aws: AwsSaid | None = None
    secret: str | None = Field(
        default=None,
        pattern=r"^[A-Za-z0-9/_+=.@:-]{1,512}$",
        description="The name or ARN of a secret of Secrets Manager that holds keys and connections.",
    )


class EnvironmentsSaid(BaseModel):
    """The file: a list, so that dev, test and prod may stand in one or in three."""

    model_config = ConfigDict(extra="forbid")

    environments: list[EnvironmentSaid] = Field(min_length=1)


# Fields of a block that the file says in its own way.
_OWN = frozenset({"aws_credentials", "further_roles", "secret"})


def known_fields() -> frozenset[str]:
    """The fields of a block that may stand in a file: those that hold no secret."""
    fields = Environment.model_fields
    secret = {name for name, field in fields.items() if "Secret" in str(field.annotation)}
    return frozenset(name for name in fields if not name.startswith("_")) - secret - _OWN


async def apply(said: EnvironmentSaid) -> list[str]:
    """Bring the block of this name to what the file says; the fields that changed, `created` for a new one.

    Raises `BadInputError` on a field that is not known or may not stand in a file, `ServerError` without a server.
    """
    if said.name in (LOCAL, EVERYWHERE):
        raise BadInputError(f"environment {said.name!r} needs no block and cannot have one")
    given = dict(said.model_extra or {})
    if unknown := sorted(set(given) - known_fields()):
        raise BadInputError(
            f"environment {said.name}: {unknown[0]!r} is not a field of it (secrets are entered in Prefect's UI); "
            f"known: {', '.join(sorted(known_fields()))}, aws"
        )
    try:
        before = await _before(said.name)
        after = block_of(before, said)
        changed = _changed(before, after)
        if changed:
            await after.asave(said.name, overwrite=True)
    except (HTTPError, PrefectException) as error:
        raise ServerError(
            f"environment {said.name}: Prefect's server did not take it: {type(error).__name__}"
        ) from None
    return changed


async def _before(name: str) -> Environment | None:
    try:
        block: Environment = await Environment.aload(name)
    except ValueError:
        return None
    return block


def block_of(before: Environment | None, said: EnvironmentSaid) -> Environment:
    """The block of an environment of the file; `before` is the one that is there. Raises `BadInputError`."""
    secrets = {} if before is None else {name: getattr(before, name) for name in _kept()}
    credentials = _credentials(before, said.aws)
    own = {
        "aws_credentials": credentials,
        "further_roles": said.aws.then if said.aws is not None else [],
        "secret": said.secret and AwsSecret(aws_credentials=credentials or AwsCredentials(), secret_name=said.secret),
    }
    try:
        return Environment(**secrets, **(said.model_extra or {}), **own)
    except ValueError as error:
        first = str(error).splitlines()
        raise BadInputError(f"environment: {' '.join(line.strip() for line in first[1:3])}") from None


def _kept() -> frozenset[str]:
    """The fields that only a person enters."""
    return frozenset(Environment.model_fields) - known_fields() - _OWN


def _credentials(before: Environment | None, aws: AwsSaid | None) -> AwsCredentials | None:
    """The credentials of the file, with the keys that the block has."""
    had = None if before is None else before.aws_credentials
    if aws is None:
        return had if had is not None and had.aws_access_key_id is not None else None
    keys = {} if had is None else {
        "aws_access_key_id": had.aws_access_key_id,
        "aws_secret_access_key": had.aws_secret_access_key,
        "aws_session_token": had.aws_session_token,
    }  # fmt: skip
    role = AssumeRoleParameters(ExternalId=aws.external_id, RoleSessionName=aws.session_name or "revive")
    return AwsCredentials(
        **keys,
        region_name=aws.region,
        profile_name=aws.profile,
        assume_role_arn=aws.role_arn,
        assume_role_kwargs=role,
        aws_client_parameters=AwsClientParameters(endpoint_url=aws.endpoint_url),
    )


def _changed(before: Environment | None, after: Environment) -> list[str]:
    if before is None:
        return ["created"]
    names = [*sorted(known_fields()), *sorted(_OWN)]
    return [name for name in names if _plain(getattr(before, name)) != _plain(getattr(after, name))]


def _plain(value: Any) -> Any:
    """A value as it can be compared: two loads of one block are never the same object."""
    if isinstance(value, AwsSecret):
        return value.secret_name, _plain(value.aws_credentials)
    if isinstance(value, AwsCredentials):
        hidden = {"aws_access_key_id", "aws_secret_access_key", "aws_session_token"}
        return value.model_dump(exclude=hidden, mode="json")
    return value
