"""Which stacks there are, in which order, and what each is given: the account's file, then earlier stacks' outputs."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from deployments.aws.template import Template, load
from schemas.errors import BadInputError

ACCOUNTS = ("dev", "test", "prod")
_PARAMETERS = Path(__file__).resolve().parent / "parameters"
# By an administrator, once; the deployment itself may not change what it may do.
BOOTSTRAP = "bootstrap"
_ORDER = (
    "secrets", "network", "egress", "data", "tables", "queues", "audit", "cluster", "database", "prefect", "runs",
    "worker", "doors", "mail", "chunks", "pages", "scaling", "monitoring", "account",
)  # fmt: skip
# Settings of the file that no template takes.
_OURS = frozenset({"AccountId", "Region", "Egress"})


@dataclass(frozen=True, slots=True)
class Account:
    """A file of parameters/."""

    name: str  # dev, test or prod
    account_id: str
    region: str
    egress: bool  # whether there is a way out to the internet
    parameters: Mapping[str, str]

    def stack(self, template: str) -> str:
        """What a stack is called there."""
        return f"revive-{self.name}-{template}"


def read_account(name: str, folder: Path = _PARAMETERS) -> Account:
    """The parameters of an account. Raises `BadInputError` if its file cannot be used."""
    path = folder / f"{name}.yaml"
    try:
        said: Any = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise BadInputError(f"{path}: {error}") from None
    missing = [key for key in ("AccountId", "Region", "Environment") if not isinstance(said, dict) or key not in said]
    if missing:
        raise BadInputError(f"{path}: {', '.join(missing)} must be given")
    if said["Environment"] != name:
        raise BadInputError(f"{path}: Environment is {said['Environment']!r}; it must be {name}, as the file is called")
    parameters = {key: _text(value) for key, value in said.items() if key not in _OURS}
    return Account(name, str(said["AccountId"]), str(said["Region"]), said.get("Egress") is True, parameters)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def wanted(account: Account) -> list[str]:
    """The templates of this account, in the order in which they are deployed."""
    left_out = set()
    if not account.egress:
        left_out.add("egress")
    if "PrefectApiUrl" in account.parameters:  # Prefect Cloud, or a server that is there already
        left_out |= {"database", "prefect"}
    if "CertificateArn" not in account.parameters:
        left_out |= {"pages", "scaling"}
    if "MailKeyArn" not in account.parameters:
        left_out.add("mail")
    return [name for name in _ORDER if name not in left_out]


def given(template: Template, account: Account, outputs: Mapping[str, str]) -> dict[str, str]:
    """The parameters of a stack: what the account's file says, else what an earlier stack gave out.

    Raises `BadInputError` if something is missing.
    """
    known = {**outputs, **account.parameters}
    found = {name: known[name] for name in template.parameters if name in known}
    missing = [name for name, one in template.parameters.items() if name not in found and "Default" not in one]
    if missing:
        raise BadInputError(
            f"{template.name}: neither an earlier stack nor parameters/{account.name}.yaml gives {', '.join(missing)}"
        )
    return found


def templates(account: Account) -> list[Template]:
    """The templates of this account, read."""
    return [load(name) for name in wanted(account)]
