"""A Jira issue by REST, version 2, which Cloud and Data Center both have (developer.atlassian.com, "Create issue").

Jira knows no idempotency key: the message's id is a label of the issue, so that a person can look for a double.
"""

import base64
import re
from dataclasses import dataclass, field

from pydantic_core import from_json, to_json

from blocks.channels.asking import Answer, ask, delivered, insecure
from blocks.channels.delivery import Delivery, Reached
from blocks.settings import SourceRules
from schemas.errors import one_line
from schemas.outbox import Content

_LONGEST_SUMMARY, _LONGEST_TEXT = 255, 30_000  # Jira's own bounds are 255 and 32,767 characters
_NO_LABEL = re.compile(r"[^A-Za-z0-9_-]")


@dataclass(frozen=True, slots=True)
class JiraChannel:
    """Where Jira is, in which project issues are made, and as whom: with a user, Cloud's token; without, a PAT."""

    url: str
    project: str
    token: str = field(repr=False)
    rules: SourceRules
    user: str | None = None
    issue_type: str = "Task"

    @property
    def name(self) -> str:
        """The project."""
        return f"jira {self.project}"

    async def send(self, message_id: str, content: Content) -> Delivery:
        """Make one issue."""
        fields = {
            "project": {"key": self.project},
            "issuetype": {"name": self.issue_type},
            "summary": one_line(content.title)[:_LONGEST_SUMMARY],
            "description": _verbatim(content.text),
            "labels": ["revive", _NO_LABEL.sub("_", message_id)],
        }
        answer = await self._ask("POST", "issue", to_json({"fields": fields}))
        delivery = delivered(answer)
        if delivery.state == "sent" and isinstance(answer, Answer):
            return Delivery("sent", _key(answer.text))
        return delivery

    async def check(self) -> Reached:
        """Whether the token may see the project."""
        answer = await self._ask("GET", f"project/{_NO_LABEL.sub('_', self.project)}")
        delivery = delivered(answer)
        if delivery.state == "sent":
            return Reached(ok=True, said=f"project {self.project} is there")
        return Reached(ok=False, said=delivery.reason)

    async def _ask(self, method: str, path: str, body: bytes | None = None) -> Answer | Delivery:
        problem = insecure(self.url, self.rules)
        if problem is not None:
            return Delivery("failed", problem)
        url = f"{self.url.rstrip('/')}/rest/api/2/{path}"
        return await ask(method, url, self.name, self.rules, self._headers(), body)

    def _headers(self) -> dict[str, str]:
        if self.user is None:
            said = f"Bearer {self.token}"
        else:
            said = f"Basic {base64.b64encode(f'{self.user}:{self.token}'.encode()).decode()}"
        return {"Authorization": said, "Content-Type": "application/json", "Accept": "application/json"}


def _verbatim(text: str) -> str:
    """As it is: wiki markup in a customer's text makes no link, no mention and no picture."""
    return "{noformat}\n" + text[:_LONGEST_TEXT].replace("{noformat}", "{ noformat}") + "\n{noformat}"


def _key(text: str) -> str:
    try:
        said = from_json(text)
    except ValueError:
        return ""
    return one_line(said.get("key", ""))[:40] if isinstance(said, dict) else ""
