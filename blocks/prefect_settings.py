"""What Prefect is to run again and with what: deployments, schedules, automations, variables. Read, never changed.

An erasure cleans the history (`prefect_history`), but a setting belongs to whoever made it: a deployment that reads
`/in/ann@acme.example.csv` would read another file if its parameters were rewritten. So it is named.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from schemas.errors import StoreError, shown

_FLOW = "coalesce((SELECT flow.name || '/' FROM flow WHERE flow.id = deployment.flow_id), '')"


@dataclass(frozen=True, slots=True)
class _Setting:
    """A table of settings (Prefect 3.8): what it is called, how a row is named, and what people fill in."""

    what: str
    table: str
    name: str
    fields: tuple[str, ...]
    joined: str = ""


_SETTINGS = (
    _Setting(
        "deployment",
        "deployment",
        f"{_FLOW} || deployment.name",
        ("name", "parameters", "description", "tags", "infra_overrides", "pull_steps"),
    ),
    _Setting(
        "schedule of deployment",
        "deployment_schedule",
        f"{_FLOW} || deployment.name",
        ("slug", "parameters"),
        "JOIN deployment ON deployment.id = deployment_schedule.deployment_id",
    ),
    _Setting(
        "automation",
        "automation",
        "automation.name",
        ("name", "description", "trigger", "actions", "actions_on_trigger", "actions_on_resolve", "tags"),
    ),
    _Setting("variable", "variable", "variable.name", ("name", "value", "tags")),
)


def settings_that_name(path: Path, cleaned: Callable[[Any], Any]) -> list[str]:
    """The fields of settings that `cleaned` would change, as `deployment winback/nightly: parameters.source`.

    Raises `StoreError` if the file cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            return [line for setting in _SETTINGS for line in _named(database, setting, cleaned)]
    except sqlite3.Error as error:
        raise StoreError(f"cannot read {path}: {error}; stop the Prefect server and erase again") from None


def _named(database: sqlite3.Connection, setting: _Setting, cleaned: Callable[[Any], Any]) -> Iterator[str]:
    table = setting.table
    there = {column for _, column, *_ in database.execute(f'PRAGMA table_info("{table}")')}
    fields = [field for field in setting.fields if field in there]
    if not fields:
        return
    # The names come from the list above.
    columns = ", ".join(f'{table}."{field}"' for field in fields)
    for name, *values in database.execute(f"SELECT {setting.name}, {columns} FROM {table} {setting.joined}"):  # noqa: S608
        for field, value in zip(fields, values, strict=True):
            for where in _changed(_parsed(value), cleaned, field):
                yield f"{setting.what} {shown(str(name))}: {shown(where)}"


def _parsed(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _changed(value: object, cleaned: Callable[[Any], Any], where: str) -> Iterator[str]:
    """Where the leaves are that `cleaned` would change, keys included."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if cleaned(key) != key:
                yield where
            yield from _changed(inner, cleaned, f"{where}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _changed(inner, cleaned, f"{where}[{number}]")
    elif isinstance(value, str) and cleaned(value) != value:
        yield where
