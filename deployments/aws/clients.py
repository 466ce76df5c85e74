"""The AWS clients of a deployment, and the question whether this is the account that is meant."""

from typing import Any

import boto3
from botocore.exceptions import BotoCoreError, ClientError

from deployments.aws.stacks import Account
from schemas.errors import BadInputError, one_line


class Clients:
    """Clients with the standard AWS settings, in one region."""

    def __init__(self, region: str) -> None:
        self._session: Any = boto3.Session(region_name=region)

    @property
    def cloudformation(self) -> Any:
        """CloudFormation."""
        return self._session.client("cloudformation")

    def account_id(self) -> str:
        """Whose credentials these are. Raises `BadInputError` without any."""
        try:
            return str(self._session.client("sts").get_caller_identity()["Account"])
        except (BotoCoreError, ClientError) as error:
            raise BadInputError(f"AWS does not know us: {one_line(error)}") from None

    def secret(self, name: str) -> str:
        """A secret's text. Raises `BadInputError` if it cannot be read."""
        try:
            return str(self._session.client("secretsmanager").get_secret_value(SecretId=name)["SecretString"])
        except (BotoCoreError, ClientError) as error:
            raise BadInputError(f"the secret {name} cannot be read: {one_line(error)}") from None


def own_account(clients: Clients, account: Account) -> None:
    """Raises `BadInputError` if the credentials are another account's: nothing of prod is ever deployed to dev."""
    found = clients.account_id()
    if found != account.account_id:
        raise BadInputError(
            f"these credentials are of account {found}, and parameters/{account.name}.yaml says {account.account_id}"
        )
