"""Where actions go: the channels that a process is told of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from schemas.address import written
from schemas.errors import BadInputError, shown

ChannelKind = Literal["webhook", "slack", "email", "jira"]


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """Every channel beside the webhook. Secrets are not part of `repr`."""

    slack_token: str | None = field(default=None, repr=False)  # REVIVE_SLACK_TOKEN, of a bot
    slack_channel: str | None = None  # REVIVE_SLACK_CHANNEL, its id or #name
    email_url: str | None = field(default=None, repr=False)  # REVIVE_EMAIL_URL: smtp://…, smtps://…, ses://region
    email_from: str | None = None  # REVIVE_EMAIL_FROM
    email_to: tuple[str, ...] = ()  # REVIVE_EMAIL_TO
    jira_url: str | None = None  # REVIVE_JIRA_URL
    jira_project: str | None = None  # REVIVE_JIRA_PROJECT, its key
    jira_user: str | None = None  # REVIVE_JIRA_USER, for Cloud
    jira_token: str | None = field(default=None, repr=False)  # REVIVE_JIRA_TOKEN
    jira_issue_type: str = "Task"  # REVIVE_JIRA_ISSUE_TYPE


def read_channels(values: Mapping[str, str]) -> ChannelSettings:
    """The channels that the variables of a process name. Raises `BadInputError` for what is not an address."""
    return ChannelSettings(
        slack_token=values.get("REVIVE_SLACK_TOKEN") or None,
        slack_channel=values.get("REVIVE_SLACK_CHANNEL") or None,
        email_url=values.get("REVIVE_EMAIL_URL") or None,
        email_from=next(iter(_addresses(values, "REVIVE_EMAIL_FROM")), None),
        email_to=_addresses(values, "REVIVE_EMAIL_TO"),
        jira_url=values.get("REVIVE_JIRA_URL") or None,
        jira_project=values.get("REVIVE_JIRA_PROJECT") or None,
        jira_user=values.get("REVIVE_JIRA_USER") or None,
        jira_token=values.get("REVIVE_JIRA_TOKEN") or None,
        jira_issue_type=values.get("REVIVE_JIRA_ISSUE_TYPE") or "Task",
    )


def _addresses(values: Mapping[str, str], name: str) -> tuple[str, ...]:
    texts = values.get(name, "").replace(",", " ").split()
    found = tuple(written(text) for text in texts)
    for text, address in zip(texts, found, strict=True):
        if address is None:
            raise BadInputError(f"{name}: {shown(text)} is not an email address")
    return tuple(address for address in found if address is not None)
