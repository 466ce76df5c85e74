"""The channels that this process is told of, opened by their kind."""

from collections.abc import Collection

from blocks.channels.delivery import CheckedChannel
from blocks.channels.jira import JiraChannel
from blocks.channels.slack import SlackChannel
from blocks.channels.smtp import SmtpChannel
from blocks.channels.webhook import WebhookChannel
from blocks.settings import Settings, SourceRules, read_source_rules
from blocks.urls import split_url
from schemas.channels import ChannelKind
from schemas.environment import AwsIdentity, EnvironmentSpec
from schemas.errors import BadInputError

KINDS: tuple[ChannelKind, ...] = ("webhook", "slack", "email", "jira")
_NEEDS = {
    "webhook": "REVIVE_ACTION_URL",
    "slack": "REVIVE_SLACK_TOKEN and REVIVE_SLACK_CHANNEL",
    "email": "REVIVE_EMAIL_URL, REVIVE_EMAIL_FROM and REVIVE_EMAIL_TO",
    "jira": "REVIVE_JIRA_URL, REVIVE_JIRA_PROJECT and REVIVE_JIRA_TOKEN",
}


def is_configured(kind: ChannelKind, settings: Settings) -> bool:
    """Whether all is set that this kind needs."""
    said = settings.channels
    needed: dict[ChannelKind, tuple[object, ...]] = {
        "webhook": (settings.action_url,),
        "slack": (said.slack_token, said.slack_channel),
        "email": (said.email_url, said.email_from, said.email_to),
        "jira": (said.jira_url, said.jira_project, said.jira_token),
    }
    return all(needed[kind])


def is_begun(kind: ChannelKind, settings: Settings) -> bool:
    """Whether anything of this kind is set: what is set in part is a mistake that somebody wants to hear of."""
    said = settings.channels
    found: dict[ChannelKind, tuple[object, ...]] = {
        "webhook": (settings.action_url, settings.action_secret),
        "slack": (said.slack_token, said.slack_channel),
        "email": (said.email_url, said.email_from, said.email_to),
        "jira": (said.jira_url, said.jira_project, said.jira_token, said.jira_user),
    }
    return any(found[kind])


def missing(kind: ChannelKind) -> str:
    """What to set, for a person."""
    return f"set {_NEEDS[kind]}"


def open_channel(
    kind: ChannelKind, settings: Settings, environment: EnvironmentSpec, to: Collection[str] = ()
) -> CheckedChannel:
    """The channel of a kind; `to` are the addresses of an email, REVIVE_EMAIL_TO without.

    Raises `BadInputError` if it is not configured.
    """
    if not is_configured(kind, settings):
        raise BadInputError(f"there is nowhere to send a {kind} to: {missing(kind)}")
    rules, said = read_source_rules(), settings.channels
    if kind == "webhook":
        return WebhookChannel(settings.action_url or "", settings.action_secret, rules)
    if kind == "slack":
        return SlackChannel(said.slack_token or "", said.slack_channel or "", rules)
    if kind == "jira":
        jira = said.jira_url or "", said.jira_project or "", said.jira_token or ""
        return JiraChannel(*jira, rules, said.jira_user, said.jira_issue_type)
    return _email(settings, environment.aws, rules, tuple(to))


def _email(settings: Settings, aws: AwsIdentity, rules: SourceRules, to: tuple[str, ...]) -> CheckedChannel:
    said = settings.channels
    url, sender, to = said.email_url or "", said.email_from or "", to or said.email_to
    parts = split_url(url)
    if parts.scheme == "ses":
        from blocks.channels.ses import SesChannel  # noqa: PLC0415 -- without SES nobody waits for botocore

        return SesChannel(aws, sender, to, parts.netloc or None)
    return SmtpChannel(url, sender, to, rules)
