"""The history that Prefect keeps of our runs, and removing one person from it.

Tables that the UI shows (artifacts) contain customer ids, and so do the events that announce them. Runs are named
after their files, which may be named after a person, and logs, states and events repeat it. This machine's
database is cleaned here, rows first and then the file, because SQLite keeps deleted data until it is vacuumed. A
server elsewhere has a database of its own: for that one, the exact statements to run are printed.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from schemas.errors import StoreError

# What tells of runs that were (Prefect 3.8). Deployments, blocks and variables are settings, and stay.
_TABLES = (
    "artifact", "artifact_collection", "events", "event_resources", "log",
    "flow_run", "flow_run_state", "flow_run_input", "task_run", "task_run_state",
)  # fmt: skip
_TEXT = ("JSON", "TEXT", "VARCHAR")
# Table and columns in which a server's history may have the person: ids in the first, names of files in all.
_WITH_IDS = (("artifact", "data"), ("artifact_collection", "data"), ("events", "payload"))
_WITH_NAMES = (
    ("log", "message"), ("flow_run_state", "message"), ("task_run_state", "message"),
    ("event_resources", "resource"), ("events", "resource"), ("events", "related"),
    ("flow_run", "name"), ("flow_run", "parameters"),
)  # fmt: skip
# What is still to be run: settings, which belong to whoever made them.
_TO_RUN = (
    ("deployment", "parameters"),
    ("deployment_schedule", "parameters"),
    ("automation", "actions"),
    ("variable", "value"),
)
_BUSY_S = 30.0


def history_file() -> Path | None:
    """The SQLite file of this machine's Prefect, or None if there is none."""
    from prefect.settings import get_current_settings  # noqa: PLC0415 -- 0.7 s

    settings = get_current_settings()
    url = settings.server.database.connection_url
    said = url.get_secret_value() if url is not None else f"sqlite:///{settings.home}/prefect.db"
    if not said.startswith("sqlite"):
        return None
    path = Path(said.partition("///")[2].partition("?")[0]).expanduser()
    return path if path.is_file() else None


def clean_history(path: Path, cleaned: Callable[[Any], Any]) -> int:
    """Pass every text and every JSON value through `cleaned`, then vacuum; returns how many of them were changed.

    Raises `StoreError` if the file cannot be changed, for example because a server holds it open.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as history:
            history.execute("PRAGMA secure_delete = ON")
            columns = [(table, column) for table in _TABLES for column in _text_columns(history, table)]
            changed = sum(_clean_column(history, table, column, cleaned) for table, column in columns)
            if changed:
                history.execute("VACUUM")
                history.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return changed
    except sqlite3.Error as error:
        raise StoreError(f"cannot clean {path}: {error}; stop the Prefect server and erase again") from None


def _text_columns(history: sqlite3.Connection, table: str) -> list[str]:
    """The columns that may hold words; none where there is no such table. Keys are of another type (CHAR)."""
    described = history.execute(f'PRAGMA table_info("{table}")').fetchall()
    return [name for _, name, kind, *_, key in described if kind.startswith(_TEXT) and not key]


def _clean_column(history: sqlite3.Connection, table: str, column: str, cleaned: Callable[[Any], Any]) -> int:
    """Row by row of a snapshot of their numbers: a history may be larger than the memory of this machine."""
    # The names come from the list above and from the database's own description.
    rows = history.execute(f'SELECT rowid FROM "{table}" WHERE typeof("{column}") = \'text\'').fetchall()  # noqa: S608
    changed = 0
    for (row,) in rows:
        (content,) = history.execute(f'SELECT "{column}" FROM "{table}" WHERE rowid = ?', (row,)).fetchone()  # noqa: S608
        clean = _clean_json(content, cleaned)
        if clean != content:
            history.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?', (clean, row))  # noqa: S608
            changed += 1
    return changed


def _clean_json(content: str, cleaned: Callable[[Any], Any]) -> Any:
    """A text, cleaned; one that is JSON, in its leaves."""
    try:
        value = json.loads(content)
    except ValueError:
        return cleaned(content)
    clean = _inner(value, cleaned)
    return content if clean == value else json.dumps(clean)


def _inner(value: Any, cleaned: Callable[[Any], Any]) -> Any:
    """The value inside: a table artifact is JSON in a string in JSON, and in an event it is one level deeper."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return _clean_json(value, cleaned)
    if isinstance(value, dict):
        return {cleaned(name): _inner(one, cleaned) for name, one in value.items()}
    return cleaned([_inner(one, cleaned) for one in value] if isinstance(value, list) else value)


def api_url() -> str | None:
    """The configured Prefect API; None if commands start their own."""
    from prefect.settings import get_current_settings  # noqa: PLC0415 -- 0.7 s

    return get_current_settings().api.url


def statements_for(url: str, customer_ids: Iterable[str], address: str) -> list[str]:
    """What to do on a server that is not ours, in words and SQL, for the person who runs its database."""
    names = f"{{column}}::text ~* '{_pattern(address)}'"
    any_of = " OR ".join([*("{column}::text LIKE '%" + _quoted(one) + "%'" for one in sorted(customer_ids)), names])
    # Text for a person who reads it before running it; nothing here is run.
    said = [
        *(f"DELETE FROM {table} WHERE {any_of.replace('{column}', column)};" for table, column in reversed(_WITH_IDS)),  # noqa: S608
        *(f"DELETE FROM {table} WHERE {names.replace('{column}', column)};" for table, column in _WITH_NAMES),  # noqa: S608
    ]
    still = [f"SELECT id FROM {table} WHERE {names.replace('{column}', column)};" for table, column in _TO_RUN]  # noqa: S608
    host = urlsplit(url).hostname or url
    what = "its history names customer ids, and runs after their files"
    return [
        f"On the database of the Prefect server at {host} ({what}), run:", *said, "VACUUM;",
        "What these find is to be run again with the person's file; change it in the Prefect UI, and in prefect.yaml:",
        *still,
    ]  # fmt: skip


def _pattern(address: str) -> str:
    """A regular expression of PostgreSQL for this address, and for none that only ends like it."""
    local, _, domain = address.partition("@")
    said = f"(^|[^a-z0-9.+]){_escaped(local)}(@|%40){_escaped(domain)}"
    return said.replace("'", "''")


def _escaped(text: str) -> str:
    return "".join(sign if sign.isalnum() or sign in "-_'" else f"[{sign}]" for sign in text)


def _quoted(text: str) -> str:
    """The text escaped for a JSON string inside an SQL string."""
    return json.dumps(json.dumps(text)[1:-1])[1:-1].replace("'", "''").replace("%", "\\%")
