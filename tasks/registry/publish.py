"""Publishing agent versions in the artifact store: `prompts/{agent}/{version}.json`, written once and never changed."""

import json

from pydantic import ValidationError

from agents.versions.diff import differing
from blocks.artifacts import ArtifactStore
from blocks.layout import prompt
from schemas.agent import AgentVersion
from schemas.errors import BadInputError


async def publish(store: ArtifactStore, version: AgentVersion) -> None:
    """Store a version once. Raises `BadInputError` if the same version was published with other content."""
    key = prompt(version.agent, version.version)
    document = version.model_dump(mode="json")
    if await store.put_if(key, json.dumps(document, indent=2).encode(), None) is not None:
        return
    published = await read_published(store, version.agent, version.version)
    if published is None or published.content_hash == version.content_hash:
        return
    before = published.model_dump(mode="json", exclude={"why"})
    changed = [change.path for change in differing(before, version.model_dump(mode="json", exclude={"why"}))]
    raise BadInputError(
        f"{version.agent} {version.version} was published with another {', '.join(changed)}: "
        f"a published version never changes, add a new one (published: {store.location(key)})"
    )


async def read_published(store: ArtifactStore, agent: str, version: str) -> AgentVersion | None:
    """A published version, or None; `BadInputError` if its content cannot be what was published."""
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
