"""What Prefect is told of releases, for its event feed and whoever automates on it."""

from prefect.events import emit_event

from schemas.registry import Event


def emit(event: Event) -> None:
    """Emit `revive.release.<what>` about the agent, with the event as its payload.

    Prefect sends it in the background; the registry's history is the record, and an event may be lost.
    """
    emit_event(
        event=f"revive.release.{event.what}",
        resource={
            "prefect.resource.id": f"revive.agent.{event.agent}",
            "prefect.resource.name": event.agent,
            "revive.version": event.version,
            "revive.release": event.release_id or "",
        },
        payload=event.model_dump(mode="json"),
    )
