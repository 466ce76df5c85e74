"""Every `REVIVE_*` and `OPENAI_*` variable, its meaning and its default. The only module that reads the environment.

| variable | meaning | default |
|---|---|---|
| `REVIVE_HOME` | where `local` keeps everything | `./artifacts` |
| `REVIVE_ARTIFACTS_URL` | where artifacts go instead: `file:///…`, `s3://bucket/prefix` | inside `REVIVE_HOME` |
| `REVIVE_RECORDS_URL` | where the registry is instead: `sqlite:///…`, `dynamodb://prefix` | inside `REVIVE_HOME` |
| `REVIVE_QUEUE_URL` | where events wait instead: a folder `sqlite:///…`, `sqs://name-prefix` | inside `REVIVE_HOME` |
| `REVIVE_WORKER` | `lambda:FUNCTION` works on shards instead of the work pool | none |
| `REVIVE_QUEUE_LIMIT` | how many may wait in a queue before it takes no more | 2000000 |
| `REVIVE_WEBHOOK_SECRETS` | secrets (`whsec_…`, separated by spaces) that sign `POST /events` | none |
| `REVIVE_ACTION_URL` | where actions go: a webhook, or Slack's (`https://hooks.slack.com/…`); a secret | none |
| `REVIVE_ACTION_SECRET` | what signs them (`whsec_…`), by Standard Webhooks; Slack's are not signed | none |
| `REVIVE_SUPPORT_URL` | who is told that a customer waits for a person: as `REVIVE_ACTION_URL` | none |
| `REVIVE_SUPPORT_CHANNEL` | the same without a webhook of its own: `slack`, `email` or `jira`, as set above | none |
| `REVIVE_SUPPORT_SECRET` | what signs that, as `REVIVE_ACTION_SECRET` | none |
| `REVIVE_SLACK_TOKEN`, `REVIVE_SLACK_CHANNEL` | a bot (`xoxb-…`, with chat:write) and where it posts | none |
| `REVIVE_EMAIL_URL` | who sends emails: `smtp://host`, `smtps://…` (login before the host), `ses://region` | none |
| `REVIVE_EMAIL_FROM`, `REVIVE_EMAIL_TO` | who writes; who gets what has no owner with an address | none |
| `REVIVE_JIRA_URL`, `REVIVE_JIRA_PROJECT` | where Jira is, and in which project issues are made | none |
| `REVIVE_JIRA_TOKEN`, `REVIVE_JIRA_USER` | as whom: Cloud's token with its user, or an access token without | none |
| `REVIVE_JIRA_ISSUE_TYPE` | the type of the issues | `Task` |
| `REVIVE_CONNECTIONS` | a YAML file with the services that revenue reads, and as whom (docs/revenue.md) | none |
| `REVIVE_ALERT_URL` | where the watch's alerts go: a webhook, or Slack's; a secret | none |
| `REVIVE_ALERT_TOPIC` | a topic of Amazon SNS for them, by its ARN | none |
| `REVIVE_ALERT_SECRET` | what signs them (`whsec_…`), by Standard Webhooks; Slack's are not signed | none |
| `REVIVE_MODEL` | the model of every agent: `offline`, `bedrock:<model id>`, `openai:<model>` | `offline` in `local` |
| `REVIVE_MODEL_TIMEOUT_S` | seconds to wait for one answer | 60 |
| `REVIVE_RETRY_FOR_S` | seconds to go on trying while a model is unavailable | 90 |
| `REVIVE_REAL_MODEL_CALLS` | `forbid` makes a call that leaves this machine an error (tests) | `allow` |
| `REVIVE_ALLOW_PRIVATE_HOSTS` | private hosts that http(s) files may come from, comma-separated; `1`: all | none |
| `REVIVE_SOURCE_ROOTS` | more folders that a deployment may read files from, separated by colons | none |
| `REVIVE_USER_TOKEN_SECRETS` | secrets (32 characters or more, separated by spaces) that sign user tokens | none |
| `REVIVE_ANONYMOUS` | `allow` lets people ask support who prove nothing | `forbid` |
| `REVIVE_ORIGINS` | sites whose pages may ask, separated by spaces: `https://www.acme.example` | none |
| `REVIVE_OIDC_ISSUER` | the OpenID Connect provider by which people sign in to the pages | none |
| `REVIVE_OIDC_CLIENT_ID` | what it knows this server as | |
| `REVIVE_OIDC_CLIENT_SECRET` | a secret; without one the client is a public one (PKCE is used always) | none |
| `REVIVE_OIDC_CLAIM` | the claim of its ID tokens that says what somebody may do | `groups` |
| `REVIVE_OIDC_ROLES` | role by a value of it: `revive-team=editor, revive-admins=admin` | |
| `REVIVE_LIVE_BUDGET_USD` | dollars a day that a `revive serve` may spend on answering people | unlimited |
| `REVIVE_LIVE_NAME` | the name that this budget is kept under, another one for each process | `serve` |
| `REVIVE_METRICS` | `emf` has the watch's flow write what it counts to its log, as CloudWatch's metrics | `none` |
| `OTEL_EXPORTER_OTLP_ENDPOINT` | the collector of spans and metrics (OTLP/HTTP); its SDK reads other `OTEL_*` | none |
| `OPENAI_API_KEY` | the key for `openai:<model>` | |
| `OPENAI_BASE_URL` | who answers `openai:<model>` instead of OpenAI: Ollama, vLLM, llama.cpp, a proxy | OpenAI |
"""

