"""Which warehouses the server may read."""

from contextvars import copy_context
from pathlib import Path

from blocks.local_file import confine_to, permitted
from blocks.settings import read_source_rules
from schemas.errors import BadInputError, shown
from tasks.revenue.reading import FIREBOLT


def permitted_warehouse(warehouse: str) -> str:
    """Its resolved path. Raises `BadInputError` if the server may not read it, or there is none."""
    if warehouse.startswith(FIREBOLT):
        return warehouse  # the environment's own connection says what of it may be read
    # In a context of its own: what is confined there must not confine the server.
    return copy_context().run(_permitted, warehouse)


def _permitted(warehouse: str) -> str:
    confine_to(read_source_rules().roots)
    location = permitted(Path(warehouse).expanduser())
    if not location.exists():
        raise BadInputError(f"there is no warehouse {shown(warehouse)}")
    return str(location.resolve())
