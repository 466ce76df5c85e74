"""An open client of one of AWS's services for language, as every call to it needs one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError

from agents.models.wire import require_allowed
from aws.direct_http import DirectSession
from aws.session import aio_session
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, one_line


@asynccontextmanager
async def open_client(
    name: str,
    aws: AwsIdentity,
    *,
    connections: int,
    timeout_s: float,
    real_calls: bool,
    service: str = "bedrock-runtime",
) -> AsyncIterator[Any]:
    """A client for one run; `name` begins its messages, `service` is botocore's name of the service.

    Raises `BadInputError` without region or credentials, before anything is paid.
    """
    ours = {
        # The limiter retries and reserves quota again; a retry below it would do neither.
        "retries": {"total_max_attempts": 1, "mode": "standard"},
        "connect_timeout": 5,
        "read_timeout": timeout_s,
        "max_pool_connections": max(connections, 10),
        # Saves a fifth of a call's CPU: we have checked the request's types already, and a user agent that is given is
        # not assembled anew for every call.
        "parameter_validation": False,
        "user_agent": "revive",
        "http_session_cls": DirectSession,
    }
    config = AioConfig(**(aws.config | ours))
    try:
        session = await aio_session(aws, name)
        if not (aws.region or session.get_config_variable("region")):
            raise BadInputError(f"{name}: no AWS region; set AWS_REGION")
        context = session.create_client(service, config=config, **aws.arguments)
        client = await context.__aenter__()
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"{name}: {one_line(error)}") from None
    try:
        require_allowed(client.meta.endpoint_url, real_calls=real_calls)
        yield client
    finally:
        await context.__aexit__(None, None, None)
