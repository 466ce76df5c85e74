"""Firebolt over HTTP: a token of a service account, the way to an engine, statements with their rows.

https://docs.firebolt.io/guides/developing-with-firebolt/using-the-api: a login gives a token for hours; the account has
a system engine; `USE DATABASE` and `USE ENGINE` there say in headers where the next statements go, and with what.
There is no session at the server, so a token that expires is taken anew and the statement asked once more.
"""

import ssl
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from pydantic_core import from_json, to_json

from blocks.connectors.page import ServiceError, ServiceRefusedError
from blocks.connectors.patience import SERVER, TOO_MANY, BusyError, Patience, retry_after
from schemas.connections import FireboltAccess
from schemas.errors import one_line

_TIMEOUT = httpx.Timeout(30.0, read=60.0)
_REFUSED = {HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_ENDPOINT, _PARAMETERS, _RESET = "Firebolt-Update-Endpoint", "Firebolt-Update-Parameters", "Firebolt-Reset-Session"


@dataclass(frozen=True, slots=True)
class Answered:
    """The rows of a statement, as JSON has them, with the names of their columns."""

    columns: tuple[str, ...]
    rows: list[list[Any]]


class FireboltSession:
    """One way to an engine, made by `open_session`; statements go one after the other."""

    def __init__(self, access: FireboltAccess, client: httpx.AsyncClient, patience: Patience) -> None:
        self._access = access
        self._client = client
        self._patience = patience
        self._token = ""
        self._endpoint = ""
        self._settings: dict[str, str] = {}  # that go with each statement

    async def use(self) -> None:
        """Find the way to the engine. Raises `ServiceRefusedError` if account, database or engine are not ours."""
        self._go_to(await self._patience("firebolt", self._system_engine))
        await self.ask(f'USE DATABASE "{self._access.database}"')
        await self.ask(f'USE ENGINE "{self._access.engine}"')

    async def ask(self, sql: str, parameters: Sequence[str | float | None] = ()) -> Answered:
        """The rows of one statement, whose `$1`, `$2` … are the parameters. Raises `ServiceError`."""
        named = [{"name": f"${number}", "value": value} for number, value in enumerate(parameters, 1)]
        more = {"query_parameters": to_json(named).decode()} if named else {}

        async def call() -> Answered:
            settings = {"output_format": "JSON_Compact", **self._settings, **more}
            response = await self._asked("POST", self._endpoint, params=settings, content=sql.encode())
            self._heed(response.headers)
            return _answered(response)

        return await self._patience("firebolt", call)

    async def _system_engine(self) -> str:
        """Where the account's own engine is, which knows the way to the others."""
        found = await self._asked("GET", f"{self._access.url}/web/v3/account/{self._access.account}/engineUrl")
        try:
            return str(from_json(found.content)["engineUrl"])
        except (ValueError, KeyError, TypeError):
            raise BusyError("an account without the address of its engine") from None

    async def _asked(self, method: str, url: str, **said: Any) -> httpx.Response:
        """One request; with a new token where the old one has expired."""
        if not self._token:
            self._token = await self._login()
        response = await self._sent(method, url, **said)
        if response.status_code == HTTPStatus.UNAUTHORIZED:
            self._token = await self._login()
            response = await self._sent(method, url, **said)
            if response.status_code == HTTPStatus.UNAUTHORIZED:
                raise ServiceRefusedError("firebolt takes no token of ours; look at the service account and its user")
        _raise_for(response)
        return response

    async def _sent(self, method: str, url: str, **said: Any) -> httpx.Response:
        try:
            return await self._client.request(method, url, headers={"Authorization": f"Bearer {self._token}"}, **said)
        except (httpx.TransportError, httpx.DecodingError) as error:
            raise BusyError(type(error).__name__) from None

    async def _login(self) -> str:
        asked = {
            "grant_type": "client_credentials", "audience": "https://api.firebolt.io",
            "client_id": self._access.client_id, "client_secret": self._access.client_secret.get_secret_value(),
        }  # fmt: skip
        try:
            response = await self._client.post(f"{self._access.login_url}/oauth/token", data=asked)
        except httpx.TransportError as error:
            raise BusyError(type(error).__name__) from None
        if response.status_code in _REFUSED:
            raise ServiceRefusedError(f"firebolt refuses the service account: HTTP {response.status_code}")
        _raise_for(response)
        try:
            return str(from_json(response.content)["access_token"])
        except (ValueError, KeyError, TypeError):
            raise BusyError("a login without a token") from None

    def _heed(self, headers: httpx.Headers) -> None:
        """Where the next statements go, and which settings go with them."""
        if headers.get(_ENDPOINT):
            self._go_to(headers[_ENDPOINT])
        if headers.get(_RESET):
            self._settings = {}
        for pair in (headers.get(_PARAMETERS) or "").split(","):
            name, sign, value = pair.partition("=")
            if sign:
                self._settings[name.strip()] = value.strip()

    def _go_to(self, where: str) -> None:
        """Take an engine's address. The token goes there, so it stays with the hosts of the service."""
        parts = urlsplit(where if "://" in where else f"https://{where}")
        ours = urlsplit(self._access.url)
        if parts.scheme != "https" or not parts.hostname or not _is_of(parts.hostname, str(ours.hostname)):
            raise ServiceRefusedError(
                f"firebolt names an engine at {one_line(where)[:100]}, which is none of its hosts"
            )
        self._endpoint = f"https://{parts.netloc}{parts.path or '/'}"
        self._settings |= dict(parse_qsl(parts.query))


@asynccontextmanager
async def open_session(access: FireboltAccess, patience: Patience) -> AsyncIterator[FireboltSession]:
    """A session at the engine that the access names, until the block ends."""
    verify = ssl.create_default_context(cafile=access.ca_file)
    async with httpx.AsyncClient(timeout=_TIMEOUT, verify=verify, follow_redirects=False) as client:
        session = FireboltSession(access, client, patience)
        await session.use()
        yield session


def _is_of(host: str, service: str) -> bool:
    """Whether a host is the service's, or below the same registered name (`app.firebolt.io`: `firebolt.io`)."""
    name = ".".join(service.split(".")[-2:])
    return host == service or (not service.replace(".", "").isdigit() and host.endswith(f".{name}"))


def _raise_for(response: httpx.Response) -> None:
    status = response.status_code
    if status == TOO_MANY or status >= SERVER:
        raise BusyError(f"HTTP {status}{_said(response)}", retry_after(response.headers.get("Retry-After")))
    if status == HTTPStatus.FORBIDDEN:
        raise ServiceRefusedError(f"firebolt refuses: HTTP {status}{_said(response)}")
    if status == HTTPStatus.NOT_FOUND:
        raise ServiceRefusedError(
            f"firebolt has no such account or engine, or does not show it to the service account{_said(response)}"
        )
    if not response.is_success:
        raise ServiceError(f"firebolt does not understand us: HTTP {status}{_said(response)}")


def _answered(response: httpx.Response) -> Answered:
    """The document of a statement; statements without rows answer with nothing."""
    if not response.content.strip():
        return Answered((), [])
    try:
        found = from_json(response.content)
    except ValueError:
        raise BusyError("an answer that was cut") from None
    if not isinstance(found, Mapping) or found.get("errors"):
        raise ServiceError(f"firebolt fails a statement{_said(response)}")
    try:
        columns = tuple(str(one["name"]) for one in found.get("meta") or ())
        rows = list(found.get("data") or ())
        whole = int(found.get("rows", len(rows)))
    except (KeyError, TypeError, ValueError):
        raise ServiceError("firebolt answers in a form that we do not know") from None
    if whole != len(rows) or any(len(row) != len(columns) for row in rows):
        raise BusyError("an answer with fewer rows than it says")
    return Answered(columns, rows)


def _said(response: httpx.Response) -> str:
    """What the service says of an error, in a line; never our own credentials, which no answer repeats."""
    try:
        found = from_json(response.content)
        first = found["errors"][0] if isinstance(found, Mapping) and found.get("errors") else found
        text = first.get("description") or first.get("message") or "" if isinstance(first, Mapping) else str(first)
    except (ValueError, KeyError, IndexError, TypeError):
        text = response.text
    said = one_line(text)[:200]
    return f": {said}" if said else ""
