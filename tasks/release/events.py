"""Prefect events about releases, for its event feed and for automations."""

from collections.abc import Callable

from prefect.events import emit_event

from schemas.registry import Event


def emitter(environment: str) -> Callable[[Event], None]:
    """Emits `revive.release.<what>` about an agent of this environment, with the event as its payload.

    Prefect sends it in the background, so an event may be lost; the registry's history is the record.
    """

    def emit(event: Event) -> None:
        emit_event(
            event=f"revive.release.{event.what}",
            resource={
                "prefect.resource.id": f"revive.agent.{event.agent}",
                "prefect.resource.name": event.agent,
                "revive.environment": environment,
                "revive.version": event.version,
                "revive.release": event.release_id or "",
            },
            payload=event.model_dump(mode="json") | {"environment": environment},
        )

    return emit
