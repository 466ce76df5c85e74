"""Firebolt as it answers over TLS, with DuckDB for what is asked: logins, the way to an engine, statements, limits."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import duckdb
from fakes.saas import Trouble

WORD = "planted-firebolt"
_NAMES = {"VARCHAR": "text", "BIGINT": "bigint", "DOUBLE": "double precision", "DATE": "date", "TIMESTAMP": "timestamp"}


@dataclass
class FakeFirebolt:
    """The tables stand in `data`, in the schema `public`."""

    data: duckdb.DuckDBPyConnection = field(default_factory=lambda: duckdb.connect(":memory:"))
    troubles: list[tuple[str, Trouble]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)  # statements, with their settings
    fails: dict[str, int] = field(default_factory=dict)  # by a part of a statement: how often it still works
    expires_after: int | None = None  # statements that a token serves
    engine: str = ""  # where the service says that the engine is; else here
    logins: int = 0
    url: str = ""
    _used: int = 0

    def __post_init__(self) -> None:
        self.data.execute("CREATE SCHEMA public")

    def trouble(self, part: str, **said: Any) -> None:
        self.troubles.append((part, Trouble(**said)))

    def answer(self, path: str, headers: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        parts = urlsplit(path)
        if parts.path == "/oauth/token":
            return self._login(body)
        self._used += 1
        late = self.expires_after is not None and self._used > self.expires_after
        if headers["Authorization"] != f"Bearer token-{self.logins}" or late:
            return 401, {"error": "unauthorised"}, {}
        if parts.path.startswith("/web/v3/account/"):
            if parts.path.split("/")[4] != "acme":
                return 404, {"error": "account not found"}, {}
            host = self.engine or self.url.removeprefix("https://")
            return 200, {"engineUrl": f"{host}/system?account_id=01abc"}, {}
        return self._statement(parts.path, parse_qs(parts.query), body)

    def _login(self, said: Any) -> tuple[int, Any, dict[str, str]]:
        wanted = (["client_credentials"], ["https://api.firebolt.io"], [WORD])
        if (said.get("grant_type"), said.get("audience"), said.get("client_secret")) != wanted:
            return 401, {"error": "access_denied"}, {}
        self.logins, self._used = self.logins + 1, 0
        return 200, {"access_token": f"token-{self.logins}", "token_type": "Bearer", "expires_in": 86400}, {}

    def _statement(self, path: str, settings: dict[str, list[str]], sql: str) -> tuple[int, Any, dict[str, str]]:
        self.asked.append((sql, settings))
        if sql.startswith("USE DATABASE"):
            there = sql == 'USE DATABASE "sales"'
            return (200, _none(), {"Firebolt-Update-Parameters": "database=sales"}) if there else _error("no database")
        if sql.startswith("USE ENGINE"):
            where = f"{self.url.removeprefix('https://')}/engine?engine=small&account_id=01abc"
            return (200, _none(), {"Firebolt-Update-Endpoint": where}) if "small" in sql else _error("no engine")
        if (path, settings.get("database"), settings.get("engine")) != ("/engine", ["sales"], ["small"]):
            return _error("a statement that went elsewhere")
        for part, works in self.fails.items():
            if part in sql:
                self.fails[part] = works - 1
                if works <= 0:
                    return 500, {"errors": [{"description": "Line 1, the engine is out of memory"}]}, {}
        return self._run(sql, json.loads(settings.get("query_parameters", ["[]"])[0]))

    def _run(self, sql: str, given: list[dict[str, Any]]) -> tuple[int, Any, dict[str, str]]:
        values = {one["name"].removeprefix("$"): one["value"] for one in given}
        try:
            found = self.data.cursor().execute(sql, values or None)
        except duckdb.Error as error:
            return _error(str(error))
        columns = [str(one[0]) for one in found.description or ()]
        kinds = [str(one[1]) for one in found.description or ()]
        rows = [[_cell(value) for value in row] for row in found.fetchall()]
        if "information_schema" in sql:
            rows = [[*row[:-1], _NAMES.get(row[-1], row[-1])] for row in rows]
        meta = [{"name": name, "type": _NAMES.get(kind, kind)} for name, kind in zip(columns, kinds, strict=True)]
        return 200, {"query": {"query_id": "1"}, "meta": meta, "data": rows, "rows": len(rows)}, {}


def _none() -> dict[str, Any]:
    return {"query": {"query_id": "1"}, "meta": [], "data": [], "rows": 0}


def _error(what: str) -> tuple[int, Any, dict[str, str]]:
    return 200, {"errors": [{"description": what}], "query": {"query_id": "1"}}, {}


def _cell(value: Any) -> Any:
    """As JSON_Compact has it: large whole numbers are texts, days and moments too."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return str(value)
    return str(value) if hasattr(value, "isoformat") else value
