"""The history that Prefect keeps of our runs, and removing one person from it.

Tables that the UI shows (artifacts) contain customer ids, and so do the events that announce them. This machine's
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

# Table, its key, and the column of JSON (Prefect 3.8).
_TABLES = (("artifact", "id", "data"), ("artifact_collection", "id", "data"), ("events", "id", "payload"))
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
    """Pass every JSON value through `cleaned`, then vacuum; returns how many rows were changed.

    Raises `StoreError` if the file cannot be changed, for example because a server holds it open.
    """
    try:
        with closing(sqlite3.connect(path, timeout=_BUSY_S, isolation_level=None)) as history:
            history.execute("PRAGMA secure_delete = ON")
            changed = sum(_clean_table(history, *table, cleaned) for table in _TABLES)
            if changed:
                history.execute("VACUUM")
                history.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            return changed
    except sqlite3.Error as error:
        raise StoreError(f"cannot clean {path}: {error}; stop the Prefect server and erase again") from None


def _clean_table(history: sqlite3.Connection, table: str, key: str, column: str, cleaned: Callable[[Any], Any]) -> int:
    known = history.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)).fetchone()
    if known is None:
        return 0
    changed = 0
    # The names come from the list above.
    rows = history.execute(f'SELECT "{key}", "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL').fetchall()  # noqa: S608
    for row, content in rows:
        clean = _clean_json(content, cleaned)
        if clean != content:
            history.execute(f'UPDATE "{table}" SET "{column}" = ? WHERE "{key}" = ?', (clean, row))  # noqa: S608
            changed += 1
    return changed


def _clean_json(content: Any, cleaned: Callable[[Any], Any]) -> Any:
    """One value, cleaned. SQLite stores a run's progress, a bare number, as a number: it names nobody."""
    if not isinstance(content, str):
        return content
    try:
        value = json.loads(content)
    except ValueError:
        return content
    clean = _inner(value, cleaned)
    return content if clean == value else json.dumps(clean)


def _inner(value: Any, cleaned: Callable[[Any], Any]) -> Any:
    """The value inside: a table artifact is JSON in a string in JSON, and in an event it is one level deeper."""
    if isinstance(value, str) and value[:1] in ("[", "{"):
        return _clean_json(value, cleaned)
    if isinstance(value, dict):
        return {name: _inner(one, cleaned) for name, one in value.items()}
    return cleaned([_inner(one, cleaned) for one in value] if isinstance(value, list) else value)


def api_url() -> str | None:
    """The configured Prefect API; None if commands start their own."""
    from prefect.settings import get_current_settings  # noqa: PLC0415 -- 0.7 s

    return get_current_settings().api.url


def statements_for(url: str, customer_ids: Iterable[str]) -> list[str]:
    """What to do on a server that is not ours, in words and SQL, for the person who runs its database."""
    ids = sorted(customer_ids)
    if not ids:
        return []
    likes = " OR ".join("{column}::text LIKE '%" + _quoted(one) + "%'" for one in ids)
    # Text for a person who reads it before running it; nothing here is run.
    said = [f"DELETE FROM {table} WHERE {likes.replace('{column}', column)};" for table, _, column in reversed(_TABLES)]  # noqa: S608
    host = urlsplit(url).hostname or url
    return [f"On the database of the Prefect server at {host} (its history names customer ids), run:", *said, "VACUUM;"]


def _quoted(text: str) -> str:
    """The text escaped for a JSON string inside an SQL string."""
    return json.dumps(json.dumps(text)[1:-1])[1:-1].replace("'", "''").replace("%", "\\%")
