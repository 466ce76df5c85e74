"""AWS sessions for an identity: profile, keys and role are combined here, for Bedrock, DynamoDB and S3 alike.

Bedrock is opened by `agents`, the others by `blocks`, and neither imports the other. botocore renews a role's
credentials before they expire, so a run may take longer than they live.
"""

from functools import cache
from typing import Any

from aiobotocore.credentials import AioAssumeRoleCredentialFetcher, AioDeferredRefreshableCredentials
from aiobotocore.session import AioSession
from botocore.credentials import AssumeRoleCredentialFetcher, DeferredRefreshableCredentials
from botocore.exceptions import BotoCoreError, ClientError
from botocore.loaders import Loader, create_loader
from botocore.session import Session

from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, one_line

_METHOD = "assume-role"


async def aio_session(aws: AwsIdentity, where: str) -> AioSession:
    """A session for aiobotocore; `where` begins its messages.

    Raises `BadInputError` without credentials, or if the role is refused.
    """
    session = AioSession(profile=aws.profile)
    _share_models(session)
    _give_keys(session, aws)
    credentials = await session.get_credentials()
    if credentials is None:
        raise _missing(where)
    for role, arguments in aws.roles:
        fetcher = AioAssumeRoleCredentialFetcher(**_role(session, credentials, aws, role, arguments))
        credentials = AioDeferredRefreshableCredentials(fetcher.fetch_credentials, _METHOD)
        try:
            await credentials.get_frozen_credentials()
        except (BotoCoreError, ClientError) as error:
            raise _refused(where, role, error) from None
        session._credentials = credentials  # noqa: SLF001 -- botocore takes only keys that never change otherwise
    return session


def sync_session(aws: AwsIdentity, where: str) -> Session:
    """The same for boto3."""
    session = Session(profile=aws.profile)
    _share_models(session)
    _give_keys(session, aws)
    credentials = session.get_credentials()
    if credentials is None:
        raise _missing(where)
    for role, arguments in aws.roles:
        fetcher = AssumeRoleCredentialFetcher(**_role(session, credentials, aws, role, arguments))
        credentials = DeferredRefreshableCredentials(fetcher.fetch_credentials, _METHOD)
        try:
            credentials.get_frozen_credentials()
        except (BotoCoreError, ClientError) as error:
            raise _refused(where, role, error) from None
        session._credentials = credentials  # noqa: SLF001 -- same
    if aws.region is not None:
        session.set_config_variable("region", aws.region)
    return session


def _share_models(session: Any) -> None:
    """Let all sessions of a process read a service's description once; each would parse some 100 KB of JSON again."""
    session.register_component("data_loader", _models(session.get_config_variable("data_path")))


@cache
def _models(search_path: str | None) -> Loader:
    return create_loader(search_path)


def _give_keys(session: Any, aws: AwsIdentity) -> None:
    if aws.access_key_id is not None:
        session.set_credentials(aws.access_key_id, aws.secret_access_key, aws.session_token)


def _role(session: Any, credentials: Any, aws: AwsIdentity, role: str, arguments: dict[str, Any]) -> dict[str, Any]:
    """How to assume a role as `credentials`, which may be another role's and are then renewed, too."""

    def create(service: str, **arguments: Any) -> Any:
        return session.create_client(service, region_name=aws.region, **arguments)

    return {
        "client_creator": create,
        "source_credentials": credentials,
        "role_arn": role,
        "extra_args": arguments,
    }


def _missing(where: str) -> BadInputError:
    return BadInputError(f"{where}: no AWS credentials found; set a profile, a role or keys")


def _refused(where: str, role: str, error: Exception) -> BadInputError:
    return BadInputError(f"{where}: the role {role} cannot be assumed: {one_line(error)}")
