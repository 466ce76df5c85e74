"""How a message travels through SQS: as one JSON object, a dead one with the reason beside it."""

import base64
import json

from pydantic import BaseModel, ValidationError

from blocks.queue.message import TOO_MANY_ATTEMPTS, Dead, Message


class Envelope(BaseModel):
    """A message as SQS has it."""

    source: str
    id: str
    group: str
    body: str
    is_base64: bool = False  # the body, where it is not UTF-8
    digest: str
    put_at: float
    reason: str = ""  # this and the rest: of a dead one
    detail: str = ""
    attempts: int = 0
    died_at: float = 0.0

    @property
    def message(self) -> Message:
        """What is in it."""
        body = base64.b64decode(self.body) if self.is_base64 else self.body.encode()
        return Message(self.source, self.id, self.group, body, self.digest)

    def text(self) -> str:
        """As JSON in ASCII: SQS refuses some signs."""
        return json.dumps(self.model_dump(), separators=(",", ":"))


def in_envelope(message: Message, put_at: float) -> Envelope:
    """A message that was put at that time (epoch seconds)."""
    try:
        body, is_base64 = message.body.decode(), False
    except UnicodeDecodeError:
        body, is_base64 = base64.b64encode(message.body).decode(), True
    return Envelope(
        source=message.source,
        id=message.id,
        group=message.group,
        body=body,
        is_base64=is_base64,
        digest=message.digest,
        put_at=put_at,
    )


def read_envelope(body: str) -> Envelope | None:
    """The envelope in the body of a message of SQS; None if it is not one of ours."""
    try:
        return Envelope.model_validate_json(body)
    except ValidationError:
        return None


def dead_letter(envelope: Envelope, handle: str) -> Dead:
    """A dead letter, with the handle by which SQS removes it."""
    reason = envelope.reason or TOO_MANY_ATTEMPTS  # a redrive policy of somebody's own brought it here
    return Dead(
        envelope.message,
        reason,
        envelope.detail,
        envelope.attempts,
        envelope.put_at,
        envelope.died_at or envelope.put_at,
        handle,
    )
