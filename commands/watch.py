"""`revive watch …`: what is wrong with the agents, since when, and what to do."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import click

from commands.awaited import awaited
from commands.options import EPILOG, by_option, environment_option, guarded, json_option
from commands.output import print_json, say
from commands.watch_caps import show_caps
from commands.watch_export import export
from commands.watch_rules import rules, send_test_alert

if TYPE_CHECKING:
    from blocks.records.interface import Records

_Result = TypeVar("_Result")


@click.group(short_help="The watch over all agents: what is wrong, alerts, silences.")
def watch() -> None:
    """What is wrong with the agents, since when, and what to do."""


watch.add_command(rules)
watch.add_command(show_caps)
watch.add_command(export)
watch.add_command(send_test_alert)


@watch.command(name="show", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _show(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """What is wrong now, and how each agent version is today. This shows the last look and does not look again."""
    from tasks.monitoring.showing import shown_watch  # noqa: PLC0415 -- light start

    now = datetime.now(UTC)
    view = awaited(shown_watch(environment, now))
    if as_json:
        print_json(view.model_dump(mode="json"))
        return
    from commands.watch_tables import print_view  # noqa: PLC0415 -- light start

    print_view(view, now)


@watch.command(name="look", epilog=EPILOG)
@environment_option
@json_option
@guarded
def _look(environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Look once, as the deployment watch-agents/watch does every 15 minutes; from cron, it needs no worker."""
    from tasks.monitoring.opening import look_once  # noqa: PLC0415 -- light start

    done = awaited(look_once(environment))
    if as_json:
        print_json(
            {
                "looked": done.looked.model_dump(mode="json"),
                "alerts": [one.model_dump(mode="json") for one in done.alerts],
                "told": [one.model_dump(mode="json") for one in done.told],
            }
        )
        return
    say(f"{done.looked.counted} readings counted, {len(done.alerts)} alerts open, {len(done.told)} messages sent")
    for note in (*done.looked.notes, *(f"{what}: {why}" for what, why in done.looked.unseen.items())):
        say(note, err=True)


@watch.command(name="alerts", epilog=EPILOG)
@click.option("--days", type=click.IntRange(0, 365), default=0, help="Also those that ended within this many days.")
@environment_option
@json_option
@guarded
def _alerts(days: int, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """List the open alerts, the most severe first."""
    from tasks.monitoring.alerts import closed_alerts, open_alerts  # noqa: PLC0415 -- light start

    since = datetime.now(UTC) - timedelta(days=days)
    found = _with_records(environment, open_alerts)
    over = _with_records(environment, lambda records: closed_alerts(records, since)) if days else []
    if as_json:
        print_json([one.model_dump(mode="json") for one in (*found, *over)])
        return
    from commands.watch_tables import print_alerts  # noqa: PLC0415 -- light start

    print_alerts([*found, *over])


@watch.command(name="ack", epilog=EPILOG)
@click.argument("alert_id")
@click.option("--note", default="", help="What you found, or are doing.")
@by_option
@environment_option
@json_option
@guarded
def _ack(alert_id: str, note: str, by: str | None, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """Take care of an alert; nobody is told of it again."""
    from blocks.settings import login_name  # noqa: PLC0415 -- light start
    from tasks.monitoring.alerts import acknowledge  # noqa: PLC0415 -- same

    who, now = by or login_name(), datetime.now(UTC)
    alert = _with_records(environment, lambda records: acknowledge(records, alert_id, who, note[:400], now))
    if as_json:
        print_json(alert.model_dump(mode="json"))
    else:
        say(f"{alert.alert_id} {alert.about}: {alert.title}. It is {who}'s now; what to do: {alert.runbook}")


@watch.command(name="silence", epilog=EPILOG)
@click.argument("rule")
@click.option("--about", default="", help="Only for this agent or subject, such as upsell/upsell-message.")
@click.option("--for", "hours", type=click.FloatRange(0, 2_160, min_open=True), help="For this many hours from now.")
@click.option("--until", type=click.DateTime(("%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M")), help="Until this moment, in UTC.")
@click.option("--why", required=True, help="Why nobody needs to be told.")
@by_option
@environment_option
@json_option
@guarded
def _silence(
    rule: str,
    about: str,
    hours: float | None,
    until: datetime | None,
    why: str,
    by: str | None,
    environment: str,
    as_json: bool,  # noqa: FBT001 -- same
) -> None:
    """Tell nobody of RULE (or `all`) for a while. Alerts that are still open then are told."""
    from blocks.settings import login_name  # noqa: PLC0415 -- light start
    from schemas.errors import BadInputError  # noqa: PLC0415 -- same
    from tasks.monitoring.rules import load_rules  # noqa: PLC0415 -- same
    from tasks.monitoring.silences import add_silence  # noqa: PLC0415 -- same

    if (hours is None) == (until is None):
        raise BadInputError("say for how long: --for HOURS or --until 2026-12-01T06:00")
    now, loaded, who = datetime.now(UTC), load_rules(environment), by or login_name()
    end = now + timedelta(hours=hours or 0) if until is None else until.replace(tzinfo=UTC)
    made = _with_records(
        environment, lambda records: add_silence(records, rule, about, end, who[:80], why[:400], loaded, now)
    )
    if as_json:
        print_json(made.model_dump(mode="json"))
    else:
        say(f"{made.silence_id}: nobody is told of {rule} {about or 'about anybody'} until {made.until}")


@watch.command(name="unsilence", epilog=EPILOG)
@click.argument("silence_id")
@environment_option
@json_option
@guarded
def _unsilence(silence_id: str, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- same
    """End a silence now."""
    from tasks.monitoring.silences import end_silence  # noqa: PLC0415 -- light start

    _with_records(environment, lambda records: end_silence(records, silence_id))
    if as_json:
        print_json({"silence_id": silence_id, "ended": True})
    else:
        say(f"{silence_id} has ended")


def _with_records(environment: str, use: "Callable[[Records], Awaitable[_Result]]") -> _Result:
    from tasks.monitoring.opening import open_records_of  # noqa: PLC0415 -- light start

    async def used() -> _Result:
        async with open_records_of(environment) as records:
            return await use(records)

    return awaited(used())
