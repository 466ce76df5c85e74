"""What can be seen in a template, or in its rendering, without asking who may do what."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from deployments.aws.template import Rendered, Template

MOST_LINES = 499
# What AWS takes, in characters, of names that are given or made from the stack's and the resource's.
_LENGTHS: dict[str, tuple[str, int]] = {
    "AWS::SQS::Queue": ("QueueName", 80),
    "AWS::DynamoDB::Table": ("TableName", 255),
    "AWS::S3::Bucket": ("BucketName", 63),
    "AWS::IAM::Role": ("RoleName", 64),
    "AWS::Lambda::Function": ("FunctionName", 64),
    "AWS::Logs::LogGroup": ("LogGroupName", 512),
    "AWS::SNS::Topic": ("TopicName", 256),
    "AWS::CloudWatch::Dashboard": ("DashboardName", 255),
    "AWS::ECS::Cluster": ("ClusterName", 255),
    "AWS::RDS::DBInstance": ("DBInstanceIdentifier", 63),
}
# By these the program finds its queues and tables; a prefix is part of each, so that another one can stand beside it.
_NAMED_BY_PREFIX = ("AWS::SQS::Queue", "AWS::DynamoDB::Table")
_WILDCARD = re.compile(r"""^\s*(?:- )?(?:Resource:\s*)?\[?["']\*["']\]?\s*(?P<reason>#\s*\S.*)?$""")
_VARIABLE = re.compile(r"\$\{[A-Za-z]")


def wrong_shape(template: Template) -> Iterator[str]:
    """A line for everything wrong with a template as it is written."""
    lines = template.text.splitlines()
    if len(lines) > MOST_LINES:
        yield f"{template.name}: {len(lines)} lines; a template has at most {MOST_LINES}"
    for number, line in enumerate(lines, 1):
        if (found := _WILDCARD.match(line)) and found["reason"] is None and "Principal" not in line:
            yield f"{template.name}:{number}: a wildcard resource without its reason beside it"
    for place, text in _texts(template.body, inside=False):
        if _VARIABLE.search(text):
            yield f"{template.name}: {place} has a ${{…}} and no !Sub"
    used = str(template.body.get("Conditions", "")) + str(template.resources) + str(template.outputs) + template.text
    for name in template.parameters:
        if f"'{name}'" not in used and f"${{{name}}}" not in used:
            yield f"{template.name}: the parameter {name} is not used"


def wrong_names(stack: Rendered) -> Iterator[str]:
    """A line for every name that is too long once rendered, or that would block a replacement."""
    for name, resource in stack.resources().items():
        property_, most = _LENGTHS.get(resource["Type"], ("", 0))
        if not property_:
            continue
        fixed = resource.get("Properties", {}).get(property_)
        rendered = fixed or stack.value({"Ref": name})
        if len(rendered) > most:
            yield f"{stack.template.name}.{name}: {rendered!r} has {len(rendered)} characters; AWS takes {most}"
        if fixed and resource["Type"] not in _NAMED_BY_PREFIX and resource["Type"] != "AWS::CloudWatch::Dashboard":
            yield f"{stack.template.name}.{name}: a fixed {property_} blocks its replacement"


def _texts(node: Any, *, inside: bool, place: str = "") -> Iterator[tuple[str, str]]:
    """Texts that are not the argument of a Sub, with where they stand."""
    if isinstance(node, str) and not inside:
        yield place, node
    elif isinstance(node, Mapping):
        for key, value in node.items():
            yield from _texts(value, inside=inside or key == "Fn::Sub", place=f"{place}.{key}".lstrip("."))
    elif isinstance(node, list):
        for value in node:
            yield from _texts(value, inside=inside, place=place)
