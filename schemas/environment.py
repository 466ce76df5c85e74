"""Where a run's things live, resolved: what an `Environment` block and the settings say together."""

from dataclasses import dataclass, field

from pydantic import BaseModel, ConfigDict, Field


@dataclass(frozen=True, slots=True)
class AwsIdentity:
    """Who we are on AWS; what is None comes from the standard AWS settings. Secrets stay out of `repr`."""

    region: str | None = None
    profile: str | None = None
    access_key_id: str | None = field(default=None, repr=False)
    secret_access_key: str | None = field(default=None, repr=False)
    session_token: str | None = field(default=None, repr=False)

    @property
    def arguments(self) -> dict[str, str | None]:
        """Region and keys, as boto3's sessions and botocore's clients call them."""
        return {
            "region_name": self.region,
            "aws_access_key_id": self.access_key_id,
            "aws_secret_access_key": self.secret_access_key,
            "aws_session_token": self.session_token,
        }


@dataclass(frozen=True, slots=True)
class OpenAIIdentity:
    """Where `openai:<model>` is asked, and as whom; a base url of None is OpenAI's. The key stays out of `repr`."""

    api_key: str | None = field(default=None, repr=False)
    base_url: str | None = None

    @property
    def at_openai(self) -> bool:
        """Whether OpenAI itself answers, and not a server that speaks like it."""
        return self.base_url is None or self.base_url.startswith("https://api.openai.com/")


class EnvironmentSpec(BaseModel):
    """One environment. Quotas are those of the model's provider; None means that none is known."""

    model_config = ConfigDict(frozen=True)

    name: str
    artifacts_url: str
    records_url: str | None = Field(default=None, description="sqlite:///… or dynamodb://table-prefix; None for none.")
    model: str | None = None
    requests_per_minute: int | None = Field(default=None, gt=0)
    tokens_per_minute: int | None = Field(default=None, gt=0)
    model_timeout_s: float = Field(default=60.0, gt=0)
    retry_for_s: float = Field(default=90.0, ge=0)
    real_model_calls: bool = True
    aws: AwsIdentity = AwsIdentity()
    openai: OpenAIIdentity = OpenAIIdentity()

    def divided(self, shares: int) -> "EnvironmentSpec":
        """The same with one of so many equal shares of the quotas."""
        return self.model_copy(
            update={
                "requests_per_minute": self.requests_per_minute and max(1, self.requests_per_minute // shares),
                "tokens_per_minute": self.tokens_per_minute and max(1, self.tokens_per_minute // shares),
            }
        )
