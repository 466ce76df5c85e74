"""Publishing agent versions in the artifact store: `prompts/{agent}/{version}.json`, written once and never changed."""

import json
from typing import Any

from pydantic import ValidationError

from blocks.artifacts import ArtifactStore
from blocks.layout import prompt
from schemas.agent import AgentVersion
from schemas.errors import BadInputError


async def publish(store: ArtifactStore, version: AgentVersion) -> None:
    """Store a version once. Raises `BadInputError` where the same version was published with other content."""
    key = prompt(version.agent, version.version)
    document = version.model_dump(mode="json")
    if await store.put_if(key, json.dumps(document, indent=2).encode(), None) is not None:
        return
    published = await read_published(store, version.agent, version.version)
    if published is None or published.content_hash == version.content_hash:
        return
    changed = differing(published.model_dump(mode="json"), document)
    raise BadInputError(
        f"{version.agent} {version.version} was published with another {', '.join(changed)}: "
        f"a published version never changes, add a new one (published: {store.location(key)})"
    )


async def read_published(store: ArtifactStore, agent: str, version: str) -> AgentVersion | None:
    """A published version, None where there is none; `BadInputError` where it cannot be what was published."""
    key = prompt(agent, version)
    content = await store.get(key)
    if content is None:
        return None
    try:
        published = AgentVersion.model_validate_json(content)
    except ValidationError:
        raise BadInputError(f"{store.location(key)} is damaged; remove it, and it is published again") from None
    if (published.agent, published.version) != (agent, version):
        raise BadInputError(f"{store.location(key)} says it is {published.agent} {published.version}")
    return published


def differing(before: Any, after: Any, path: str = "") -> list[str]:
    """The paths at which two documents differ, e.g. `settings.temperature`, in the order of the documents."""
    if isinstance(before, dict) and isinstance(after, dict):
        names = dict.fromkeys([*before, *after])
        return [
            found
            for name in names
            for found in differing(before.get(name), after.get(name), f"{path}.{name}" if path else name)
        ]
    return [] if before == after else [path]
