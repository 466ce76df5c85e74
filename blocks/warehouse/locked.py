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


def locked(request: Mapping[str, Any]) -> tuple[duckdb.DuckDBPyConnection, dict[str, Any]]:
    """Open the tables of a request (`columns`, `files` or `database`, and limits), then lock the configuration.

    Also gives what is there: by table its columns, and the currencies that a column of it names. Raises
    `BadInputError`, in one line, where they cannot be opened.
    """
    connection = duckdb.connect(":memory:")
    try:
        # Days of moments with a zone are the company's, never those of the machine that happens to look.
        connection.execute(f"SET TimeZone = {_text(request['mapping']['time_zone'])}")
        allowed, there = _open_tables(connection, request)
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
    return connection, there


def _open_tables(connection: duckdb.DuckDBPyConnection, request: Mapping[str, Any]) -> tuple[list[str], dict[str, Any]]:
    """A view a table, with the declared columns as the declared types.

    Returns the paths that must stay readable, and what is there.
    """
    mapped = request["mapping"]["tables"]
    if request.get("database"):
        connection.execute(f"ATTACH {_text(request['database'])} AS {_ATTACHED} (READ_ONLY)")
        there = {
            name for (name,) in connection.execute(
                f"SELECT table_name FROM information_schema.tables WHERE table_catalog = '{_ATTACHED}'"  # noqa: S608 -- ours
            ).fetchall()
        }  # fmt: skip
        names = {table: mapped.get(table, {}).get("source") or table for table in request["columns"]}
        sources = {table: f"{_ATTACHED}.{_name(name)}" for table, name in names.items() if name in there}
        if not sources:
            raise BadInputError(
                f"{request['database']} holds none of the tables {', '.join(request['columns'])}; there are "
                f"{', '.join(sorted(there)[:12]) or 'none'}: say in warehouse.yaml beside it which is which"
            )
    else:
        sources = {table: f"read_parquet({_text(path)})" for table, path in request["files"].items()}
    naming, session = request.get("naming", {}), str(request.get("session", ""))
    named: list[str] = []
    found: dict[str, Any] = {"tables": {}, "unread": {}, "currencies": {}, "again": {}}
    for table, columns in request["columns"].items():
        known, given = _columns(connection, sources.get(table)), mapped.get(table, {}).get("columns", {})
        plain = {column: said for column in columns if (said := _given(column, given.get(column), known)) is not None}
        kinds = {column: kind for column, kind in naming.get(table, {}).items() if column in plain}
        pseudonyms = {column: _pseudonym(plain[column], kind, session) for column, kind in kinds.items()}
        _view(connection, table, columns, sources.get(table), plain | pseudonyms, request.get("unique", {}).get(table))
        named += [
            f"SELECT {_text(kinds[column])} AS kind, {said} AS pseudonym, CAST({plain[column]} AS VARCHAR) AS name"  # noqa: S608 -- quoted
            f" FROM {sources[table]} WHERE {plain[column]} IS NOT NULL"
            for column, said in pseudonyms.items()
        ]
        if table in sources:
            used = {given.get(column, {}).get("source", column) for column in columns}
            used |= {one["currency"] for one in given.values() if one.get("currency")}
            found["tables"][table], found["unread"][table] = sorted(plain), sorted(known - used)
            found["currencies"][table] = _currencies(connection, sources[table], known - used)
            found["again"][table] = _again(connection, sources[table], plain, request.get("unique", {}).get(table))
    if naming:
        named = named or ["SELECT '' AS kind, '' AS pseudonym, '' AS name WHERE false"]
        connection.execute(f"CREATE VIEW {NAMES} AS SELECT DISTINCT * FROM ({' UNION ALL '.join(named)})")  # noqa: S608 -- quoted
    return ([request["database"]] if request.get("database") else list(request["files"].values())), found


