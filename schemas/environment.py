"""Where a run's data, model and credentials are, resolved from an `Environment` block and the settings."""

import shlex
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from schemas.connections import Connections

WORKER = r"^lambda:[A-Za-z0-9:_-]{1,200}$"
ROLE = r"^arn:[^:]+:iam::\d{12}:role/.+$"
LOCAL = "local"  # the environment that needs no block


def elsewhere(environment: str) -> str:
    """The option that a printed `revive` command needs to act in this environment; empty for `local`."""
    return "" if environment == LOCAL else f" --environment {shlex.quote(environment)}"


class RoleStep(BaseModel):
    """One more role, assumed as the one before it. AWS lets such a session live for an hour; it is renewed before."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    role_arn: str = Field(pattern=ROLE)
    external_id: str | None = Field(default=None, description="What the role's trust policy asks for.")
    session_name: str = Field(default="revive", pattern=r"^[\w+=,.@-]{2,64}$", description="As CloudTrail shows it.")

    @property
    def arguments(self) -> dict[str, Any]:
        """Of AssumeRole, as AWS names them."""
        return {"RoleSessionName": self.session_name} | ({"ExternalId": self.external_id} if self.external_id else {})


@dataclass(frozen=True, slots=True)
class AwsIdentity:
    """Who we are on AWS; what is None comes from the standard AWS settings. Secrets are not part of `repr`."""

    region: str | None = None
    profile: str | None = None  # of the AWS configuration files
    access_key_id: str | None = field(default=None, repr=False)
    secret_access_key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)
    role_arn: str | None = None  # assumed with the keys above, or with what AWS finds
    # Further arguments of AssumeRole, as AWS names them: RoleSessionName, DurationSeconds, ExternalId …
    role_arguments: dict[str, Any] = field(default_factory=dict, repr=False)
    then: tuple[RoleStep, ...] = field(default=(), repr=False)  # further roles, each assumed as the one before
    endpoint_url: str | None = None  # instead of Amazon's own, of every service
    verify: bool | str | None = None  # whether certificates are, or by which bundle
    use_ssl: bool = True
    api_version: str | None = None  # of every client; None for the newest
    config: dict[str, Any] = field(
        default_factory=dict
    )  # of botocore's clients; what Revive itself sets goes before it

    @property
    def roles(self) -> tuple[tuple[str, dict[str, Any]], ...]:
        """The roles to assume, in order, with the further arguments of each."""
        first = () if self.role_arn is None else ((self.role_arn, dict(self.role_arguments)),)
        return (*first, *((step.role_arn, step.arguments) for step in self.then))

    @property
    def arguments(self) -> dict[str, Any]:
        """The arguments of a botocore client; keys and role belong to the session."""
        return {
            "region_name": self.region,
            "endpoint_url": self.endpoint_url,
            "verify": self.verify,
            "use_ssl": self.use_ssl,
            "api_version": self.api_version,
        }


@dataclass(frozen=True, slots=True)
class OpenAIIdentity:
    """Where `openai:<model>` is asked, and as whom; without a base url, at OpenAI. The key is not part of `repr`."""

    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None

    @property
    def at_openai(self) -> bool:
        """Whether OpenAI itself answers, not a compatible server."""
        return self.base_url is None or self.base_url.startswith("https://api.openai.com/")


class EnvironmentSpec(BaseModel):
    """One environment. Quotas are those of the model's provider; None means that none is known."""

    model_config = ConfigDict(frozen=True)

    name: str  # as `--environment` takes it
    artifacts_url: str  # file:///… or s3://bucket/prefix
    records_url: str | None = Field(default=None, description="sqlite:///… or dynamodb://table-prefix; None for none.")
    queue_url: str | None = Field(default=None, description="sqlite:///folder or sqs://name-prefix; None for none.")
    queue_limit: int = Field(default=2_000_000, gt=0)  # messages that a queue may have before it takes no more
    guardrail: str | None = None  # id:version of a Bedrock guardrail that reads what is asked live, and answered
    knowledge_base: str | None = None  # id of a Bedrock knowledge base that live questions are answered from
    comprehend: bool = False  # whether Amazon Comprehend reads live questions
    model: str | None = None  # answers for every agent; None lets each version name its own
    requests_per_minute: int | None = Field(default=None, gt=0)  # the provider's quota
    tokens_per_minute: int | None = Field(default=None, gt=0)  # input and output together
    model_timeout_s: float = Field(default=60.0, gt=0)  # for one answer
    retry_for_s: float = Field(default=90.0, ge=0)  # for how long a call is tried while the model is unavailable
    worker: str | None = Field(
        default=None,
        pattern=WORKER,
        description="lambda:FUNCTION, which works on shards; None for the pool.",
    )
    batch_role: str | None = Field(
        default=None, pattern=ROLE, description="As which Bedrock reads and writes batch jobs; None for no such jobs."
    )
    real_model_calls: bool = True  # False makes a call that leaves this machine an error
    aws: AwsIdentity = AwsIdentity()  # who we are for S3, DynamoDB and Bedrock
    openai: OpenAIIdentity = OpenAIIdentity()  # where `openai:` is asked, and as whom
    connections: Connections = Connections()  # services that tables are read from

    @property
    def shard_function(self) -> str | None:
        """The function of Lambda that works on shards; None if the work pool does."""
        return None if self.worker is None else self.worker.removeprefix("lambda:")

    def divided(self, shares: int) -> "EnvironmentSpec":
        """The same environment with one of `shares` equal parts of the quotas."""
        return self.model_copy(
            update={
                "requests_per_minute": self.requests_per_minute and max(1, self.requests_per_minute // shares),
                "tokens_per_minute": self.tokens_per_minute and max(1, self.tokens_per_minute // shares),
            }
        )
