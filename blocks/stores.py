"""Opening an artifact store: a folder, or a bucket and prefix on S3."""

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from obstore.exceptions import BaseError
from obstore.store import LocalStore, S3Store

from blocks.artifacts import ArtifactStore
from blocks.urls import redacted, split_url
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, one_line

if TYPE_CHECKING:
    from obstore.store import BackoffConfig  # obstore has these types for type checkers only

# Bounded by time, not by attempts: a dozen attempts were over in two seconds.
_BACKOFF: "BackoffConfig" = {
    "init_backoff": timedelta(milliseconds=200),
    "max_backoff": timedelta(seconds=4),
    "base": 3,
}


def open_store(url: str, aws: AwsIdentity, s3_endpoint: str | None) -> ArtifactStore:
    """The store at `file:///…` or `s3://bucket/prefix`."""
    # From now on, only the owner may read what this process writes: names, addresses and reasons of customers and,
    # even with artifacts on S3, this machine's logs and registry.
    os.umask(0o077)
    parts = split_url(url)
    if parts.query or parts.fragment:
        raise BadInputError(f"cannot keep artifacts at {redacted(url)}: write ? and # in a path as %3F and %23")
    if parts.scheme == "file" and parts.netloc in ("", "localhost") and parts.path.startswith("/"):
        return open_folder(Path(unquote(parts.path)))
    if parts.scheme == "s3" and parts.netloc and "@" not in parts.netloc:
        return ArtifactStore(_s3(parts.netloc, parts.path.strip("/"), aws, s3_endpoint), url, None)
    raise BadInputError(f"cannot keep artifacts at {redacted(url)}: give file:///… or s3://bucket/prefix")


def open_folder(folder: Path) -> ArtifactStore:
    """A folder on this machine, created if need be, that only its owner may read."""
    # From now on, only the owner may read what this process writes: names, addresses and reasons of customers.
    os.umask(0o077)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        store = LocalStore(folder, mkdir=True)
    except (BaseError, OSError) as error:
        raise BadInputError(f"cannot keep artifacts in {folder}: {getattr(error, 'strerror', None) or error}") from None
    return ArtifactStore(store, folder.as_uri(), folder)


def _s3(bucket: str, prefix: str, aws: AwsIdentity, endpoint: str | None) -> S3Store:
    from boto3 import Session  # noqa: PLC0415 -- a laptop without S3 does not wait for boto3
    from botocore.exceptions import BotoCoreError  # noqa: PLC0415 -- same
    from obstore.auth.boto3 import Boto3CredentialProvider  # noqa: PLC0415 -- same

    from aws.session import sync_session  # noqa: PLC0415 -- same

    endpoint = aws.endpoint_url or endpoint
    try:
        session = Session(botocore_session=sync_session(aws, f"s3://{bucket}"))
        region = session.region_name or "us-east-1"
        return S3Store(
            bucket,
            prefix=prefix or None,
            region=region,
            endpoint=endpoint,
            credential_provider=Boto3CredentialProvider(session),
            virtual_hosted_style_request=endpoint is None,
            # If the endpoint is http, somebody has set it so.
            client_options={
                "allow_http": bool(endpoint and endpoint.startswith("http://")),
                "allow_invalid_certificates": aws.verify is False,
                "timeout": "30s",
            },
            retry_config={"max_retries": 10_000, "retry_timeout": timedelta(seconds=90), "backoff": _BACKOFF},
        )
    except (BotoCoreError, BaseError, ValueError) as error:
        raise BadInputError(f"s3://{bucket}: {one_line(error)}") from None