def _view(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    columns: Mapping[str, str],
    source: str | None,
    given: Mapping[str, str],
    unique: list[str] | None,
) -> None:
    """`given` has what each column that is there comes from; of rows with the same `unique`, the view has one."""
    said = [f"CAST({given.get(column, 'NULL')} AS {kind}) AS {_name(column)}" for column, kind in columns.items()]
    rest = f"FROM {source}" if source is not None else "WHERE false"
    one = ""
    if source is not None and unique and set(unique) <= set(given):
        # The largest, so that it is the same one every time, and one with a value before one without.
        order = ", ".join(f"{given[column]} DESC NULLS LAST" for column in columns if column in given)
        keys = ", ".join(given[column] for column in unique)
        one = f" QUALIFY row_number() OVER (PARTITION BY {keys} ORDER BY {order}) = 1"
    connection.execute(f"CREATE VIEW {_name(table)} AS SELECT {', '.join(said)} {rest}{one}")


def _given(column: str, said: Mapping[str, Any] | None, known: set[str]) -> str | None:
    """What a column comes from, as an expression; None if that is not there."""
    said = said or {"source": column}
    if said["source"] not in known or (said.get("currency") and said["currency"] not in known):
        return None
    text = _name(said["source"])
    if said.get("values"):
        whens = " ".join(f"WHEN {_text(there)} THEN {_text(ours)}" for there, ours in said["values"].items())
        text = f"CASE CAST({text} AS VARCHAR) {whens} ELSE CAST({text} AS VARCHAR) END"
    if said.get("times", 1.0) != 1.0:
        text = f"{text} * {float(said['times'])!r}"
    if said.get("currency"):
        whens = " ".join(f"WHEN {_text(name)} THEN {float(rate)!r}" for name, rate in said["rates"].items())
        text = f"{text} * CASE upper(trim(CAST({_name(said['currency'])} AS VARCHAR))) {whens} END"
    return text


def _again(
    connection: duckdb.DuckDBPyConnection, source: str, given: Mapping[str, str], unique: list[str] | None
) -> int:
    """How many rows have what only one may have, and are not in the view."""
    if not unique or not set(unique) <= set(given):
        return 0
    keys = ", ".join(given[column] for column in unique)
    found = connection.execute(f"SELECT count(*) - count(DISTINCT hash({keys})) FROM {source}").fetchone()  # noqa: S608 -- quoted
    return int(found[0]) if found else 0


def _currencies(connection: duckdb.DuckDBPyConnection, source: str, unread: set[str]) -> list[str]:
    """What a column that nobody reads says of currencies: amounts may not be the dollars that they are taken for."""
    found: set[str] = set()
    for column in sorted(name for name in unread if "curr" in name.lower()):
        said = f"upper(trim(CAST({_name(column)} AS VARCHAR)))"
        sql = f"SELECT DISTINCT {said} FROM {source} WHERE {_name(column)} IS NOT NULL LIMIT 6"  # noqa: S608 -- quoted
        found |= {str(row[0])[:20] for row in connection.execute(sql).fetchall()}
    return sorted(found)


def _columns(connection: duckdb.DuckDBPyConnection, source: str | None) -> set[str]:
    if source is None:
        return set()
    return {row[0] for row in connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}  # noqa: S608 -- quoted


def _pseudonym(given: str, kind: str, session: str) -> str:
    """The same name is the same pseudonym in a session, in whatever table it stands, and another in the next."""
    named = f"concat_ws(chr(31), {_text(session)}, {_text(kind)}, {given})"
    return f"CASE WHEN {given} IS NULL THEN NULL ELSE {_text(kind + ' ')} || left(sha256({named}), 10) END"


def _why(error: duckdb.Error, location: str) -> str:
    text = one_line(error).partition(" LINE ")[0]  # DuckDB goes on with our own query, which is nobody's mistake
    if "newer" in text or "older" in text or "version" in text.lower():
        return f"{location} was written by a version of DuckDB that {duckdb.__version__} cannot read: {text}"
    return f"{location} cannot be opened as a warehouse: {text}"


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'


def _text(value: str) -> str:
    return "'" + str(value).replace("'", "''") + "'"
