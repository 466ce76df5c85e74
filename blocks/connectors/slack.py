"""Slack: messages of the channels that are listed, with their threads (https://docs.slack.dev/reference/methods).

slack-sdk makes one attempt; waiting is ours. An app that is sold outside the Marketplace may ask conversations.history
once a minute for 15 messages (since May 2025); a company's own app has 50 a minute and pages of 200.
"""

import ssl
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime, time
from functools import partial
from http.client import HTTPException
from typing import Any

from blocks.connectors.deadline import in_thread
from blocks.connectors.page import Page, Row, ServiceError, ServiceRefusedError
from blocks.connectors.patience import SERVER, TOO_MANY, BusyError, Patience, retry_after
from schemas.connections import SlackAccess
from schemas.errors import BadInputError

_TIMEOUT_S, _PAGE = 30, 200
_REFUSED = frozenset(
    (
        "invalid_auth",
        "not_authed",
        "token_revoked",
        "token_expired",
        "account_inactive",
        "missing_scope",
        "no_permission",
    )
)
_SKIPPED = frozenset(("channel_join", "channel_leave", "channel_topic", "channel_purpose", "channel_name"))


class Slack:
    """Reads messages."""

    name = "slack"
    tables: tuple[str, ...] = ("messages",)

    def __init__(self, access: SlackAccess, patience: Patience | None = None) -> None:
        self._access = access
        self._patience = patience or Patience()
        self._client = _client(access)

    async def pages(self, since: date | None) -> AsyncIterator[Page]:
        """Messages from a day on, a channel after the other; a channel that we are not in ends them."""
        oldest = str(datetime.combine(since, time(), UTC).timestamp()) if since else "0"
        for channel, account in self._access.channels.items():
            async for messages in self._through("conversations_history", channel=channel, oldest=oldest):
                yield Page("messages", [_row(one, channel, account) for one in messages if _counts(one)])
                for one in messages:
                    if one.get("reply_count"):
                        async for replies in self._through("conversations_replies", channel=channel, ts=one["ts"]):
                            rows = [_row(reply, channel, account) for reply in replies if reply["ts"] != one["ts"]]
                            yield Page("messages", rows)

    async def _through(self, method: str, **asked: str) -> AsyncIterator[list[dict[str, Any]]]:
        cursor = ""
        while True:
            more = {"cursor": cursor} if cursor else {}
            found = await self._asked(method, {**asked, **more, "limit": _PAGE})
            yield list(found.get("messages") or [])
            cursor = str((found.get("response_metadata") or {}).get("next_cursor") or "")
            if not cursor:
                return

    async def _asked(self, method: str, asked: dict[str, Any]) -> dict[str, Any]:
        from slack_sdk.errors import SlackApiError  # noqa: PLC0415 -- an extra

        async def call() -> dict[str, Any]:
            try:
                response = await in_thread(partial(getattr(self._client, method), **asked))
            except SlackApiError as error:
                raise _failure(error) from None
            except (OSError, ValueError, HTTPException) as error:  # cut, timed out, or half an answer
                raise BusyError(type(error).__name__) from None
            return dict(response.data)

        return await self._patience(self.name, call)


def _client(access: SlackAccess) -> Any:
    try:
        from slack_sdk import WebClient  # noqa: PLC0415 -- an extra
    except ImportError:
        raise BadInputError("reading Slack needs slack-sdk: pip install 'revive[slack]'") from None
    return WebClient(
        token=access.token.get_secret_value(),
        base_url=f"{access.url}/",
        timeout=_TIMEOUT_S,
        ssl=ssl.create_default_context(cafile=access.ca_file),
        retry_handlers=[],
    )


def _failure(error: Any) -> Exception:
    """What Slack says, as what is done about it."""
    response = error.response
    status, data = int(response.status_code), response.data if isinstance(response.data, dict) else {}
    code = str(data.get("error") or f"HTTP {status}")
    if status == TOO_MANY or code == "ratelimited":
        return BusyError("too many requests", retry_after(response.headers.get("Retry-After")))
    if status >= SERVER or code in {"internal_error", "fatal_error", "service_unavailable", "request_timeout"}:
        return BusyError(code)
    if code in _REFUSED:
        return ServiceRefusedError(f"slack refuses the token: {code}; it needs channels:history or groups:history")
    return ServiceError(f"slack does not give the channel: {code[:100]}; invite the app, or take it off the list")


def _counts(message: dict[str, Any]) -> bool:
    return message.get("subtype") not in _SKIPPED


def _row(message: dict[str, Any], channel: str, account: str) -> Row:
    return {
        "message_id": f"{channel}-{message['ts']}",
        "account_id": account,
        "channel": channel,
        "sent_at": datetime.fromtimestamp(float(message["ts"]), UTC).replace(tzinfo=None),
        "text": str(message.get("text") or "")[:40_000],
    }
