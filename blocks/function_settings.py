"""What a function of Lambda is started with. Its variables name secrets; the values stand in no setting.

| variable | meaning |
|---|---|
| `REVIVE_ENVIRONMENT` | the environment that the function answers for |
| `REVIVE_SECRET_ARNS` | `NAME=ARN`, separated by spaces: the variables to fill from Secrets Manager |
"""

from collections.abc import Mapping, MutableMapping
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError

from aws.session import sync_session
from schemas.environment import LOCAL, AwsIdentity
from schemas.errors import BadInputError, one_line


def fill_secrets(environ: MutableMapping[str, str]) -> None:
    """Fetch what `REVIVE_SECRET_ARNS` names into its variables; before Prefect is imported, which reads them.

    Raises `BadInputError` without repeating a value.
    """
    wanted = dict(_pair(text) for text in environ.get("REVIVE_SECRET_ARNS", "").split())
    if not wanted:
        return
    client = _client(environ)
    for name, arn in wanted.items():
        try:
            environ[name] = str(client.get_secret_value(SecretId=arn)["SecretString"])
        except (BotoCoreError, ClientError) as error:
            raise BadInputError(f"{name}: its secret cannot be read: {one_line(error)}") from None


def environment_of(environ: Mapping[str, str]) -> str:
    """The environment that a function answers for."""
    return environ.get("REVIVE_ENVIRONMENT") or LOCAL


def _pair(text: str) -> tuple[str, str]:
    name, equals, arn = text.partition("=")
    if not (name and equals and arn):
        raise BadInputError("REVIVE_SECRET_ARNS: give NAME=ARN, separated by spaces")
    return name, arn


def _client(environ: Mapping[str, str]) -> Any:
    identity = AwsIdentity(region=environ.get("AWS_REGION"))
    return sync_session(identity, "REVIVE_SECRET_ARNS").create_client("secretsmanager")
