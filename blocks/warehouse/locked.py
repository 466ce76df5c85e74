"""A connection that can read the named tables and nothing else. Runs in the child process.

`read_only` alone lets a query read any file and `COPY` write one. With external access off, DuckDB reads the paths in
`allowed_paths` and nothing else; `allowed_directories` would also open what lies beside the tables. The temporary
folder stays writable, so that a sort may spill; only SELECT statements are run at all.
"""

from collections.abc import Mapping
from typing import Any

import duckdb

from blocks.warehouse.source import NAMES
from schemas.errors import BadInputError, one_line

_ATTACHED = "source"


def locked(request: Mapping[str, Any]) -> duckdb.DuckDBPyConnection:
    """Open the tables of a request (`columns`, `files` or `database`, and limits), then lock the configuration.

    Raises `BadInputError`, in one line, where they cannot be opened.
    """
    connection = duckdb.connect(":memory:")
    try:
        allowed = _open_tables(connection, request)
    except duckdb.Error as error:
        raise BadInputError(_why(error, str(request.get("database") or request["location"]))) from None
    settings = {
        "enable_progress_bar": "false",  # after two seconds it would print into the answers
        "allowed_paths": f"[{', '.join(_text(path) for path in allowed)}]",
        "temp_directory": _text(request["temporary"]),
        "max_temp_directory_size": _text(request["max_temporary"]),
        "memory_limit": _text(request["memory"]),
        "threads": str(int(request["threads"])),
        "autoload_known_extensions": "false",
        "autoinstall_known_extensions": "false",
        "allow_community_extensions": "false",
        "python_enable_replacements": "false",
        "enable_external_access": "false",
        "lock_configuration": "true",
    }
    for name, value in settings.items():
        connection.execute(f"SET {name} = {value}")
    return connection


def _open_tables(connection: duckdb.DuckDBPyConnection, request: Mapping[str, Any]) -> list[str]:
    """A view a table, with the declared columns as the declared types; returns the paths that must stay readable."""
    if request.get("database"):
        connection.execute(f"ATTACH {_text(request['database'])} AS {_ATTACHED} (READ_ONLY)")
        there = {
            name for (name,) in connection.execute(
                f"SELECT table_name FROM information_schema.tables WHERE table_catalog = '{_ATTACHED}'"  # noqa: S608 -- ours
            ).fetchall()
        }  # fmt: skip
        sources = {table: f"{_ATTACHED}.{_name(table)}" for table in request["columns"] if table in there}
        if not sources:
            raise BadInputError(f"{request['database']} holds none of the tables {', '.join(request['columns'])}")
    else:
        sources = {table: f"read_parquet({_text(path)})" for table, path in request["files"].items()}
    naming, session = request.get("naming", {}), str(request.get("session", ""))
    named: list[str] = []
    for table, columns in request["columns"].items():
        kinds = naming.get(table, {})
        pseudonyms = {column: _pseudonym(column, kinds[column], session) for column in columns if column in kinds}
        _view(connection, table, columns, sources.get(table), pseudonyms)
        named += [
            f"SELECT {_text(kinds[column])} AS kind, {said} AS pseudonym, CAST({_name(column)} AS VARCHAR) AS name"  # noqa: S608 -- quoted
            f" FROM {sources[table]} WHERE {_name(column)} IS NOT NULL"
            for column, said in pseudonyms.items() if table in sources and _has(connection, sources[table], column)
        ]  # fmt: skip
    if naming:
        named = named or ["SELECT '' AS kind, '' AS pseudonym, '' AS name WHERE false"]
        connection.execute(f"CREATE VIEW {NAMES} AS SELECT DISTINCT * FROM ({' UNION ALL '.join(named)})")  # noqa: S608 -- quoted
    return [request["database"]] if request.get("database") else list(request["files"].values())


def _view(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    source: str | None,
    instead: Mapping[str, str],
) -> None:
    """`instead` has expressions that columns give instead of what stands there."""
    there = _columns(connection, source)
    said = [
        f"CAST({instead.get(column, _name(column)) if column in there else 'NULL'} AS {kind}) AS {_name(column)}"
        for column, kind in columns.items()
    ]
    rest = f"FROM {source}" if source is not None else "WHERE false"
    connection.execute(f"CREATE VIEW {_name(table)} AS SELECT {', '.join(said)} {rest}")


def _columns(connection: duckdb.DuckDBPyConnection, source: str | None) -> set[str]:
    if source is None:
        return set()
    return {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}  # noqa: S608 -- quoted


def _has(connection: duckdb.DuckDBPyConnection, source: str, column: str) -> bool:
    return column in _columns(connection, source)


def _pseudonym(column: str, kind: str, session: str) -> str:
    """The same name is the same pseudonym in a session, in whatever table it stands, and another in the next."""
    named = f"concat_ws(chr(31), {_text(session)}, {_text(kind)}, {_name(column)})"
    return f"CASE WHEN {_name(column)} IS NULL THEN NULL ELSE {_text(kind + ' ')} || left(sha256({named}), 10) END"


def _why(error: duckdb.Error, location: str) -> str:
    text = one_line(error).partition(" LINE ")[0]  # DuckDB goes on with our own query, which is nobody's mistake
    if "newer" in text or "older" in text or "version" in text.lower():
        return f"{location} was written by a version of DuckDB that {duckdb.__version__} cannot read: {text}"
    return f"{location} cannot be opened as a warehouse: {text}"


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + str(value).replace("'", "''") + "'"
