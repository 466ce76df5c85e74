"""What the release commands print: a line on what happened, the figures side by side, or one JSON document."""

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from commands.console import stdout
from commands.output import print_json, say
from schemas.environment import elsewhere
from schemas.registry import Event, ReleaseState
from schemas.release import Decision, ReleaseShown

_COLOURS = {"success": "green", "failure": "red", "stop": "red", "inconclusive": "yellow", "unknown": "dim"}


def show_moved(state: ReleaseState, events: Sequence[Event], *, as_json: bool) -> None:
    """Print what a command did."""
    if as_json:
        print_json(
            {
                "release": state.model_dump(mode="json"),
                "events": [event.model_dump(mode="json") for event in events],
            }
        )
        return
    what = ", ".join(f"{event.version} {event.what.replace('_', ' ')}" for event in events) or "nothing to change"
    say(f"{what}; {where(state)}")
    for event in events:
        if event.what in ("promoted", "rolled_back") and event.note:
            say(f"  {event.version} {event.what.replace('_', ' ')}: {event.note}")


def show_releases(releases: Sequence[ReleaseShown], environment: str, *, as_json: bool) -> None:
    """Print every release, with what would be decided now."""
    if as_json:
        print_json({"releases": [one.model_dump(mode="json") for one in releases]})
        return
    if not releases:
        say("nothing was released here yet: prompts/production.yaml says who serves")
    for one in releases:
        say(where(one.release))
        if one.release.stage == "approval":
            waiting = f"{one.release.release_id}{elsewhere(environment)}"
            say(f"  waits for a person: revive agents approve|reject {waiting}")
        if one.decision is not None:
            say(f"  now: {one.decision.action.replace('_', ' ')}: {one.decision.why}")
            if any(one.decision.customers):
                stdout.print(_figures(one.decision))
        if one.events:
            stdout.print(_rollout(one.events))


def where(state: ReleaseState) -> str:
    """One line that says which version serves whom."""
    said = f"{state.agent}: production {state.production}"
    if state.candidate is None:
        return f"{said}, nothing under way"
    since = state.since[:16].replace("T", " ")
    return (
        f"{said}, candidate {state.candidate} at {state.share}% ({state.stage} since {since} UTC, {state.release_id})"
    )


def _figures(decision: Decision) -> Table:
    ours, theirs = decision.customers
    table = Table(title=Text(f"{ours:,} customers of the candidate, {theirs:,} of production"), title_justify="left")
    for name in ("figure", "result", "candidate against production"):
        table.add_column(name)
    for check in decision.checks:
        table.add_row(Text(check.name), Text(check.result, style=_COLOURS[check.result]), Text(check.says))
    return table


def _rollout(events: Sequence[Event]) -> Table:
    table = Table(title=Text(events[-1].release_id or ""), title_justify="left")
    for name in ("at (UTC)", "what", "share", "by", "why"):
        table.add_column(name)
    for event in events:
        share = "" if event.share is None else f"{event.share}%"
        at = event.at[5:16].replace("T", " ")
        table.add_row(*(Text(cell) for cell in (at, event.what.replace("_", " "), share, event.by, event.note)))
    return table