import base64
import binascii
import getpass
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from blocks.identity_settings import read_identity_rules
from schemas.channels import ChannelKind, ChannelSettings, read_channels
from schemas.environment import WORKER, OpenAIIdentity
from schemas.errors import BadInputError, shown
from schemas.identity import IdentityRules

_SECRET = 32  # characters: HS256 wants a key as long as its hash (RFC 7518, 3.2)
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(?::[0-9]{1,5})?|https?://\[[0-9a-f:]+\](?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this process. Empty variables count as not set."""

    home: Path  # REVIVE_HOME
    artifacts_url: str | None  # REVIVE_ARTIFACTS_URL
    records_url: str | None  # REVIVE_RECORDS_URL
    queue_url: str | None  # REVIVE_QUEUE_URL
    worker: str | None  # REVIVE_WORKER
    queue_limit: int  # REVIVE_QUEUE_LIMIT
    webhook_secrets: tuple[str, ...] = field(repr=False)  # REVIVE_WEBHOOK_SECRETS, each with its whsec_
    action_url: str | None = field(repr=False)  # REVIVE_ACTION_URL
    action_secret: str | None = field(repr=False)  # REVIVE_ACTION_SECRET
    support_url: str | None = field(repr=False)  # REVIVE_SUPPORT_URL
    support_secret: str | None = field(repr=False)  # REVIVE_SUPPORT_SECRET
    support_channel: ChannelKind | None  # REVIVE_SUPPORT_CHANNEL
    channels: ChannelSettings  # where else they go
    alert_url: str | None = field(repr=False)  # REVIVE_ALERT_URL
    alert_secret: str | None = field(repr=False)  # REVIVE_ALERT_SECRET
    alert_topic: str | None  # REVIVE_ALERT_TOPIC
    model: str | None  # REVIVE_MODEL
    model_timeout_s: float  # REVIVE_MODEL_TIMEOUT_S
    retry_for_s: float  # REVIVE_RETRY_FOR_S
    real_model_calls: bool  # False where REVIVE_REAL_MODEL_CALLS is `forbid`
    s3_endpoint: str | None  # AWS_ENDPOINT_URL_S3, else AWS_ENDPOINT_URL: an S3 that is not Amazon's
    aws_region: str | None  # AWS_REGION
    connections: Path | None  # REVIVE_CONNECTIONS
    openai: OpenAIIdentity  # OPENAI_API_KEY and OPENAI_BASE_URL
    live_budget_usd: float | None  # REVIVE_LIVE_BUDGET_USD
    live_name: str  # REVIVE_LIVE_NAME
    metrics: str  # REVIVE_METRICS: none or emf
    traced: tuple[str, ...]  # what goes to a collector: spans, metrics; none without OTEL_EXPORTER_OTLP_ENDPOINT


