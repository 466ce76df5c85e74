"""The suppression list of an SES account: who bounced or complained. SES accepts mail to them, and drops it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

from aiobotocore.config import AioConfig
from botocore.exceptions import BotoCoreError, ClientError

from aws.direct_http import DirectSession
from aws.session import aio_session
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, ProviderError, one_line

_OURS = {"retries": {"total_max_attempts": 4, "mode": "standard"}, "connect_timeout": 5, "read_timeout": 20}
_PAGE = 1_000
_REFUSED = ("AccessDenied", "UnrecognizedClient", "InvalidSignature", "ExpiredToken")


async def suppressed_at_ses(aws: AwsIdentity, region: str | None) -> AsyncIterator[str]:
    """Every address on it. Raises `BadInputError` if we may not read it, `ProviderError` if SES does not answer."""
    config = AioConfig(**(aws.config | _OURS), http_session_cls=DirectSession)
    whose = replace(aws, region=region or aws.region)
    try:
        session = await aio_session(whose, "ses")
        async with session.create_client("sesv2", config=config, **whose.arguments) as client:
            token: str | None = None
            while True:
                page = {"PageSize": _PAGE} | ({"NextToken": token} if token else {})
                answer = await client.list_suppressed_destinations(**page)
                for one in answer.get("SuppressedDestinationSummaries", ()):
                    yield str(one.get("EmailAddress", ""))
                token = answer.get("NextToken")
                if not token:
                    return
                await asyncio.sleep(0)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        said = f"ses: {code}: {one_line(error.response['Error'].get('Message', ''))}"
        raise (BadInputError if code.startswith(_REFUSED) else ProviderError)(said) from None
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"ses: {one_line(error)}") from None
