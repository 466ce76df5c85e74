"""Data in a warehouse that may mean something other than the analyses assume. It is reported, never decided.

A table is looked at where the analysis reads it: how many rows have values that nobody here tells apart, amounts that
cannot be, no account, or a key that another row has; and whether amounts are dollars.
"""

import re
from collections.abc import Iterator

from blocks.warehouse.warehouse import Warehouse
from schemas.errors import BadInputError, one_line
from tasks.revenue.knowledge.tables import Column, Table, knowledge

_EMPTY = 0.2  # of the rows, from which on a column that matters is said to be empty
_DAYS = 190  # of usage that are looked at: what analyses compare, and no more
_FEWEST_DAYS = 120  # of them that have any row
_SHOWN = 5  # values, enough to see what they are
_TIME = {"consumption_daily": "usage_date"}


def relevant(sql: str) -> dict[str, set[str]]:
    """By table that queries read: its columns that stand in them."""
    words = set(re.findall(r"[a-z_]+", re.sub(r"--.*", "", sql).lower()))
    tables = {name: said for name, said in knowledge().tables.items() if name in words}
    return {name: {column for column in said.columns if column in words} for name, said in tables.items()}


def missing_of(warehouse: Warehouse, read: dict[str, set[str]]) -> Iterator[str]:
    """The tables and columns that an analysis reads and that are not there.

    Raises `BadInputError` if a table has no column by which its rows are known: there is nothing to go by.
    """
    for table, columns in read.items():
        there = warehouse.there.get(table)
        if there is None:
            yield f"there is no table {table}"
            continue
        for name in knowledge().tables[table].grain:
            if name not in there:
                others = ", ".join(warehouse.unread[table][:12]) or "no other column"
                raise BadInputError(
                    f"{table} has no column {name} (it has {others}): say in warehouse.yaml which it is"
                )
        yield from (f"{table} has no column {name}" for name in sorted(columns) if name not in there)


async def doubts_of(warehouse: Warehouse, read: dict[str, set[str]], as_of: str) -> list[str]:
    """What looks odd, one line per doubt."""
    found: list[str] = []
    for table, columns in read.items():
        if table not in warehouse.there:
            continue
        if warehouse.again.get(table):
            key = " and ".join(knowledge().tables[table].grain)
            found.append(f"{table}: {warehouse.again[table]:,} rows have the same {key} as another, which is read")
        found += await _of_table(warehouse, table, columns & set(warehouse.there[table]), as_of)
        foreign = [name for name in warehouse.currencies.get(table, ()) if name not in {"USD", "US$", "$"}]
        amounts = sorted(name for name in columns if name.endswith("_usd"))
        if foreign and amounts:
            found.append(f"{table} is also in {', '.join(foreign)}, and {' and '.join(amounts)} is taken for dollars: "
                         "give rates in warehouse.yaml")  # fmt: skip
    return found


async def _of_table(warehouse: Warehouse, table: str, columns: set[str], as_of: str) -> list[str]:
    said = knowledge().tables[table]
    checks = dict(_checks(table, said, columns))
    time = _TIME.get(table)
    newest = "CAST($as_of AS DATE)"
    where = f" WHERE {time} <= {newest} AND {time} > {newest} - INTERVAL {_DAYS} DAY" if time else ""
    counts = ", ".join(f"{expression} AS c{number}" for number, expression in enumerate(checks.values()))
    sql = f"SELECT count(*) AS total, {counts} FROM {table}{where}"  # noqa: S608 -- names and values of ours
    answered = await warehouse.rows(sql, {"as_of": as_of} if time else {})
    if answered.answer != "rows":
        return [f"{table} cannot be looked at: {answered.error}"]
    total, *found = answered.rows[0]
    return [line for said_of, one in zip(checks, found, strict=True) if one for line in _lines(said_of, one, total)]


def _checks(table: str, said: Table, columns: set[str]) -> Iterator[tuple[str, str]]:
    """By what is said of it: an expression that counts the rows it is true of, or names the values."""
    key = ", ".join(said.grain)
    yield (
        f"{table}: {{n}} have the same {' and '.join(said.grain)} as another",
        f"count(*) - count(DISTINCT hash({key}))",
    )
    if table != "accounts":
        known = "SELECT account_id FROM accounts WHERE account_id IS NOT NULL"
        if "account_id" in columns:
            yield (
                f"{table}: {{n}} belong to no account that is there",
                f"count(*) FILTER (account_id NOT IN ({known}))",
            )
    if table in _TIME:
        days = f"count(DISTINCT {_TIME[table]})"
        yield f"{table} has rows on {{days}} of the last {_DAYS} days: analyses compare days", _if_few(days)
    for name in sorted(columns):
        yield from _of_column(table, name, said.columns[name])


def _if_few(days: str) -> str:
    return f"CASE WHEN {days} BETWEEN 1 AND {_FEWEST_DAYS - 1} THEN {days} END"


def _of_column(table: str, name: str, one: Column) -> Iterator[tuple[str, str]]:
    bounds = [(f"{name} < {one.at_least}", one.at_least), (f"{name} > {one.at_most}", one.at_most)]
    odd = [condition for condition, bound in bounds if bound is not None]
    if odd:
        can_be = _range(one.at_least, one.at_most)
        yield f"{table}: {{n}} have a {name} that is not {can_be}", f"count(*) FILTER ({' OR '.join(odd)})"
    if one.values:
        known = ", ".join(f"'{value}'" for value in one.values)
        yield (
            f"{table}.{name} is read as {', '.join(one.values)}; it also has {{values}}",
            f"list(DISTINCT {name} ORDER BY {name}) FILTER ({name} NOT IN ({known}))",
        )
    if one.matters:
        yield f"{table}: {{much}} have no {name}", f"count(*) FILTER ({name} IS NULL)"


def _range(low: float | None, high: float | None) -> str:
    if low is None or high is None:
        return f"at least {low:g}" if high is None else f"at most {high:g}"
    return f"{low:g} to {high:g}"


def _lines(line: str, count: int | list[str], total: int) -> Iterator[str]:
    if isinstance(count, list):
        shown = ", ".join(one_line(str(one))[:40] for one in count[:_SHOWN])
        yield line.format(values=f"{shown} …" if len(count) > _SHOWN else shown)
    elif "{much}" not in line or count >= _EMPTY * total:
        rows = f"{count:,} of {total:,} rows"
        yield line.format(n=rows, much=rows, days=count)
