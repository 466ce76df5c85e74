"""The `Environment` block: one name for where a company's artifacts, model, quota and credentials are.

Register with `prefect block register -m blocks.environment`, then fill it in the Prefect UI.
"""

import asyncio
import logging
from collections.abc import Sequence

from httpx import HTTPError
from prefect.blocks.core import Block
from prefect.blocks.fields import SecretDict
from prefect.client.orchestration import get_client
from prefect.exceptions import PrefectException
from prefect.settings import get_current_settings
from prefect_aws import AwsCredentials, AwsSecret
from pydantic import Field, SecretStr

from blocks.connections import connections_of
from blocks.prefect_server import ServerError, is_healthy
from blocks.remembered import recall, remember
from blocks.secret_values import SecretValues, secret_values
from blocks.settings import Settings
from schemas.connections import Connections
from schemas.environment import LOCAL, ROLE, WORKER, AwsIdentity, EnvironmentSpec, OpenAIIdentity, RoleStep
from schemas.errors import BadInputError

EVERYWHERE = "*"  # a block cannot have this name
_PAGE = 200
_log = logging.getLogger(__name__)


class Environment(Block):
    """Where a run's data, model and credentials are. Flows take the name of such a block."""

    _block_type_name = "Revive Environment"
    _block_type_slug = "revive-environment"

    artifacts_url: str = Field(description="file:///… or s3://bucket/prefix")
    records_url: str | None = Field(
        default=None,
        description="dynamodb://table-prefix or sqlite:///…; default: none, and prompts/production.yaml decides.",
    )
    queue_url: str | None = Field(
        default=None, description="Where events wait: sqs://name-prefix or sqlite:///folder; default: nowhere."
    )
    worker: str | None = Field(
        default=None,
        pattern=WORKER,
        description="lambda:FUNCTION has a function of AWS Lambda work on shards; default: the work pool.",
    )
    model: str | None = Field(
        default=None, description="The model of every agent, e.g. bedrock:amazon.nova-lite-v1:0. Default: each agent's."
    )
    batch_role: str | None = Field(
        default=None,
        pattern=ROLE,
        description="The role as which Bedrock reads and writes batch jobs in S3. Default: no batch jobs.",
    )
    requests_per_minute: int | None = Field(default=None, gt=0, description="The model's quota, if known.")
    tokens_per_minute: int | None = Field(default=None, gt=0, description="The model's quota, if known.")
    guardrail: str | None = Field(
        default=None, description="A Bedrock guardrail, as id:version, that support's questions and answers must pass."
    )
    knowledge_base: str | None = Field(
        default=None, description="The id of a Bedrock knowledge base that support answers from. Default: its folder."
    )
    comprehend: bool = Field(default=False, description="Whether Amazon Comprehend reads support's questions, too.")
    aws_credentials: AwsCredentials | None = Field(
        default=None, description="Default: the standard AWS settings (role, profile, variables)."
    )
    further_roles: list[RoleStep] = Field(
        default_factory=list, description="Roles to assume one after the other, beginning as the credentials above."
    )
    secret: AwsSecret | None = Field(
        default=None,
        description="A secret of Secrets Manager with what is not entered here: a JSON object with openai_api_key, "
        "connections.",
    )
    openai_api_key: SecretStr | None = Field(
        default=None, description="For openai:<model>. Default: OPENAI_API_KEY, unless a base URL is given here."
    )
    openai_base_url: str | None = Field(
        default=None, description="Who answers openai:<model> instead of OpenAI, e.g. http://localhost:11434/v1"
    )
    connections: SecretDict | None = Field(
        default=None, description="Salesforce, Gong, Slack: where and as whom (docs/revenue.md)."
    )


async def load_environment(name: str, settings: Settings) -> EnvironmentSpec:
    """The named block, overridden by this process's settings.

    While Prefect's server is away, the copy from when this machine last read the block: a rollback does not wait.
    """
    url = get_current_settings().api.url
    if url is None:
        raise BadInputError(f"environment {name!r} is a block on a Prefect server: set PREFECT_API_URL, or use local")
    if not await asyncio.to_thread(is_healthy, url):
        return _settled(await _recalled(name, url, settings), settings)
    try:
        block: Environment = await Environment.aload(name)
    except ValueError:
        raise BadInputError(
            f"there is no environment {name!r}: create a Revive Environment block of that name, or use local"
        ) from None
    except (HTTPError, PrefectException):  # it is away, or not working
        return _settled(await _recalled(name, url, settings), settings)
    spec = await spec_of(name, block, settings)
    await remember(spec, settings)
    return _settled(spec, settings)


