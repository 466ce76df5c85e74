"""From an embedder's name to one that can be used."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agents.retrieval.embedder import Embedder
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError

OFFLINE, TITAN = "offline", "bedrock:titan"


@asynccontextmanager
async def open_embedder(name: str, environment: EnvironmentSpec) -> AsyncIterator[Embedder]:
    """`offline`, or `bedrock:titan` with the environment's AWS identity; `BadInputError` for anything else."""
    if name == OFFLINE:
        from agents.retrieval.static_words import StaticWords  # noqa: PLC0415 -- loaded only where it embeds

        yield StaticWords()
    elif name == TITAN:
        from agents.models.titan import open_titan  # noqa: PLC0415 -- 0.2 s and 30 MB of imports

        async with open_titan(environment) as titan:
            yield titan
    else:
        raise BadInputError(f"unknown embedder {name!r}: use {OFFLINE} or {TITAN}")
