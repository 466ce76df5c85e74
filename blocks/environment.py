"""The `Environment` block: one name for where a company's artifacts, model, quota and credentials are.

Register with `prefect block register -m blocks.environment`, then fill it in the Prefect UI.
"""

from prefect.blocks.core import Block
from prefect.settings import get_current_settings
from prefect_aws import AwsCredentials
from pydantic import Field, SecretStr

from blocks.settings import Settings
from schemas.environment import AwsIdentity, EnvironmentSpec, OpenAIIdentity
from schemas.errors import BadInputError


class Environment(Block):
    """Where a run's things live. Flows take the name of one of these."""

    _block_type_name = "Revive Environment"
    _block_type_slug = "revive-environment"

    artifacts_url: str = Field(description="file:///… or s3://bucket/prefix")
    records_url: str | None = Field(
        default=None,
        description="dynamodb://table-prefix or sqlite:///…; default: none, and prompts/production.yaml decides.",
    )
    model: str | None = Field(
        default=None, description="The model of every agent, e.g. bedrock:amazon.nova-lite-v1:0. Default: each agent's."
    )
    requests_per_minute: int | None = Field(default=None, gt=0, description="The model's quota, if known.")
    tokens_per_minute: int | None = Field(default=None, gt=0, description="The model's quota, if known.")
    aws_credentials: AwsCredentials | None = Field(
        default=None, description="Default: the standard AWS settings (role, profile, variables)."
    )
    openai_api_key: SecretStr | None = Field(
        default=None, description="For openai:<model>. Default: OPENAI_API_KEY, unless a base URL is given here."
    )
    openai_base_url: str | None = Field(
        default=None, description="Who answers openai:<model> instead of OpenAI, e.g. http://localhost:11434/v1"
    )


async def load_environment(name: str, settings: Settings) -> EnvironmentSpec:
    """The named block, with the settings of this process over it."""
    if get_current_settings().api.url is None:
        raise BadInputError(f"environment {name!r} is a block on a Prefect server: set PREFECT_API_URL, or use local")
    try:
        block: Environment = await Environment.aload(name)
    except ValueError:
        raise BadInputError(
            f"there is no environment {name!r}: create a Revive Environment block of that name, or use local"
        ) from None
    return EnvironmentSpec(
        name=name,
        artifacts_url=block.artifacts_url,
        records_url=block.records_url,
        model=settings.model or block.model,
        requests_per_minute=block.requests_per_minute,
        tokens_per_minute=block.tokens_per_minute,
        model_timeout_s=settings.model_timeout_s,
        retry_for_s=settings.retry_for_s,
        real_model_calls=settings.real_model_calls,
        aws=_identity(block.aws_credentials, settings.aws_region),
        openai=_openai(block, settings.openai),
    )


def _identity(credentials: AwsCredentials | None, region: str | None) -> AwsIdentity:
    if credentials is None:
        return AwsIdentity(region=region)
    secret = credentials.aws_secret_access_key
    return AwsIdentity(
        region=credentials.region_name or region,
        profile=credentials.profile_name,
        access_key_id=credentials.aws_access_key_id,
        secret_access_key=secret.get_secret_value() if secret else None,
        session_token=credentials.aws_session_token,
    )


def _openai(block: Environment, default: OpenAIIdentity) -> OpenAIIdentity:
    """The block's, whole, or the settings': a key never goes to the other's server."""
    key = block.openai_api_key.get_secret_value() if block.openai_api_key else ""
    if not key and not block.openai_base_url:
        return default
    return OpenAIIdentity(api_key=key or None, base_url=block.openai_base_url or None)
