"""A webhook: one POST of JSON, signed as Standard Webhooks asks for it, or in the form that Slack's take."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import httpx
from pydantic_core import to_json
from standardwebhooks import Webhook

from blocks.channels.asking import Answer, ask, delivered
from blocks.channels.delivery import Delivery, Reached
from blocks.channels.slack_text import slack_text
from blocks.settings import SourceRules
from schemas.outbox import Content

_SLACK = "hooks.slack.com"


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """Where it goes, and what signs it (`whsec_…`); Slack's are not signed, their address is the secret."""

    url: str = field(repr=False)
    secret: str | None = field(repr=False)
    rules: SourceRules
    clock: Callable[[], datetime] = _utc_now

    @property
    def name(self) -> str:
        """The host only: the path of a webhook is its password."""
        return f"webhook {httpx.URL(self.url).host}" if "://" in self.url else "webhook"

    async def send(self, message_id: str, content: Content) -> Delivery:
        """POST it, once."""
        body = self._body(content)
        return delivered(await ask("POST", self.url, self.name, self.rules, self._headers(message_id, body), body))

    async def check(self) -> Reached:
        """Whether something answers there. A webhook has no question that sends nothing, so any answer will do."""
        answer = await ask("OPTIONS", self.url, self.name, self.rules, {})
        if isinstance(answer, Answer):
            return Reached(ok=True, said=f"{self.name} answers (HTTP {answer.status}); nothing was sent")
        return Reached(ok=False, said=answer.reason)

    def _body(self, content: Content) -> bytes:
        if httpx.URL(self.url).host == _SLACK:
            return to_json({"text": slack_text(content)})
        return to_json(content.model_dump(mode="json"))

    def _headers(self, message_id: str, body: bytes) -> dict[str, str]:
        headers = {"Content-Type": "application/json"}
        if self.secret is None:
            return headers
        now = self.clock()
        signature = Webhook(self.secret).sign(message_id, now, body.decode())
        named = {"webhook-id": message_id, "webhook-timestamp": str(int(now.timestamp()))}
        return headers | named | {"webhook-signature": signature}
