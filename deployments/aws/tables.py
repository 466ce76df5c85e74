"""templates/tables.yaml, written from the tables that the code declares: `python -m deployments.aws.tables`.

A table that the program made for itself would have no backups; so in AWS the roles may make none, and this template
has all of them. `make aws` says when it is behind the code.
"""

import importlib
import pkgutil
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import yaml

from blocks.records.dynamodb import definition
from blocks.records.table import Table
from deployments.aws.template import FOLDER

_ROOMS = ("blocks", "tasks")
_HEAD = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: >-
  Revive's tables, as the code declares them; written by `python -m deployments.aws.tables`, not by hand. The program
  finds them by their prefix, so they have names; another prefix makes other tables beside them.

Parameters:
  Environment:
    Type: String
  RecordsPrefix:
    Type: String
    AllowedPattern: "[a-zA-Z0-9_.-]{1,200}"

Conditions:
  IsProd: !Equals [!Ref Environment, prod]

Resources:
"""
_TABLE = """\
  {name}:
    Type: AWS::DynamoDB::Table
    DeletionPolicy: RetainExceptOnCreate
    UpdateReplacePolicy: Retain
    Properties: {{
      TableName: !Sub "${{RecordsPrefix}}-{table}", BillingMode: PAY_PER_REQUEST,
      DeletionProtectionEnabled: !If [IsProd, true, false], SSESpecification: {{SSEEnabled: true}},
      PointInTimeRecoverySpecification: {{PointInTimeRecoveryEnabled: true}},
      TimeToLiveSpecification: {{AttributeName: expires_at, Enabled: true}},
"""


def declared() -> list[Table]:
    """Every table of the records that a module of ours declares, by name."""
    found = {table.name: table for module in _modules() for table in vars(module).values() if isinstance(table, Table)}
    return [found[name] for name in sorted(found)]


def _modules() -> Iterator[ModuleType]:
    for room in _ROOMS:
        package = importlib.import_module(room)
        for info in pkgutil.walk_packages(package.__path__, f"{room}."):
            if not info.name.endswith("child"):  # what a child process runs does so when it is imported
                yield importlib.import_module(info.name)


def template() -> str:
    """The whole template."""
    return _HEAD + "".join(_resource(table) for table in declared()) + _outputs()


def _resource(table: Table) -> str:
    described = definition(table)
    schema = ("AttributeDefinitions", "KeySchema", "LocalSecondaryIndexes", "GlobalSecondaryIndexes")
    lines = "".join(f"      {key}: {_inline(described[key])},\n" for key in schema if key in described)
    return _TABLE.format(name=_logical(table.name), table=table.name) + lines + "    }\n"


def _inline(value: Any) -> str:
    return yaml.safe_dump(value, default_flow_style=True, width=10_000, sort_keys=False).strip()


def _logical(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("_"))


def _outputs() -> str:
    return "\nOutputs:\n  RecordsUrl:\n    Value: !Sub dynamodb://${RecordsPrefix}\n"


if __name__ == "__main__":
    path = FOLDER / "tables.yaml"
    path.write_text(template(), encoding="utf-8")
    sys.stdout.write(f"{path}: {len(declared())} tables\n")
