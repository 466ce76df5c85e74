"""The log of an environment, in its own records: never in the warehouse, which is somebody else's and only read.

`revenue_executions`  session             a run of an analysis; by_analysis: in the order of the days they looked from
`revenue_findings`    finding             one that is followed; by_standing: `A1/open` and `A1/closed` of each analysis
`revenue_sightings`   finding, session    what was measured each time; by_execution, by_analysis
`revenue_teaching`    analysis/kind/type  from when on verdicts count

They are beside the registry and the outbox because rows change by what people say: conditional writes, on SQLite and
DynamoDB alike, are what keeps a person's word from being overwritten by the night's run. What analysts want are tables
to read: `revive revenue export-log` writes them as Parquet, with the names of the seed.
"""

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.records.table import Attributes, Index, Row, Table
from blocks.registry.schema_upgrade import upgrade_registry
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, MissingTableError, StoreError
from schemas.revenue.log import Execution, Sighting, Tracked

EXECUTIONS = Table("revenue_executions", "execution_id", indexes=(Index("by_analysis", "analysis", "looked_from"),))
FINDINGS = Table("revenue_findings", "finding_id", indexes=(Index("by_standing", "standing", "last_seen"),))
SIGHTINGS = Table(
    "revenue_sightings",
    "finding_id",
    "execution_id",
    indexes=(Index("by_execution", "execution_id", "finding_id"), Index("by_analysis", "analysis", "as_of")),
)
TEACHING = Table("revenue_teaching", "taught")
TABLES = (EXECUTIONS, FINDINGS, SIGHTINGS, TEACHING)
_Kept = TypeVar("_Kept", bound=BaseModel)


@asynccontextmanager
async def open_log(environment: EnvironmentSpec) -> AsyncIterator[Records]:
    """The records with the log's tables. Raises `BadInputError` if the environment has none."""
    if environment.records_url is None:
        raise BadInputError(
            f"environment {environment.name!r} has no records for a log of findings: set records_url of its block"
        )
    async with open_records(environment.records_url, environment.aws, TABLES, upgrade_registry) as records:
        yield records


async def all_rows(records: Records, table: Table, key: str | None = None, index: str | None = None) -> list[Row]:
    """All rows of a table, or of one key; none where nothing was ever logged."""
    try:
        return await (records.scan(table) if key is None else records.query(table, key, index=index))
    except MissingTableError:
        return []


async def one_row(records: Records, table: Table, *primary: str) -> Row | None:
    """A row by its key; None if there is none."""
    try:
        return await records.get(table, *primary)
    except MissingTableError:
        return None


def execution_row(one: Execution, revision: int = 1) -> Row:
    """As it is stored."""
    looked_from = f"{one.as_of} {one.started_at}"
    return _row({"execution_id": one.execution_id, "analysis": one.analysis, "looked_from": looked_from}, one, revision)


def finding_row(one: Tracked, revision: int) -> Row:
    """As it is stored."""
    standing = standing_of(one.analysis, is_closed=one.closed_on is not None)
    return _row({"finding_id": one.finding_id, "standing": standing, "last_seen": one.last_seen}, one, revision)


def sighting_row(one: Sighting, revision: int = 1) -> Row:
    """As it is stored."""
    named = {name: getattr(one, name) for name in ("finding_id", "execution_id", "analysis", "as_of")}
    return _row(named, one, revision)


def standing_of(analysis: str, *, is_closed: bool) -> str:
    """Under which the findings of an analysis are found."""
    return f"{analysis}/{'closed' if is_closed else 'open'}"


def parsed(row: Row, kind: type[_Kept]) -> _Kept:
    """What is in a row. Raises `StoreError` if it is damaged."""
    try:
        return kind.model_validate_json(row.document)
    except ValidationError:
        named = ", ".join(str(value) for value in row.attributes.values())
        raise StoreError(f"the log is damaged: {kind.__name__.lower()} {named} cannot be read") from None


def many(rows: Iterable[Row], kind: type[_Kept]) -> list[_Kept]:
    """What is in rows."""
    return [parsed(row, kind) for row in rows]


def _row(attributes: Attributes, one: BaseModel, revision: int) -> Row:
    return Row(attributes, one.model_dump_json(), revision)
