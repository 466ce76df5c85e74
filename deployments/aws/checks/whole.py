"""All stacks of an account, rendered one after the other with what those before them would give out."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from deployments.aws.checks.policies import Role, statements
from deployments.aws.stacks import BOOTSTRAP, Account, given, templates
from deployments.aws.template import Rendered, load

IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/revive@sha256:" + "0" * 64
_BOOTSTRAPPED = {
    "GitHubSubject": "repo:owner@1/revive@2:environment:dev",
    "ImageAccounts": "000000000001",
    "MonitoringAccount": "000000000003",
}


def with_mail(account: Account) -> Account:
    """The account as it is once mail is sent from it: no file of ours says so."""
    key = f"arn:aws:secretsmanager:{account.region}:{account.account_id}:secret:revive/{account.name}/mail-key-Ab"
    return replace(account, parameters={**account.parameters, "SenderDomain": "mail.example", "MailKeyArn": key})


WAYS: tuple[Callable[[Account], Account], ...] = (lambda account: account, with_mail)  # in which an account is checked


def rendered(account: Account) -> dict[str, Rendered]:
    """Every stack by its template's name, the bootstrap first. Raises `BadInputError` if an end is loose."""
    outputs: dict[str, str] = {"ImageUri": IMAGE, **_BOOTSTRAPPED}
    found: dict[str, Rendered] = {}
    for template in (load(BOOTSTRAP), *templates(account)):
        one = Rendered(template, given(template, account, outputs), account.region, account.account_id)
        found[template.name] = one
        outputs |= one.outputs()
    return found


def outputs_of(stacks: Mapping[str, Rendered]) -> dict[str, str]:
    """What all stacks give out."""
    return {name: value for one in stacks.values() for name, value in one.outputs().items()}


def roles(stacks: Mapping[str, Rendered]) -> dict[str, Role]:
    """Every role of every stack, `template.Name`, with the policies that are attached to it and its boundary."""
    policies = {
        one.value({"Ref": name}): statements(resource["Properties"]["PolicyDocument"])
        for one in stacks.values()
        for name, resource in one.resources().items()
        if resource["Type"] == "AWS::IAM::ManagedPolicy"
    }
    return {
        f"{stack}.{name}": _role(resource["Properties"], policies)
        for stack, one in stacks.items()
        for name, resource in one.resources().items()
        if resource["Type"] == "AWS::IAM::Role"
    }


def _role(properties: Mapping[str, Any], policies: Mapping[str, tuple[Mapping[str, Any], ...]]) -> Role:
    own = [one for policy in properties.get("Policies", ()) for one in statements(policy["PolicyDocument"])]
    attached = [one for name in properties.get("ManagedPolicyArns", ()) for one in policies[name]]
    boundary = properties.get("PermissionsBoundary")
    return Role((*own, *attached), None if boundary is None else policies[boundary])
