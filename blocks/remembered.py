"""A copy of each environment's block from when it was last read, so that a rollback need not wait for Prefect's server.

`environments/{name}.json` in the home of this machine. Keys and secrets are left out: somebody who acts while the
server is away uses AWS credentials of their own.
"""

import logging
from dataclasses import replace

from pydantic import ValidationError

from blocks.layout import safe
from blocks.settings import Settings
from blocks.stores import open_folder
from schemas.connections import Connections
from schemas.environment import EnvironmentSpec, OpenAIIdentity
from schemas.errors import ReviveError

_log = logging.getLogger(__name__)


async def remember(spec: EnvironmentSpec, settings: Settings) -> None:
    """Keep a copy of the block, without its secrets."""
    aws = replace(spec.aws, access_key_id=None, secret_access_key=None, session_token=None, role_arguments={})
    aws = replace(aws, then=tuple(step.model_copy(update={"external_id": None}) for step in aws.then))
    public = spec.model_copy(
        update={"aws": aws, "openai": OpenAIIdentity(base_url=spec.openai.base_url)} | {"connections": Connections()}
    )
    content = public.model_dump_json(indent=2).encode()
    try:
        home = open_folder(settings.home)
        if await home.get(_key(spec.name)) != content:
            await home.put(_key(spec.name), content)
    except ReviveError as error:  # a worker's home may be read-only, and its work does not need the copy
        _log.info("environment %s is not remembered here: %s", spec.name, error)


async def recall(name: str, settings: Settings) -> EnvironmentSpec | None:
    """The copy; None if this machine never read the block, or the file is damaged."""
    content = await open_folder(settings.home).get(_key(name))
    if content is None:
        return None
    try:
        return EnvironmentSpec.model_validate_json(content)
    except ValidationError:
        return None


def _key(name: str) -> str:
    return f"environments/{safe(name)}.json"