def read_settings(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment variables. Raises `BadInputError` if a value cannot be used."""
    values = os.environ if environ is None else environ
    return Settings(
        home=_home(values),
        artifacts_url=values.get("REVIVE_ARTIFACTS_URL") or None,
        records_url=values.get("REVIVE_RECORDS_URL") or None,
        queue_url=values.get("REVIVE_QUEUE_URL") or None,
        worker=_worker(values),
        queue_limit=_count(values, "REVIVE_QUEUE_LIMIT", 2_000_000),
        webhook_secrets=_webhook_secrets(values),
        action_url=values.get("REVIVE_ACTION_URL") or None,
        action_secret=values.get("REVIVE_ACTION_SECRET") or None,
        support_url=values.get("REVIVE_SUPPORT_URL") or None,
        support_secret=values.get("REVIVE_SUPPORT_SECRET") or None,
        support_channel=_support_channel(values),
        channels=read_channels(values),
        alert_url=values.get("REVIVE_ALERT_URL") or None,
        alert_secret=values.get("REVIVE_ALERT_SECRET") or None,
        alert_topic=values.get("REVIVE_ALERT_TOPIC") or None,
        model=values.get("REVIVE_MODEL") or None,
        model_timeout_s=_seconds(values, "REVIVE_MODEL_TIMEOUT_S", 60.0),
        retry_for_s=_seconds(values, "REVIVE_RETRY_FOR_S", 90.0),
        real_model_calls=_one_of(values, "REVIVE_REAL_MODEL_CALLS", "allow", "forbid") == "allow",
        s3_endpoint=values.get("AWS_ENDPOINT_URL_S3") or values.get("AWS_ENDPOINT_URL") or None,
        # boto knows AWS_DEFAULT_REGION and profiles by itself, but not the name that every other SDK uses.
        aws_region=values.get("AWS_REGION") or None,
        connections=Path(values["REVIVE_CONNECTIONS"]) if values.get("REVIVE_CONNECTIONS") else None,
        openai=OpenAIIdentity(
            api_key=values.get("OPENAI_API_KEY") or None, base_url=values.get("OPENAI_BASE_URL") or None
        ),
        live_budget_usd=_dollars(values, "REVIVE_LIVE_BUDGET_USD"),
        live_name=values.get("REVIVE_LIVE_NAME") or "serve",
        metrics=_one_of(values, "REVIVE_METRICS", "none", "emf"),
        traced=_traced(values),
    )


@dataclass(frozen=True, slots=True)
class SourceRules:
    """Where files that somebody names may come from. `hosts` contains `*` if every private host is allowed."""

    hosts: frozenset[str]
    roots: tuple[Path, ...]

    def allows(self, host: str) -> bool:
        """Whether a host may be read from although its address is private."""
        return bool(self.hosts & {"*", host.lower().rstrip(".")})


def read_source_rules(environ: Mapping[str, str] | None = None) -> SourceRules:
    """The rules for sources, from the environment variables."""
    values = os.environ if environ is None else environ
    names = values.get("REVIVE_ALLOW_PRIVATE_HOSTS", "").lower().split(",")
    hosts = frozenset("*" if name.strip() == "1" else name.strip().strip("[]") for name in names if name.strip())
    named = [Path(folder) for folder in values.get("REVIVE_SOURCE_ROOTS", "").split(os.pathsep) if folder]
    return SourceRules(hosts, (Path.cwd(), _home(values), *named))


@dataclass(frozen=True, slots=True)
class DoorRules:
    """Who may come in over HTTP beside those with an API key."""

    user_token_secrets: tuple[str, ...] = field(repr=False)  # REVIVE_USER_TOKEN_SECRETS; several while one is rotated
    anonymous: bool  # REVIVE_ANONYMOUS
    origins: tuple[str, ...]  # REVIVE_ORIGINS, as browsers send them
    identity: IdentityRules | None = None  # REVIVE_OIDC_*: who says who people are


def read_door_rules(environ: Mapping[str, str] | None = None) -> DoorRules:
    """The rules of the HTTP door. Raises `BadInputError` if a value cannot be used; it never repeats a secret."""
    values = os.environ if environ is None else environ
    secrets = tuple(values.get("REVIVE_USER_TOKEN_SECRETS", "").split())
    for number, secret in enumerate(secrets, 1):
        if len(secret) < _SECRET:
            raise BadInputError(f"REVIVE_USER_TOKEN_SECRETS: number {number} has fewer than {_SECRET} characters")
    origins = tuple(values.get("REVIVE_ORIGINS", "").lower().split())
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise BadInputError(f"REVIVE_ORIGINS: {shown(origin)} is not an origin; give https://host, without a path")
    identity = read_identity_rules(values)
    return DoorRules(secrets, _one_of(values, "REVIVE_ANONYMOUS", "forbid", "allow") == "allow", origins, identity)


def login_name() -> str:
    """The name of the user who runs this process."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"  # a container's user may have no name


def _home(values: Mapping[str, str]) -> Path:
    try:
        return Path(values.get("REVIVE_HOME") or "artifacts").expanduser().absolute()
    except RuntimeError:
        raise BadInputError(f"REVIVE_HOME={values['REVIVE_HOME']}: there is no such home folder") from None


def _seconds(values: Mapping[str, str], name: str, default: float) -> float:
    text = values.get(name) or str(default)
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 < seconds < 86_400:  # noqa: PLR2004 -- a day
        raise BadInputError(f"{name}={text}: give a number of seconds")
    return seconds


def _dollars(values: Mapping[str, str], name: str) -> float | None:
    text = values.get(name)
    if not text:
        return None
    try:
        dollars = float(text)
    except ValueError:
        dollars = -1.0
    if not 0 < dollars < 1e9:  # noqa: PLR2004 -- a typing error
        raise BadInputError(f"{name}={text}: give an amount in dollars")
    return dollars


def _traced(values: Mapping[str, str]) -> tuple[str, ...]:
    """What goes to a collector; an endpoint of traces alone takes no metrics."""
    both = values.get("OTEL_EXPORTER_OTLP_ENDPOINT")
    if not (both or values.get("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")):
        return ()
    if values.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return ()
    metered = both or values.get("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT")
    wanted = values.get("OTEL_METRICS_EXPORTER", "").lower() != "none"
    return ("spans", "metrics") if metered and wanted else ("spans",)


def _worker(values: Mapping[str, str]) -> str | None:
    text = values.get("REVIVE_WORKER") or None
    if text is not None and re.fullmatch(WORKER, text) is None:
        raise BadInputError("REVIVE_WORKER: give lambda:FUNCTION, or nothing")
    return text


def _count(values: Mapping[str, str], name: str, default: int) -> int:
    text = values.get(name) or str(default)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 1 << 53):
        raise BadInputError(f"{name}={text}: give a whole number above 0")
    return int(text)


