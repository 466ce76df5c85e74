"""Brings a registry file of schema 1, which had columns of its own, to the tables that both backends share."""

import sqlite3
from collections.abc import Iterator
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from blocks.records.sqlite import create, insert
from blocks.registry.tables import TABLES, event_row, observation_row, release_row, version_row
from schemas.errors import StoreError
from schemas.registry import Event, Observation, ReleaseState, VersionRecord

_Record = TypeVar("_Record", bound=BaseModel)


def upgrade_registry(db: sqlite3.Connection) -> None:
    """Move the rows of the four old tables to new tables of the same names, within the caller's transaction.

    Raises `StoreError` if one is damaged; then nothing is changed.
    """
    rows = {
        "versions": [version_row(one) for one in _documents(db, "versions", VersionRecord)],
        "releases": [release_row(one) for one in _documents(db, "releases", ReleaseState)],
        "history": [event_row(one) for one in _documents(db, "history", Event)],
        "observations": [observation_row(one) for one in _documents(db, "observations", Observation)],
    }
    for table in TABLES:
        db.execute(f'DROP TABLE "{table.name}"')
        create(db, table)
        for row in rows[table.name]:
            insert(db, table, row)


def _documents(db: sqlite3.Connection, table: str, kind: type[_Record]) -> Iterator[_Record]:
    for (document,) in db.execute(f"SELECT document FROM {table}"):  # noqa: S608 -- one of the four above
        try:
            yield kind.model_validate_json(document)
        except ValidationError as error:
            raise StoreError(
                f"the registry cannot be brought to the present schema: {error.title} is damaged"
            ) from None
