"""Slack by a bot's token: chat.postMessage (docs.slack.dev, "chat.postMessage").

Slack answers 200 with `"ok": false` for what it refuses. Its own errors (`internal_error`, `fatal_error`,
`request_timeout`) may come after the message was posted, so they are a person's.
"""

from dataclasses import dataclass, field

from pydantic_core import from_json, to_json

from blocks.channels.asking import Answer, ask, delivered, insecure
from blocks.channels.delivery import Delivery, Reached
from blocks.channels.slack_text import slack_text
from blocks.settings import SourceRules
from schemas.errors import one_line
from schemas.outbox import Content

API = "https://slack.com/api"
_DOUBTFUL = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})


@dataclass(frozen=True, slots=True)
class SlackChannel:
    """A channel of a workspace (its id, or #name), and the bot's token (`xoxb-…`, with chat:write)."""

    token: str = field(repr=False)
    channel: str
    rules: SourceRules
    api: str = API

    @property
    def name(self) -> str:
        """The channel."""
        return f"slack {self.channel}"

    async def send(self, message_id: str, content: Content) -> Delivery:
        """Post it, once. The id stands in the message's metadata."""
        said = {
            "channel": self.channel,
            "text": slack_text(content),
            "unfurl_links": False,
            "metadata": {"event_type": "revive_action", "event_payload": {"id": message_id}},
        }
        answer = await self._ask("chat.postMessage", to_json(said))
        delivery = delivered(answer)
        if delivery.state != "sent" or not isinstance(answer, Answer):
            return delivery
        return _refused(answer) or delivery

    async def check(self) -> Reached:
        """Whether the token is good (auth.test)."""
        answer = await self._ask("auth.test", b"{}")
        delivery = delivered(answer)
        refused = _refused(answer) if isinstance(answer, Answer) and delivery.state == "sent" else delivery
        if refused is not None:
            return Reached(ok=False, said=refused.reason)
        return Reached(
            ok=True, said=f"the token is good; whether {self.channel} takes messages is known once one is sent"
        )

    async def _ask(self, method: str, body: bytes) -> Answer | Delivery:
        problem = insecure(self.api, self.rules)
        if problem is not None:
            return Delivery("failed", problem)
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json; charset=utf-8"}
        return await ask("POST", f"{self.api}/{method}", self.name, self.rules, headers, body)


def _refused(answer: Answer) -> Delivery | None:
    """What Slack says in an answer of 200; None if it accepted."""
    try:
        said = from_json(answer.text)
    except ValueError:
        said = None
    if not isinstance(said, dict) or not isinstance(said.get("ok"), bool):
        return Delivery("unknown", f"Slack's answer cannot be read: {one_line(answer.text[:100])}")
    if said["ok"]:
        return None
    error = one_line(said.get("error", ""))[:80]
    return Delivery("unknown" if error in _DOUBTFUL else "failed", f"Slack: {error}")
