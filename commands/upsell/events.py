"""`revive upsell load | dead | init`: events that come in, and those that cannot be used. Part of `revive upsell`."""

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say
from schemas.printable import counted

if TYPE_CHECKING:
    from blocks.queue.message import Dead
    from tasks.upsell.loading import Loaded

_reason = click.option("--reason", help="Only those with this reason code.")
_EVERY = 20_000  # rows between two lines of progress


@click.command(epilog=EPILOG)
@click.argument("source", metavar="FILE|FOLDER|s3://…")
@environment_option
@json_option
@guarded
def load(source: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Put events of the past into the queue: JSON lines, CSV or Parquet, of any size.

    Each event is accepted once, however often its file is loaded: after an interruption, give the same command again.
    """
    from tasks.upsell.loading import load_events  # noqa: PLC0415 -- light start

    loaded = awaited(load_events(environment, source, _progress))
    if as_json:
        print_json(_document(loaded))
    else:
        say(_said(loaded))
    if loaded.stopped is not None:
        raise loaded.stopped


@click.group()
def dead() -> None:
    """Events that cannot be used: look at them, and try them again."""


@dead.command(name="list", epilog=EPILOG)
@_reason
@click.option("--limit", default=50, show_default=True, type=click.IntRange(min=1), help="How many to show.")
@environment_option
@json_option
@guarded
def _list(reason: str | None, limit: int, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """List the dead letters, oldest first, and count them by reason."""
    from tasks.upsell.dead_letters import list_dead  # noqa: PLC0415 -- light start

    found = awaited(list_dead(environment, reason, limit))
    if as_json:
        print_json({"reasons": dict(found.reasons), "dead": [_of(one) for one in found.first]})
        return
    for one in found.first:
        say(f"{_moment(one.died_at)}  {one.reason:18}  {one.message.id}  {one.detail}")
    counts = ", ".join(f"{count:,} {code}" for code, count in found.reasons.most_common())
    say(f"{counted(found.reasons.total(), 'dead letter')}: {counts}" if counts else "there is no dead letter")


@dead.command(epilog=EPILOG)
@click.argument("event_id")
@environment_option
@json_option
@guarded
def show(event_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Show a dead letter with its body as it came. The body may have personal data."""
    from tasks.upsell.dead_letters import find_dead  # noqa: PLC0415 -- light start

    found = awaited(find_dead(environment, event_id))
    if as_json:
        print_json([_of(one) | {"body": one.message.body.decode(errors="replace")} for one in found])
        return
    for one in found:
        say(f"{one.message.id}{f' of {one.message.source}' if one.message.source else ''}: {one.reason}")
        say(f"  {one.detail}") if one.detail else None
        say(f"  put {_moment(one.put_at)}, dead since {_moment(one.died_at)}, {one.attempts} attempts")
        say(one.message.body.decode(errors="replace"))


@dead.command(epilog=EPILOG)
@_reason
@click.option("--rate", type=click.FloatRange(min=0, min_open=True), help="At most this many per second.")
@click.option("--dry-run", is_flag=True, help="Only count them.")
@environment_option
@json_option
@guarded
def redrive(reason: str | None, rate: float | None, dry_run: bool, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Try dead letters again, once the cause is fixed."""
    from tasks.upsell.dead_letters import redrive_dead  # noqa: PLC0415 -- light start

    count = awaited(redrive_dead(environment, reason, rate, dry_run=dry_run))
    if as_json:
        print_json({"dry_run": dry_run, "redriven": count})
    else:
        say(f"to be tried again{', without --dry-run' if dry_run else ''}: {counted(count, 'dead letter')}")


@click.command(epilog=EPILOG)
@environment_option
@json_option
@guarded
def init(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Create the queue of an environment if it is missing."""
    from tasks.upsell.dead_letters import prepare_queue  # noqa: PLC0415 -- light start

    made = awaited(prepare_queue(environment))
    if as_json:
        print_json({"made": made})
    else:
        say("\n".join(f"made {name}" for name in made) or "everything is there already")


def _progress(loaded: "Loaded") -> None:
    if loaded.read % _EVERY == 0 and sys.stderr.isatty():
        say(f"{loaded.read:,} rows read", err=True)


def _document(loaded: "Loaded") -> dict[str, object]:
    return {
        "status": "stopped" if loaded.stopped else "complete",
        "message": str(loaded.stopped or ""),
        "files": loaded.files,
        "read": loaded.read,
        "accepted": loaded.accepted,
        "repeated": loaded.repeated,
        "conflicting": loaded.conflicting,
        "conflicts": loaded.conflicts,
        "dead": dict(loaded.dead),
    }


def _said(loaded: "Loaded") -> str:
    read = f"{counted(loaded.read, 'row')} read: {counted(loaded.accepted, 'event')} accepted"
    others = f"{loaded.repeated:,} there before, {loaded.conflicting:,} with the id of another event"
    lines = [f"{read}, {others}, {counted(loaded.dead.total(), 'dead letter')}"]
    lines += [f"  {count:,} {code}" for code, count in loaded.dead.most_common()]
    if loaded.conflicts:
        lines.append(f"  ids of other events: {', '.join(loaded.conflicts)}")
    if loaded.stopped is not None:
        lines.append("the rest was not read; once that is mended, give the same command again")
    return "\n".join(lines)


def _of(one: "Dead") -> dict[str, object]:
    return {
        "event_id": one.message.id,
        "source": one.message.source,
        "reason": one.reason,
        "detail": one.detail,
        "attempts": one.attempts,
        "put_at": _moment(one.put_at),
        "died_at": _moment(one.died_at),
    }


def _moment(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).isoformat(timespec="seconds")