def _webhook_secrets(values: Mapping[str, str]) -> tuple[str, ...]:
    """The secrets as they are written. A message never repeats one."""
    secrets = tuple(values.get("REVIVE_WEBHOOK_SECRETS", "").split())
    for number, secret in enumerate(secrets, 1):
        text = secret.removeprefix("whsec_").rstrip("=")
        try:
            size = len(base64.b64decode(text + "=" * (-len(text) % 4), validate=True))
        except binascii.Error:
            size = 0
        # Standard Webhooks: 24 to 64 bytes.
        if not secret.startswith("whsec_") or not 24 <= size <= 64:  # noqa: PLR2004 -- said above
            raise BadInputError(
                f"REVIVE_WEBHOOK_SECRETS: number {number} is not a secret of Standard Webhooks: whsec_ and 24 to "
                "64 bytes in base64"
            )
    return secrets


def _support_channel(values: Mapping[str, str]) -> ChannelKind | None:
    choice = values.get("REVIVE_SUPPORT_CHANNEL", "")
    kinds: dict[str, ChannelKind] = {"slack": "slack", "email": "email", "jira": "jira"}
    if choice and choice not in kinds:
        raise BadInputError(
            f"REVIVE_SUPPORT_CHANNEL={choice}: give slack, email or jira; a webhook is REVIVE_SUPPORT_URL"
        )
    return kinds.get(choice)


def _one_of(values: Mapping[str, str], name: str, *choices: str) -> str:
    """One of two choices; the first is the default."""
    choice = values.get(name) or choices[0]
    if choice not in choices:
        raise BadInputError(f"{name}={choice}: give {' or '.join(sorted(choices))}")
    return choice
