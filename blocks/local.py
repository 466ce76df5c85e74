"""The environment that needs no set-up: a folder on this machine, and rules that answer offline."""

from blocks.connections import read_connections
from blocks.settings import Settings
from schemas.environment import LOCAL, AwsIdentity, EnvironmentSpec


def local_environment(settings: Settings) -> EnvironmentSpec:
    """`local`, with the places that the settings name."""
    return EnvironmentSpec(
        name=LOCAL,
        artifacts_url=settings.artifacts_url or settings.home.as_uri(),
        records_url=settings.records_url or (settings.home / "registry.db").as_uri().replace("file", "sqlite", 1),
        queue_url=settings.queue_url or (settings.home / "queues").as_uri().replace("file", "sqlite", 1),
        worker=settings.worker,
        queue_limit=settings.queue_limit,
        model=settings.model or "offline",
        model_timeout_s=settings.model_timeout_s,
        retry_for_s=settings.retry_for_s,
        real_model_calls=settings.real_model_calls,
        aws=AwsIdentity(region=settings.aws_region),
        openai=settings.openai,
        connections=read_connections(settings.connections),
    )


async def resolve_environment(name: str, settings: Settings) -> EnvironmentSpec:
    """`local`, or the `Environment` block of that name. Raises `BadInputError` if there is none."""
    if name == LOCAL:
        return local_environment(settings)
    from blocks.environment import load_environment  # noqa: PLC0415 -- `local` does not wait for Prefect's imports

    return await load_environment(name, settings)
