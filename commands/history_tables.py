"""What `revive agents register | history | init` print."""

from collections.abc import Sequence

from commands.output import print_json, say
from commands.text_tables import moment, print_table, text_table
from schemas.registry import Event, VersionRecord


def show_registered(record: VersionRecord, *, new: bool, as_json: bool) -> None:
    """Print the outcome of a registration."""
    if as_json:
        print_json(record.model_dump(mode="json") | {"new": new})
    elif new:
        say(f"{record.agent} {record.version} is registered as a draft ({record.content_hash})")
    else:
        say(
            f"{record.agent} {record.version} was registered on {moment(record.created_at)} by {record.created_by} "
            f"({record.status}); nothing was changed"
        )


def show_history(agent: str, events: Sequence[Event], *, as_json: bool) -> None:
    """Print what happened to an agent."""
    if as_json:
        print_json({"agent": agent, "events": [event.model_dump(mode="json") for event in events]})
        return
    if not events:
        say(f"nothing has happened to {agent} in this registry")
        return
    rows = [
        (moment(event.at), event.by, event.what.replace("_", " "), event.version, _percent(event.share), event.note)
        for event in events
    ]
    print_table(text_table(agent, "when", "by", "what", "version", "share", "note"), rows)


def show_made(made: Sequence[str], where: str, *, as_json: bool) -> None:
    """Print what `init` created."""
    if as_json:
        print_json({"registry": where, "made": list(made)})
    else:
        say(f"made {', '.join(made)}" if made else f"{where} is there; nothing was made")


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share}%"
