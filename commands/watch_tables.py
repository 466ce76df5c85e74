"""How the watch is shown in a terminal: first what is wrong."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.table import Table
from rich.text import Text

from commands.console import stdout
from commands.output import say
from schemas.monitoring.alert import Alert
from schemas.monitoring.view import AgentToday, AlertView, WatchView
from schemas.printable import printable

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400


def print_view(view: WatchView, now: datetime) -> None:
    """What is wrong, since when, what to do; then how the agents are."""
    say(_headline(view, now))
    for one in view.alerts:
        _print_alert(one, now)
    for silence in view.silences:
        who = f"{silence.rule} {silence.about}".rstrip()
        say(printable(f"silenced until {silence.until}: {who} ({silence.by}: {silence.why}) {silence.silence_id}"))
    if view.looked is not None:
        for note in (*view.looked.notes, *(f"cannot see {what}: {why}" for what, why in view.looked.unseen.items())):
            say(printable(note))
    if view.agents:
        _print_agents(view.agents)


def print_alerts(alerts: Sequence[Alert]) -> None:
    """A line an alert."""
    for one in alerts:
        end = f"to {one.closed_at}" if one.closed_at else f"acked by {one.acked_by}" if one.acked_by else "open"
        say(printable(f"{one.alert_id}  {one.severity:6}  {one.opened_at} {end}  {one.about}: {one.title}; {one.says}"))
    if not alerts:
        say("nothing is wrong")


def _headline(view: WatchView, now: datetime) -> str:
    if view.looked is None:
        return f"the watch has never looked at {view.environment}: revive watch look, or deploy watch-agents/watch"
    looked = f"looked {ago(view.looked.at, now)}"
    if view.stale:
        looked = (
            f"THE WATCH ITSELF IS NOT LOOKING: the last time was {ago(view.looked.at, now)} (docs/runbooks.md#watch)"
        )
    wrong = f"{len(view.alerts)} wrong" if view.alerts else "nothing is wrong"
    return f"{view.environment}: {wrong}; {looked}"


def _print_alert(one: AlertView, now: datetime) -> None:
    alert = one.alert
    say(printable(f"\n{alert.severity.upper()} {alert.alert_id}  {alert.about}: {alert.title}"))
    say(printable(f"  {alert.says}"))
    say(f"  since {alert.opened_at} ({ago(alert.opened_at, now)}); {_who(one)}")
    say(f"  what to do: {alert.runbook}")


def _who(one: AlertView) -> str:
    alert = one.alert
    if alert.acked_by:
        return printable(f"{alert.acked_by} has it{f': {alert.note}' if alert.note else ''}")
    if one.silenced:
        return "silenced"
    told = ", ".join(f"{channel} {state}" for channel, state in one.told.items()) or "nobody: no channel is configured"
    return f"told: {told}; yours: revive watch ack {alert.alert_id}"


def ago(moment: str, now: datetime) -> str:
    """How long ago, in words."""
    seconds = (now - datetime.fromisoformat(moment)).total_seconds()
    for unit, name in ((_DAY, "day"), (_HOUR, "hour"), (_MINUTE, "minute")):
        if seconds >= unit:
            count = int(seconds // unit)
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"


_COLUMNS: tuple[tuple[str, Callable[[AgentToday], str]], ...] = (
    ("agent today", lambda one: f"{one.system}/{one.agent} {one.version}"),
    ("runs", lambda one: f"{one.runs:,}" + ("" if one.usual_runs is None else f" ({one.usual_runs:,.0f}/d)")),
    ("success", lambda one: _percent(one.success)),
    ("approved", lambda one: _percent(one.approval)),
    ("p95", lambda one: "" if one.p95_s is None else f"{one.p95_s:.2f} s"),
    ("cost", lambda one: "" if one.cost_usd is None else f"${one.cost_usd:,.2f}"),
)


def _print_agents(agents: Sequence[AgentToday]) -> None:
    table = Table(box=None, collapse_padding=True, pad_edge=False)
    for name, _ in _COLUMNS:
        table.add_column(name, overflow="fold")
    for one in agents:
        table.add_row(*(Text(printable(cell(one))) for _, cell in _COLUMNS))
    say("")
    stdout.print(table)


def _percent(share: float | None) -> str:
    return "" if share is None else f"{share:.1%}"
