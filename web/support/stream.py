"""A reply as server-sent events: `begun` with its ids, `text` for each checked part, `reply` with all of it.

https://html.spec.whatwg.org/multipage/server-sent-events.html; every event's data is JSON on one line. The texts
together are the reply's `answer`, letter by letter; its quality is known last.
"""

import logging
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

from fastapi import Request
from pydantic_core import to_json
from starlette.responses import StreamingResponse

from tasks.support.speaking import Begun, SpokenReply
from web.support.callers import Caller

MEDIA_TYPE = "text/event-stream"
# A proxy that collects the parts would turn the stream into one late answer.
_HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
_log = logging.getLogger(__name__)


def wants_stream(request: Request) -> bool:
    """Whether the client asks for events."""
    accepted = request.headers.get("accept", "").split(",")
    return any(one.partition(";")[0].strip().lower() == MEDIA_TYPE for one in accepted)


def streamed(spoken: SpokenReply, who: Caller, now: Callable[[], datetime]) -> StreamingResponse:
    """The events of a reply."""
    return StreamingResponse(_events(spoken, who, now), headers=_HEADERS, media_type=MEDIA_TYPE)


async def _events(spoken: SpokenReply, who: Caller, now: Callable[[], datetime]) -> AsyncIterator[bytes]:
    whole = False
    token = {} if who.new_token is None else {"session_token": who.new_token}
    try:
        async for part in spoken:
            if isinstance(part, Begun):
                yield _event("begun", {**part._asdict(), **token})
            else:
                yield _event("text", {"text": part})
        reply = await spoken.reply()
        whole = True
        yield _event("reply", {**who.shown(reply).model_dump(mode="json"), "timestamp": now()})
    finally:
        if not whole:
            _log.info("a client left before its reply was complete; it is finished and kept in its conversation")


def _event(kind: str, data: dict[str, Any]) -> bytes:
    return b"event: %b\ndata: %b\n\n" % (kind.encode(), to_json(data))
