"""What an environment keeps in Secrets Manager: a JSON object of keys and connections, read when it is resolved."""

import asyncio
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError
from pydantic import BaseModel, ConfigDict, ValidationError

from aws.session import sync_session
from schemas.environment import AwsIdentity
from schemas.errors import BadInputError, one_line


class SecretValues(BaseModel):
    """What may stand in the secret; no field is needed."""

    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    openai_api_key: str = ""
    connections: dict[str, Any] | None = None  # as a block has them (docs/revenue.md)


async def secret_values(name: str, aws: AwsIdentity, environment: str) -> SecretValues:
    """Fetch and read a secret by its name or ARN. Raises `BadInputError`, which repeats nothing of it."""
    where = f"environment {environment}: secret {name}"
    text = await asyncio.to_thread(_fetched, name, aws, where)
    try:
        return SecretValues.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_input=False, include_context=False)[0]
        at = ".".join(map(str, first["loc"])) or "it"
        known = ", ".join(SecretValues.model_fields)
        raise BadInputError(f"{where}: {at}: {first['msg']}; it is a JSON object with {known}") from None


def _fetched(name: str, aws: AwsIdentity, where: str) -> str:
    arguments = {key: value for key, value in aws.arguments.items() if value is not None}
    try:
        client = sync_session(aws, where).create_client("secretsmanager", **arguments)
        return str(client.get_secret_value(SecretId=name).get("SecretString", ""))
    except ClientError as error:
        said = error.response["Error"]
        raise BadInputError(
            f"{where} cannot be read: {said.get('Code')}: {one_line(said.get('Message', ''))}"
        ) from None
    except (BotoCoreError, ValueError) as error:
        raise BadInputError(f"{where} cannot be read: {one_line(error)}") from None
