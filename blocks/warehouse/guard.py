"""Lets a SELECT over known tables through, rewritten from its parse tree; refuses everything else, with the reason.

What is allowed is listed (nodes, functions, tables): a parser reads some statements as something harmless (CHECKPOINT
as a column, EXPLAIN ANALYZE DELETE as a command), and DuckDB has table functions that read files, settings or tables
which no tree names (`query('…')`). The connection is locked besides (`locked.py`); this is the first of two doors.
"""

import logging
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from blocks.warehouse.guard_list import FUNCTIONS, NODES
from blocks.warehouse.source import Columns
from schemas.errors import one_line, shown

MAX_CHARACTERS = 8_000
MAX_NODES = 1_500
_DIALECT = "duckdb"
_PLAIN = re.compile(r"[a-z_][a-z0-9_]{0,62}")
# Names that DuckDB resolves by itself where no table has them.
_SYSTEM = ("duckdb_", "pg_", "pragma_", "sqlite_", "information_schema")
# Says on standard error what it does not know; the reason of a refusal goes to whoever asked.
logging.getLogger("sqlglot").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`sql` is what may run. Without it, `reason` says in one line what is not permitted."""

    sql: str = ""
    reason: str = ""

    @property
    def permitted(self) -> bool:
        """Whether it may run."""
        return bool(self.sql)


class RefusedQueryError(ValueError):
    """Why a query is not permitted; `guard` makes a verdict of it."""


def guard(sql: str, tables: Mapping[str, Columns], *, limit: int, forbidden: Collection[str] = ()) -> Verdict:
    """Whether a query may run, and how it is written then, with at most `limit` rows.

    `forbidden` are columns that must not be named: views without them are what keeps them in; this says why.
    """
    try:
        query = _checked(sql, tables, forbidden)
        bounded = _bounded(query, limit).sql(dialect=_DIALECT, comments=False)
        # What is written is read again: a tree that prints as something else must not pass.
        _checked(bounded, tables, forbidden)
    except RefusedQueryError as error:
        return Verdict(reason=str(error))
    except (SqlglotError, RecursionError, ValueError, KeyError, AttributeError, TypeError) as error:
        return Verdict(reason=f"it cannot be read as one SELECT: {one_line(error)[:200]}")
    return Verdict(sql=bounded)


def _checked(sql: str, tables: Mapping[str, Columns], forbidden: Collection[str]) -> exp.Query:
    if len(sql) > MAX_CHARACTERS:
        raise RefusedQueryError(f"it is longer than {MAX_CHARACTERS:,} characters")
    if "\0" in sql:
        raise RefusedQueryError("it holds a null character")
    statements = [one for one in sqlglot.parse(sql, dialect=_DIALECT) if one is not None]
    if len(statements) != 1:
        raise RefusedQueryError(f"it holds {len(statements)} statements; ask one")
    query = statements[0]
    if not isinstance(query, exp.Select | exp.SetOperation):
        raise RefusedQueryError("only a SELECT can be asked")
    for number, node in enumerate(query.walk()):
        if number > MAX_NODES:
            raise RefusedQueryError("it is too long to be checked")
        _check(node, tables, {name.lower() for name in forbidden})
    return query


def _check(node: exp.Expr, tables: Mapping[str, Columns], forbidden: Collection[str]) -> None:
    if isinstance(node, exp.Anonymous):
        _check_function(node)
    elif type(node) not in NODES:
        raise RefusedQueryError(f"{_words(type(node).__name__)} is not on the list of what may be asked")
    if isinstance(node, exp.Table):
        _check_table(node, tables)
    elif isinstance(node, exp.CTE):
        _check_name(node.alias)
    elif isinstance(node, exp.With) and node.args.get("recursive"):
        raise RefusedQueryError("a recursive query may never end")
    elif isinstance(node, exp.Column):
        _check_column(node, forbidden)
    elif isinstance(node, exp.Star) and not isinstance(node.parent, exp.Count | exp.Select):
        raise RefusedQueryError("a star stands for columns that are to be named")


def _check_function(node: exp.Anonymous) -> None:
    name = node.name.lower()
    if isinstance(node.this, exp.Identifier) or name not in FUNCTIONS:
        raise RefusedQueryError(f"the function {shown(node.name)} is not on the list of what may be asked")


def _check_table(node: exp.Table, tables: Mapping[str, Columns]) -> None:
    if not isinstance(node.this, exp.Identifier):
        raise RefusedQueryError("a function stands where a table belongs")
    if node.args.get("db") or node.args.get("catalog"):
        raise RefusedQueryError(f"{shown(node.sql(dialect=_DIALECT))}: tables are named without a schema or a database")
    name = node.name.lower()
    if name not in tables and name not in _ctes(node):
        raise RefusedQueryError(f"there is no table {shown(node.name)}; there are {', '.join(tables)}")


def _ctes(node: exp.Expr) -> set[str]:
    """The names that a WITH above this node defines."""
    found: set[str] = set()
    above = node.parent
    while above is not None:
        clause = above.args.get("with_")
        found |= {cte.alias.lower() for cte in clause.expressions} if clause is not None else set()
        above = above.parent
    return found


def _check_name(name: str) -> None:
    if not _PLAIN.fullmatch(name.lower()) or name.lower().startswith(_SYSTEM):
        raise RefusedQueryError(f"{shown(name)} is not a plain name for a part of a query")


def _check_column(node: exp.Column, forbidden: Collection[str]) -> None:
    parts = [part.name.lower() for part in node.parts]
    if blocked := next((part for part in parts if part in forbidden), None):
        raise RefusedQueryError(f"the column {blocked} must not be asked for")
    above = node.parent_select
    if len(parts) == 1 and above is not None:
        sources = [*above.find_all(exp.Table), *above.find_all(exp.Subquery)]
        if parts[0] in {one.alias_or_name.lower() for one in sources}:
            raise RefusedQueryError(f"{shown(node.name)} is a table; name its columns")


def _bounded(query: exp.Query, limit: int) -> exp.Query:
    """With a LIMIT that is a number, and no larger than ours."""
    said = query.args.get("limit")
    given = said.expression if isinstance(said, exp.Limit) else None
    asked = (
        int(given.name) if isinstance(given, exp.Literal) and not given.is_string and given.name.isdigit() else limit
    )
    return query.limit(min(asked, limit), copy=True)


def _words(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()
