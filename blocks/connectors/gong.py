"""Gong: calls with what was said in them (https://help.gong.io/apidocs). Basic authentication by an access key.

At most 3 requests a second and 10,000 a day, says Gong; beyond that it answers 429 with Retry-After. Pages of 100 calls
come with a cursor; the transcripts of a page's calls are asked for together.
"""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time
from http import HTTPStatus
from typing import Any

import httpx

from blocks.connectors.moments import utc
from blocks.connectors.page import Page, Row, ServiceError, ServiceRefusedError
from blocks.connectors.patience import SERVER, TOO_MANY, BusyError, Patience, retry_after
from schemas.connections import GongAccess
from schemas.errors import one_line

_TIMEOUT = httpx.Timeout(30.0)
_LONGEST_TRANSCRIPT = 200_000  # characters
_REFUSED = {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
_CONTENT = {"context": "Extended", "exposedFields": {"parties": False}}


class Gong:
    """Reads calls."""

    name = "gong"
    tables: tuple[str, ...] = ("calls",)

    def __init__(self, access: GongAccess, patience: Patience | None = None) -> None:
        self._access = access
        self._patience = patience or Patience()

    async def pages(self, since: date | None) -> AsyncIterator[Page]:
        """Calls from a day on, as Gong orders them."""
        asked: dict[str, Any] = {"filter": _filter(since), "contentSelector": _CONTENT}
        async with self._client() as client:
            while True:
                found = await self._post(client, "/v2/calls/extensive", asked, empty={"calls": []})
                calls = found.get("calls") or []
                said = await self._transcripts(client, [str(one["metaData"]["id"]) for one in calls]) if calls else {}
                yield Page("calls", [_row(one, said, self._access.account_field) for one in calls])
                cursor = (found.get("records") or {}).get("cursor")
                if not cursor:
                    return
                asked = {**asked, "cursor": cursor}

    async def _transcripts(self, client: httpx.AsyncClient, ids: list[str]) -> dict[str, str]:
        """By call: what was said, in the order in which it was."""
        asked: dict[str, Any] = {"filter": {"callIds": ids}}
        said: dict[str, str] = {}
        while True:
            found = await self._post(client, "/v2/calls/transcript", asked, empty={"callTranscripts": []})
            for one in found.get("callTranscripts") or []:
                said[str(one["callId"])] = _said(one.get("transcript") or [])
            cursor = (found.get("records") or {}).get("cursor")
            if not cursor:
                return said
            asked = {**asked, "cursor": cursor}

    async def _post(self, client: httpx.AsyncClient, path: str, asked: Any, *, empty: dict[str, Any]) -> dict[str, Any]:
        async def call() -> dict[str, Any]:
            try:
                response = await client.post(path, json=asked)
            except httpx.TransportError as error:
                raise BusyError(type(error).__name__) from None
            return _answer(response, empty)

        return await self._patience(self.name, call)

    @asynccontextmanager
    async def _client(self) -> AsyncIterator[httpx.AsyncClient]:
        access = self._access
        verify = ssl.create_default_context(cafile=access.ca_file)
        login = (access.key, access.secret.get_secret_value())
        async with httpx.AsyncClient(base_url=access.url, auth=login, timeout=_TIMEOUT, verify=verify) as client:
            yield client


def _answer(response: httpx.Response, empty: dict[str, Any]) -> dict[str, Any]:
    status = response.status_code
    if status in _REFUSED:
        raise ServiceRefusedError(
            f"gong refuses the key: HTTP {status}; it needs api:calls:read:extensive and transcript"
        )
    if status == TOO_MANY or status >= SERVER:
        raise BusyError(f"HTTP {status}", retry_after(response.headers.get("Retry-After")))
    if status == HTTPStatus.NOT_FOUND:
        return empty  # Gong's word for no calls in the period
    try:
        found = response.json()
    except ValueError:
        raise BusyError("an answer that was cut") from None
    if response.is_error or not isinstance(found, dict):
        raise ServiceError(f"gong does not understand us: HTTP {status}: {one_line(str(found)[:200])}")
    return found


def _filter(since: date | None) -> dict[str, str]:
    begin = datetime.combine(since or date(2000, 1, 1), time(), UTC)
    return {"fromDateTime": begin.isoformat()}


def _row(call: dict[str, Any], said: dict[str, str], account_field: str | None) -> Row:
    about = call["metaData"]
    objects = [one for context in call.get("context") or [] for one in context.get("objects") or []]
    return {
        "call_id": str(about["id"]),
        "account_id": _object(objects, "Account", account_field),
        "opportunity_id": _object(objects, "Opportunity", None),
        "held_at": utc(about.get("started")),
        "duration_min": round((about.get("duration") or 0) / 60),
        "sentiment": None,  # Gong's API does not give it
        "transcript": said.get(str(about["id"])),
    }


def _object(objects: list[dict[str, Any]], kind: str, field: str | None) -> str | None:
    """The id of the object in the CRM that a call belongs to, or the value of one of its fields."""
    found = next((one for one in objects if one.get("objectType") == kind), None)
    if found is None:
        return None
    if field is None:
        return None if found.get("objectId") is None else str(found["objectId"])
    value = next((one.get("value") for one in found.get("fields") or [] if one.get("name") == field), None)
    return None if value is None else str(value)


def _said(turns: list[dict[str, Any]]) -> str:
    sentences = [str(one.get("text") or "") for turn in turns for one in turn.get("sentences") or []]
    return " ".join(sentences)[:_LONGEST_TRANSCRIPT]
