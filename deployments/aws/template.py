"""CloudFormation templates read as data, and rendered with sample values as the service would."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "templates"
NOTHING = object()  # AWS::NoValue
# Functions of arguments that are resolved already, and of the region.
_FUNCTIONS: dict[str, Callable[[Any, str], Any]] = {
    "Fn::Equals": lambda said, _: str(said[0]) == str(said[1]),
    "Fn::Not": lambda said, _: not said[0],
    "Fn::Join": lambda said, _: said[0].join(map(str, said[1])),
    "Fn::Select": lambda said, _: said[1][int(said[0])],
    "Fn::GetAZs": lambda _, region: [f"{region}a", f"{region}b"],
    "Fn::Cidr": lambda said, _: [f"10.0.{16 * number}.0/20" for number in range(int(said[1]))],
}
_VARIABLE = re.compile(r"\$\{(!?)([A-Za-z0-9:.]+)\}")


class _Loader(yaml.SafeLoader):
    """YAML with CloudFormation's tags, each as its long form."""


def _tag(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> dict[str, Any]:
    value: Any
    if isinstance(node, yaml.ScalarNode):
        value = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    else:
        assert isinstance(node, yaml.MappingNode)
        value = loader.construct_mapping(node, deep=True)
    if suffix == "GetAtt" and isinstance(value, str):
        value = value.split(".", 1)
    return {suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}": value}


_Loader.add_multi_constructor("!", _tag)
# CloudFormation reads dates such as a policy's version as text.
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)


@dataclass(frozen=True, slots=True)
class Template:
    """One file of templates/."""

    name: str  # without .yaml; the stack is called revive-ENVIRONMENT-name
    text: str
    body: Mapping[str, Any]

    @property
    def parameters(self) -> Mapping[str, Mapping[str, Any]]:
        """What it takes."""
        found: Mapping[str, Mapping[str, Any]] = self.body.get("Parameters", {})
        return found

    @property
    def resources(self) -> Mapping[str, Mapping[str, Any]]:
        """What it makes."""
        found: Mapping[str, Mapping[str, Any]] = self.body["Resources"]
        return found

    @property
    def outputs(self) -> Mapping[str, Mapping[str, Any]]:
        """What later stacks take as parameters of the same name."""
        found: Mapping[str, Mapping[str, Any]] = self.body.get("Outputs", {})
        return found


def parse(name: str, text: str) -> Template:
    """A template from its text."""
    return Template(name, text, yaml.load(text, _Loader))  # noqa: S506 -- a SafeLoader with the tags above


def load(name: str) -> Template:
    """A template by its name."""
    return parse(name, (FOLDER / f"{name}.yaml").read_text(encoding="utf-8"))


def names() -> list[str]:
    """Every template."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@dataclass(slots=True)
class Rendered:
    """A template with the values that a deployment would give it. What AWS makes up is `made-up-…`."""

    template: Template
    given: Mapping[str, str]
    region: str = "us-east-1"
    account: str = "123456789012"
    _conditions: dict[str, bool] = field(default_factory=dict)

    def resources(self) -> dict[str, dict[str, Any]]:
        """The resources whose condition holds, with all functions resolved."""
        return {
            name: {key: self.value(part) for key, part in resource.items() if key != "Condition"}
            for name, resource in self.template.resources.items()
            if self.holds(resource.get("Condition"))
        }

    def outputs(self) -> dict[str, str]:
        """The outputs, as later stacks are given them."""
        return {name: str(self.value(output["Value"])) for name, output in self.template.outputs.items()}

    def holds(self, condition: str | None) -> bool:
        """Whether a condition is met; no condition always is."""
        if condition is None:
            return True
        if condition not in self._conditions:
            self._conditions[condition] = bool(self.value(self.template.body["Conditions"][condition]))
        return self._conditions[condition]

    def value(self, node: Any) -> Any:
        """A part of the template with its functions resolved."""
        if isinstance(node, list):
            return [one for one in map(self.value, node) if one is not NOTHING]
        if not isinstance(node, dict):
            return node
        if len(node) == 1:
            (function, argument), *_ = node.items()
            if function in ("Ref", "Condition") or function.startswith("Fn::"):
                return self._called(function, argument)
        return {key: value for key, value in ((k, self.value(v)) for k, v in node.items()) if value is not NOTHING}

    def _called(self, function: str, argument: Any) -> Any:
        lazy: dict[str, Callable[[Any], Any]] = {
            "Ref": self._referred,
            "Condition": self.holds,
            "Fn::Sub": self._substituted,
            "Fn::GetAtt": lambda named: self._attribute(*named),
            "Fn::If": lambda said: self.value(said[1] if self.holds(said[0]) else said[2]),
        }
        if function in lazy:
            return lazy[function](argument)
        if function not in _FUNCTIONS:
            raise ValueError(f"{self.template.name}: {function} is not rendered; add it to deployments/aws/template.py")
        return _FUNCTIONS[function](self.value(argument), self.region)

    def _referred(self, name: str) -> Any:
        pseudo: dict[str, Any] = {
            "AWS::Region": self.region,
            "AWS::AccountId": self.account,
            "AWS::Partition": "aws",
            "AWS::StackName": f"revive-{self.given.get('Environment', 'dev')}-{self.template.name}",
            "AWS::NoValue": NOTHING,
        }
        if name in pseudo:
            return pseudo[name]
        parameter = self.template.parameters.get(name)
        if parameter is None:
            return self._made(name)
        value = self.given.get(name, parameter.get("Default", f"made-up-{name}"))
        is_list = parameter["Type"] == "CommaDelimitedList" or parameter["Type"].startswith("List<")
        return str(value).split(",") if is_list else str(value)

    def _made(self, name: str) -> str:
        """What `Ref` of a resource gives: usually its name, made of the stack's, the resource's and 13 signs."""
        resource = self.template.resources[name]
        named = [key for key in resource.get("Properties", {}) if key in ("QueueName", "TableName")]
        if named:
            return str(self.value(resource["Properties"][named[0]]))
        generated = f"{self._referred('AWS::StackName')}-{name}-1A2B3C4D5E6F7"
        return generated.lower() if resource["Type"] == "AWS::S3::Bucket" else generated

    def _attribute(self, name: str, attribute: str) -> str:
        if attribute != "Arn":
            return self._made(name) if attribute.endswith("Name") else f"made-up-{name}-{attribute}"
        service = self.template.resources[name]["Type"].split("::")[1].lower()
        kinds = {"iam": "role/", "dynamodb": "table/", "lambda": "function:", "logs": "log-group:", "ecs": "cluster/"}
        if service == "s3":
            return f"arn:aws:s3:::{self._made(name)}"
        region = "" if service == "iam" else self.region
        kind = kinds.get(service, "repository/" if service == "ecr" else "")
        return f"arn:aws:{service}:{region}:{self.account}:{kind}{self._made(name)}"

    def _substituted(self, argument: Any) -> str:
        text, given = (argument, {}) if isinstance(argument, str) else argument

        def one(found: re.Match[str]) -> str:
            literal, name = found.groups()
            if literal:
                return "${" + name + "}"
            if name in given:
                return str(self.value(given[name]))
            resource, _, attribute = name.partition(".")
            if attribute:
                return self._attribute(resource, attribute)
            value = self._referred(name)
            return ",".join(value) if isinstance(value, list) else str(value)

        return _VARIABLE.sub(one, text)
