"""The checks of the templates find what they are for; and the templates pass them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from deployments.aws.checks.policies import Role
from deployments.aws.checks.privileges import wrong_privileges
from deployments.aws.checks.shape import wrong_names, wrong_shape
from deployments.aws.checks.whole import WAYS, rendered, roles, with_mail
from deployments.aws.stacks import ACCOUNTS, Account, read_account
from deployments.aws.template import Rendered, Template, load, names, parse


def written(text: str, name: str = "probe") -> Template:
    return parse(name, text)


@pytest.mark.parametrize("name", names())
def test_templates_are_in_shape(name: str) -> None:
    assert list(wrong_shape(load(name))) == []


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", ACCOUNTS)
def test_accounts_have_no_loose_end_no_long_name_and_no_wide_role(name: str, way: Callable[[Account], Account]) -> None:
    account = way(read_account(name))
    stacks = rendered(account)
    assert [line for stack in stacks.values() for line in wrong_names(stack)] == []
    assert list(wrong_privileges(account, stacks)) == []


PROBE = """
Parameters:
  Environment: {Type: String}
Resources:
  Queue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: NAME
  Role:
    Type: AWS::IAM::Role
    Properties:
      Description: DESCRIPTION
      Policies:
        - PolicyDocument:
            Statement:
              Resource: "*" # it knows no resource
Outputs:
  Said:
    Value: !Ref Environment
"""


def test_a_wildcard_needs_its_reason_on_the_same_line() -> None:
    bare = PROBE.replace(" # it knows no resource", "")
    assert [line for line in wrong_shape(written(bare)) if "wildcard" in line] == [
        "probe:16: a wildcard resource without its reason beside it"
    ]
    assert list(wrong_shape(written(PROBE))) == []


def test_a_variable_outside_of_sub_is_found() -> None:
    text = PROBE.replace("DESCRIPTION", "of ${Environment}")
    assert list(wrong_shape(written(text))) == ["probe: Resources.Role.Properties.Description has a ${…} and no !Sub"]


def test_a_parameter_that_nothing_uses_is_found() -> None:
    text = PROBE.replace("!Ref Environment", "none")
    assert list(wrong_shape(written(text))) == ["probe: the parameter Environment is not used"]


def test_a_name_is_measured_as_rendered() -> None:
    one = Rendered(
        written(PROBE.replace("NAME", '!Sub "${Environment}-' + "q" * 74 + '.fifo"')), {"Environment": "dev"}
    )
    assert [line.rpartition("has ")[2] for line in wrong_names(one)] == ["83 characters; AWS takes 80"]


def test_a_fixed_name_blocks_a_replacement() -> None:
    text = PROBE.replace("Description: DESCRIPTION", "RoleName: !Sub '${Environment}-role'")
    one = Rendered(written(text), {"Environment": "dev"})
    assert list(wrong_names(one)) == ["probe.Role: a fixed RoleName blocks its replacement"]


@pytest.mark.parametrize(
    ("stack", "old", "new", "found"),
    [
        ("runs", "${ArtifactsArn}/revive/*", "${ArtifactsArn}/*", "RunRole must not be able to s3:GetObject"),
        ("runs", "table/${RecordsPrefix}-*", "table/*", "RunRole must not be able to dynamodb:GetItem"),
        ("runs", "[bedrock:InvokeModel,", "[bedrock:Converse,", "RunRole must be able to bedrock:InvokeModel"),
        ("worker", "ecs:cluster: !Ref ClusterArn", "aws:x: y", "WorkerRole must be able to ecs:RunTask"),
        (
            "bootstrap",
            "iam:PermissionsBoundary: !Ref Boundary",
            "aws:RequestedRegion: x",
            "StackRole must be able to iam",
        ),
        ("bootstrap", "- events:InvokeApiDestination\n", "\n", "TellRole must be able to events:InvokeApiDestination"),
        ("mail", "Resource: !GetAtt Door.Arn", "Resource: '*' # x", "TellRole must not be able to events:Invoke"),
        ("runs", "ses:ListSuppressedDestinations", "ses:PutSuppressedDestination", "RunRole must not be able to ses"),
    ],
)
def test_a_right_too_many_or_too_few_is_found(stack: str, old: str, new: str, found: str) -> None:
    account = with_mail(read_account("dev"))
    stacks = rendered(account)
    one = stacks[stack]
    assert old in one.template.text
    changed = written(one.template.text.replace(old, new))
    stacks[stack] = replace(one, template=replace(changed, name=stack), _conditions={})
    assert [line for line in wrong_privileges(account, stacks) if found in line]


def test_a_role_that_nobody_asked_about_is_found() -> None:
    account = read_account("dev")
    stacks = rendered(account)
    text = stacks["secrets"].template.text.replace("Resources:\n", "Resources:\n  New: {Type: 'AWS::IAM::Role'}\n")
    stacks["secrets"] = replace(stacks["secrets"], template=replace(written(text), name="secrets"))
    with pytest.raises(KeyError):  # a role has properties
        roles(stacks)
    text = text.replace("'AWS::IAM::Role'", "'AWS::IAM::Role', Properties: {}")
    stacks["secrets"] = replace(stacks["secrets"], template=replace(written(text), name="secrets"))
    assert list(wrong_privileges(account, stacks)) == ["dev: secrets.New is in no line of privileges.yaml"]


def statement(effect: str, **more: Any) -> Mapping[str, Any]:
    return {"Effect": effect, "Action": "s3:Get*", "Resource": "arn:aws:s3:::b/*", **more}


ALLOW = statement("Allow")
TLS = {"Bool": {"aws:SecureTransport": "true"}}


@pytest.mark.parametrize(
    ("role", "context", "verdict"),
    [
        (Role((ALLOW,), None), {}, "allowed"),
        (Role((), None), {}, "not allowed"),
        (Role((ALLOW, statement("Deny")), None), {}, "denied"),
        (Role((ALLOW, statement("Deny", Condition=TLS)), None), {}, "allowed"),
        (Role((ALLOW,), ()), {}, "not allowed"),
        (Role((ALLOW,), (ALLOW,)), {}, "allowed"),
        (Role((), (ALLOW,)), {}, "not allowed"),
        (Role((ALLOW,), (ALLOW, statement("Deny"))), {}, "denied"),
        (Role((statement("Allow", Condition=TLS),), None), {}, "not allowed"),
        (Role((statement("Allow", Condition=TLS),), None), {"aws:SecureTransport": "true"}, "allowed"),
        (Role((statement("Allow", Condition=TLS),), None), {"aws:SecureTransport": "false"}, "not allowed"),
        (Role((statement("Allow", Condition={"BoolIfExists": TLS["Bool"]}),), None), {}, "allowed"),
        (Role((statement("Allow", Action="S3:GETOBJECT"),), None), {}, "allowed"),  # actions have no case
        (Role((statement("Allow", Resource="arn:aws:s3:::B/*"),), None), {}, "not allowed"),  # resources do
        (Role((statement("Allow", Resource="arn:aws:s3:::b"),), None), {}, "not allowed"),
    ],
)
def test_the_simulator_answers_as_iam_does(role: Role, context: Mapping[str, str], verdict: str) -> None:
    assert role.asks("s3:GetObject", "arn:aws:s3:::b/key", context) == verdict


def test_an_operator_that_is_not_simulated_is_an_error_not_a_yes() -> None:
    role = Role((statement("Allow", Condition={"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}),), None)
    with pytest.raises(ValueError, match="IpAddress is not simulated"):
        role.asks("s3:GetObject", "arn:aws:s3:::b/key", {"aws:SourceIp": "10.1.1.1"})
