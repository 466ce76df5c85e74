"""The registry of an environment that names none: it is empty, and nothing can be written to it."""

from schemas.errors import BadInputError
from schemas.registry import Event, Observation, ReleaseState, VersionRecord, VersionStatus, Write


class NoRegistry:
    """See `RegistryStore`. Production is what prompts/production.yaml says."""

    def __init__(self, environment: str) -> None:
        self._environment = environment

    @property
    def url(self) -> str:
        """Says that there is none."""
        return "no registry"

    async def version(self, agent: str, version: str) -> VersionRecord | None:  # noqa: ARG002 -- the interface
        """None."""
        return None

    async def versions(self, agent: str) -> list[VersionRecord]:  # noqa: ARG002 -- same
        """None."""
        return []

    async def by_status(self, status: VersionStatus) -> list[VersionRecord]:  # noqa: ARG002 -- same
        """None."""
        return []

    async def release_state(self, agent: str) -> ReleaseState | None:  # noqa: ARG002 -- same
        """None."""
        return None

    async def release_states(self) -> list[ReleaseState]:
        """None."""
        return []

    async def history(self, agent: str, limit: int = 100) -> list[Event]:  # noqa: ARG002 -- same
        """None."""
        return []

    async def commit(self, *writes: Write) -> None:  # noqa: ARG002 -- same
        """Raise `BadInputError`."""
        raise self._missing()

    async def observe(self, *observations: Observation) -> None:
        """Drop them: a run goes on without a registry."""

    async def observations(self, agent: str, version: str, since: str | None = None) -> list[Observation]:  # noqa: ARG002
        """None."""
        return []

    async def prepare(self) -> list[str]:
        """Raise `BadInputError`."""
        raise self._missing()

    def _missing(self) -> BadInputError:
        return BadInputError(
            f"environment {self._environment!r} has no registry: set records_url of its block "
            "to dynamodb://table-prefix, then `revive agents init{elsewhere(self._environment)}`"
        )
