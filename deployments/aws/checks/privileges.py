"""Least privilege, asked of the simulator: privileges.yaml says what each role may and what it must not."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from deployments.aws.checks.policies import Role
from deployments.aws.checks.whole import outputs_of, roles
from deployments.aws.stacks import Account
from deployments.aws.template import Rendered

Request = Mapping[str, Any]
_EXPECTED = Path(__file__).resolve().parent / "privileges.yaml"


def wrong_privileges(account: Account, stacks: Mapping[str, Rendered]) -> Iterator[str]:
    """A line for every request that is answered otherwise than privileges.yaml says, and for roles not in it."""
    known = roles(stacks)
    names = {"env": account.name, "account": account.account_id, "region": account.region}
    names |= {**outputs_of(stacks), **account.parameters}
    names["TaskEventsArn"] = _attribute(stacks, "worker", "TaskEvents")
    if "mail" in stacks:
        names["MailDoorArn"] = _attribute(stacks, "mail", "Door")
    expected: list[dict[str, Any]] = yaml.safe_load(_EXPECTED.read_text(encoding="utf-8"))
    for asked in expected:
        if (role := known.get(asked["role"])) is None:
            continue  # its stack is not deployed in this account
        for request in _asked(asked.get("may", ()), account):
            if (verdict := _ask(role, request, names)) != "allowed":
                yield f"{account.name}: {asked['role']} must be able to {_told(request)}, and it is {verdict}"
        for request in asked["may_not"]:
            if _ask(role, request, names) == "allowed":
                yield f"{account.name}: {asked['role']} must not be able to {_told(request)}"
    for name in sorted(set(known) - {asked["role"] for asked in expected}):
        if not name.startswith(("chunks.", "pages.")):  # the policy of doors.DoorRole, on other machines
            yield f"{account.name}: {name} is in no line of privileges.yaml"


def _asked(requests: Iterable[Request], account: Account) -> Iterator[Request]:
    """Those that are asked in this account."""
    return (one for one in requests if one.get("where", "") in {"", *account.parameters})


def _ask(role: Role, request: Request, names: Mapping[str, str]) -> str:
    context = {key: str(value).format_map(names) for key, value in request.get("with", {}).items()}
    return role.asks(request["action"], request["to"].format_map(names), context)


def _attribute(stacks: Mapping[str, Rendered], stack: str, resource: str) -> str:
    return str(stacks[stack].value({"Fn::GetAtt": [resource, "Arn"]}))


def _told(request: Request) -> str:
    return f"{request['action']} on {request['to']}" + (f" with {request['with']}" if "with" in request else "")
