"""The Parquet file of a version: a row a customer, with the figures as of its moment and all that they rest on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from schemas.errors import BadInputError, StoreError, one_line
from tasks.upsell.features.many import features_sql, read_events

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

PARQUET = "features.parquet"
Config = dict[str, str | bool | int | float | list[str]]
_LIMITS: Config = {"threads": 2, "memory_limit": "512MB", "preserve_insertion_order": "false"}
# A telling that says what the one before it said adds nothing.
_ROWS = """
copy (
    with changed as (
        select * from visit
        window same as (partition by customer, "type", "date", nth order by known_at, key)
        qualify lag(key) over same is null
            or row(score, cost) is distinct from row(lag(score) over same, lag(cost) over same)
    ),
    histories as (
        select customer, list(struct_pack("type" := "type", "date" := "date", nth := nth, score := score, cost := cost,
            known_at := known_at, key := key) order by "date", "type", nth, known_at, key) as history
        from changed, moment where known_at <= as_of group by customer
    ),
    tellings as (
        select customer, list(struct_pack("at" := "at", known_at := known_at, key := key, plan := plan,
            lifetime_value := lifetime_value, account_created := account_created, services_count := services_count,
            property_type := property_type, year_built := year_built, size_sqft := size_sqft, outcome := outcome)
            order by "at", known_at, key) as told
        from told, moment where known_at <= as_of group by customer
    ),
    features as ({features})
    select features.* exclude (happened_by, known_by), history, told
    from features left join histories using (customer) left join tellings using (customer)
    order by customer
) to '{path}' (format parquet, compression zstd, row_group_size 20000)
"""
_REQUESTS = """
select distinct customer, as_of as happened_by, as_of as known_by from told, moment where known_at <= as_of
"""


@contextmanager
def engine(room: Path) -> Iterator["DuckDBPyConnection"]:
    """DuckDB in a folder: it sorts there what does not fit into its memory, and fetches nothing.

    Raises `StoreError` where the disk is full, and `BadInputError` for a file that is damaged.
    """
    import duckdb  # noqa: PLC0415 -- 0.1 s

    settings: Config = {**_LIMITS, "temp_directory": str(room), "autoinstall_known_extensions": "false"}
    try:
        with duckdb.connect(config=settings) as connection:
            connection.execute("set timezone = 'UTC'")
            yield connection
    except (duckdb.IOException, duckdb.OutOfMemoryException) as error:
        raise StoreError(f"features cannot be computed in {room}: {one_line(error)}") from None
    except (duckdb.InvalidInputException, duckdb.SerializationException) as error:
        raise BadInputError(f"a file of features is damaged; build again: {one_line(error)}") from None


def write_table(lines: Path, room: Path, as_of: datetime) -> tuple[int, int]:
    """`features.parquet` in `room`, of a file with a stored event a line; how many events and customers there are."""
    with engine(room) as connection:
        read_events(connection, str(lines))
        path = str(room / PARQUET).replace("'", "''")
        copy = _ROWS.format(features=features_sql(_REQUESTS), path=path)
        connection.execute("create table moment as select $as_of::timestamptz as as_of", {"as_of": as_of})
        connection.execute(copy)
        counted = connection.execute("select count(*) from event").fetchone()
        customers = connection.execute(f"select count(*) from '{path}'").fetchone()  # noqa: S608 -- our own path
    assert counted is not None
    assert customers is not None
    return counted[0], customers[0]


def write_without(table: Path, room: Path, customers: frozenset[str]) -> int:
    """The same file without some customers; returns how many are left."""
    with engine(room) as connection:
        source, path = (str(one).replace("'", "''") for one in (table, room / PARQUET))
        connection.execute("create table gone (customer varchar)")
        connection.executemany("insert into gone values (?)", [(one,) for one in sorted(customers)])
        connection.execute(
            f"copy (select * from '{source}' where customer not in (select customer from gone) order by customer) "  # noqa: S608 -- our own paths
            f"to '{path}' (format parquet, compression zstd, row_group_size 20000)"
        )
        left = connection.execute(f"select count(*) from '{path}'").fetchone()  # noqa: S608 -- same
    assert left is not None
    return int(left[0])
