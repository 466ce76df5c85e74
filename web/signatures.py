"""Signatures of webhooks, as Standard Webhooks has them: over the bytes that came, by a secret that both sides know.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import binascii
import hmac
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from standardwebhooks import Webhook

WITHIN_S = 300  # what was signed longer ago, or later from now, may be somebody's recording
_SIGNATURES = 16  # looked at: one a secret, and a sender has few


class SignatureError(Exception):
    """A request is not signed by somebody who knows one of our secrets, now."""


def verify(raw: bytes, headers: Mapping[str, str], secrets: Sequence[str], now: float) -> None:
    """Raise `SignatureError` unless one of the signatures is of one of the secrets (`whsec_…`)."""
    identifier, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not secrets:
        raise SignatureError("no secret is set here that a signature could be checked with: REVIVE_WEBHOOK_SECRETS")
    if not (identifier and timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 10):  # noqa: PLR2004 -- until 2286
        raise SignatureError("a signed request has the headers webhook-id, webhook-timestamp and webhook-signature")
    if abs(now - int(timestamp)) > WITHIN_S:
        raise SignatureError("webhook-timestamp is more than 5 minutes away from the time here; sign it anew")
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        raise SignatureError("the signature does not fit: the body is not UTF-8") from None
    given = _given(headers.get("webhook-signature", ""))
    at = datetime.fromtimestamp(int(timestamp), UTC)
    for secret in secrets:
        expected = base64.b64decode(Webhook(secret).sign(identifier, at, text).removeprefix("v1,"))
        if any(hmac.compare_digest(expected, one) for one in given):
            return
    raise SignatureError("the signature does not fit: it is of another secret, or of another body")


def _given(header: str) -> list[bytes]:
    """The signatures of version 1 in a header; a sender that rotates its secret sends several."""
    found = []
    for said in header.split()[:_SIGNATURES]:
        version, _, text = said.partition(",")
        if version == "v1":
            try:
                found.append(base64.b64decode(text, validate=True))
            except (binascii.Error, ValueError):
                continue
    return found
