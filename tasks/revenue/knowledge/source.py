"""The warehouse as revenue opens it: without restricted columns, and with one row for what others are joined to."""

from dataclasses import replace
from pathlib import Path

from blocks.warehouse.source import WarehouseSource, find_source
from tasks.revenue.knowledge.tables import knowledge


def revenue_source(location: str | Path, instead: Path | None = None) -> WarehouseSource:
    """Where the tables are. Raises `BadInputError` if there is no warehouse."""
    said = knowledge()
    found = find_source(Path(location), said.columns(leave_out=frozenset({"RESTRICTED"})), instead)
    # An account that is there twice would be every one of its findings twice.
    joined_to = {one.one for one in said.joins}
    return replace(found, unique={table: said.tables[table].grain for table in joined_to})