async def spec_of(name: str, block: Environment, settings: Settings) -> EnvironmentSpec:
    """What a block says, with what its secret holds. Raises `BadInputError` if that cannot be read."""
    kept = SecretValues()
    if block.secret is not None:
        reader = _identity(block.secret.aws_credentials, settings.aws_region, block.further_roles)
        kept = await secret_values(block.secret.secret_name, reader, name)
    return EnvironmentSpec(
        name=name,
        artifacts_url=block.artifacts_url,
        records_url=block.records_url,
        queue_url=block.queue_url,
        worker=block.worker,
        batch_role=block.batch_role,
        model=block.model,
        requests_per_minute=block.requests_per_minute,
        tokens_per_minute=block.tokens_per_minute,
        guardrail=block.guardrail,
        knowledge_base=block.knowledge_base,
        comprehend=block.comprehend,
        aws=_identity(block.aws_credentials, settings.aws_region, block.further_roles),
        openai=_openai(block, settings.openai, kept.openai_api_key),
        connections=_connections(block, kept),
    )


async def environments(name: str) -> list[str]:
    """The environment of that name; for `*`, `local` and every Environment block on the Prefect server."""
    if name != EVERYWHERE:
        return [name]
    blocks: list[str] = []
    async with get_client() as client:
        types = [one.slug for one in await client.read_block_types()]
        while Environment.get_block_type_slug() in types:
            page = await client.read_block_documents_by_type(
                Environment.get_block_type_slug(), offset=len(blocks), limit=_PAGE, include_secrets=False
            )
            blocks += [block.name for block in page if block.name]
            if len(page) < _PAGE:
                break
    # A block of this name is never read: visited as well, every release here would be gone on with twice at a time.
    return [LOCAL, *sorted(name for name in blocks if name != LOCAL)]


async def _recalled(name: str, url: str, settings: Settings) -> EnvironmentSpec:
    spec = await recall(name, settings)
    if spec is None:
        raise ServerError(
            f"no Prefect server answers at {url}, and environment {name!r} is a block on it that was never read here"
        )
    _log.warning("no Prefect server answers at %s: environment %s as its block was when last read here", url, name)
    return spec


def _settled(spec: EnvironmentSpec, settings: Settings) -> EnvironmentSpec:
    return spec.model_copy(
        update={
            "model": settings.model or spec.model,
            "queue_limit": settings.queue_limit,
            "model_timeout_s": settings.model_timeout_s,
            "retry_for_s": settings.retry_for_s,
            "real_model_calls": settings.real_model_calls,
        }
    )


def _identity(credentials: AwsCredentials | None, region: str | None, further: Sequence[RoleStep] = ()) -> AwsIdentity:
    if credentials is None:
        return AwsIdentity(region=region, then=tuple(further))
    secret, client = credentials.aws_secret_access_key, credentials.aws_client_parameters
    verify = client.verify_cert_path or client.verify
    return AwsIdentity(
        region=credentials.region_name or region,
        profile=credentials.profile_name,
        access_key_id=credentials.aws_access_key_id,
        secret_access_key=secret.get_secret_value() if secret else None,
        session_token=credentials.aws_session_token,
        role_arn=credentials.assume_role_arn,
        role_arguments=credentials.assume_role_kwargs.get_params_override(),
        then=tuple(further),
        endpoint_url=client.endpoint_url,
        verify=verify if isinstance(verify, bool | None) else str(verify),
        use_ssl=client.use_ssl,
        api_version=client.api_version,
        config=client.config or {},
    )


def _connections(block: Environment, kept: SecretValues) -> Connections:
    if block.connections is not None:
        return connections_of(block.connections.get_secret_value(), "the block")
    return Connections() if kept.connections is None else connections_of(kept.connections, "the secret")


def _openai(block: Environment, default: OpenAIIdentity, kept_key: str = "") -> OpenAIIdentity:
    """Either the block's identity or the settings', whole: a key is never sent to the other one's server."""
    key = block.openai_api_key.get_secret_value() if block.openai_api_key else kept_key
    if not key and not block.openai_base_url:
        return default
    return OpenAIIdentity(api_key=key or None, base_url=block.openai_base_url or None)
