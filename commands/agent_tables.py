"""What `revive agents` prints: a table for people, or one JSON document."""

import json
from collections.abc import Iterable, Sequence

from rich.table import Table
from rich.text import Text

from commands.console import stdout
from commands.output import print_json, say
from schemas.catalogue import AgentShown, Listed, Performance, VersionDiff, VersionShown
from schemas.registry import Event, ReleaseState, VersionRecord

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


def show_list(versions: Sequence[Listed], answers: str | None, *, as_json: bool) -> None:
    """Print every version; `answers` is the model that the environment uses in place of each version's own."""
    if as_json:
        print_json({"versions": [one.model_dump(mode="json") for one in versions]})
        return
    rows = [(one.agent, one.version, _status(one), _serves(one), _who(one)) for one in versions]
    _print(_table(None, "agent", "version", "status", "serves", "changed"), rows)
    if answers is not None:
        say(f"every agent is answered by {answers} here, whatever model its version names")


def show_agent(shown: AgentShown, *, as_json: bool) -> None:
    """Print one agent."""
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    rows = [(one.version, _status(one), _serves(one), one.why, _who(one)) for one in shown.versions]
    _print(_table(shown.agent, "version", "status", "serves", "why", "changed"), rows)
    say(_release(shown.release) if shown.release else "not in the registry yet: prompts/production.yaml decides")
    if shown.release and shown.release.production != shown.production_yaml:
        say(f"prompts/production.yaml says {shown.production_yaml}; it counts only where there is no registry")
    for title, figures in (("in this release", shown.in_release), ("in all uploads", shown.live)):
        if any(one.customers for one in figures.values()):
            columns = [_figures(one) for one in figures.values()]
            _print(_table(title, "", *figures), zip(_PERFORMANCE, *columns, strict=True))
    for warning in shown.warnings:
        say(f"warning: {warning}")


def show_version(shown: VersionShown, *, as_json: bool) -> None:
    """Print one version with its prompts."""
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    content, table = shown.content, _table(f"{shown.agent}@{shown.version}")
    table.show_header = False
    settings = ", ".join(f"{name} {value}" for name, value in content.settings.model_dump().items())
    rows = [("status", _status(shown)), ("serves", _serves(shown)), ("why", shown.why), ("model", shown.model)]
    rows += [("settings", settings), ("fields", ", ".join(content.fields)), ("output", content.output)]
    rows += [("content hash", shown.content_hash)]
    if shown.created_at:
        rows += [("registered", f"{_when(shown.created_at)} by {shown.created_by}"), ("changed", _who(shown))]
    if shown.evaluation is not None:
        rows += [("evaluated", f"{shown.evaluation.verdict or 'no verdict'} on {shown.evaluation.cases} cases")]
        rows += [(f"  {name}", f"{score:.3f}") for name, score in shown.evaluation.scores.items()]
    if shown.live.customers:
        rows += list(zip(_PERFORMANCE, _figures(shown.live), strict=True))
    _print(table, rows)
    for name in ("system", "user"):
        stdout.print(Text(f"\n{name}", style="bold"))
        stdout.print(Text(getattr(content, name).rstrip()), soft_wrap=True)


def show_diff(shown: VersionDiff, *, as_json: bool) -> None:
    """Print how two versions differ."""
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    stdout.print(Text(f"{shown.before} → {shown.after}: {shown.why}", style="bold"), soft_wrap=True)
    if not shown.changes and not shown.prompts:
        say("no difference")
    for path, change in shown.changes.items():
        for line in _changed(path, change["before"], change["after"]):
            stdout.print(Text(line), soft_wrap=True)
    for lines in shown.prompts.values():
        say()
        for line in lines:
            stdout.print(Text(line, style=_COLOURS.get(line[:1], "")), soft_wrap=True)


def show_registered(record: VersionRecord, *, new: bool, as_json: bool) -> None:
    """Print the outcome of a registration."""
    if as_json:
        print_json(record.model_dump(mode="json") | {"new": new})
    elif new:
        say(f"{record.agent} {record.version} is registered as a draft ({record.content_hash})")
    else:
        say(
            f"{record.agent} {record.version} was registered on {_when(record.created_at)} by {record.created_by} "
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
        (_when(event.at), event.by, event.what.replace("_", " "), event.version, _percent(event.share), event.note)
        for event in events
    ]
    _print(_table(agent, "when", "by", "what", "version", "share", "note"), rows)


def show_made(made: Sequence[str], where: str, *, as_json: bool) -> None:
    """Print what `init` created."""
    if as_json:
        print_json({"registry": where, "made": list(made)})
    else:
        say(f"made {', '.join(made)}" if made else f"{where} is there; nothing was made")


def _status(one: Listed) -> str:
    said = [one.status]
    if one.problem:
        said.append(f"unusable: {one.problem}")
    if one.file_changed:
        said.append("file changed: add a new version")
    if not one.in_project:
        said.append("not in this project")
    return ", ".join(said)


def _serves(one: Listed) -> str:
    return f"{one.percent}%" if one.percent else ""


def _who(one: Listed) -> str:
    return f"{_when(one.changed_at)} by {one.changed_by}" if one.changed_at else ""


def _when(at: str) -> str:
    return at[:16].replace("T", " ")  # UTC


def _release(state: ReleaseState) -> str:
    since = f"since {_when(state.since)} UTC"
    if state.candidate is None:
        return f"production {state.production}, {since}; no release is under way"
    held = f"; held: {state.held_because}" if state.held_because else ""
    return (
        f"production {state.production}, candidate {state.candidate} at {state.share}%: {state.stage}, "
        f"step {state.step} {since}{held} (release {state.release_id})"
    )


_PERFORMANCE = ("uploads", "customers", "errors", "held", "repaired", "guardrail", "quality", "usd/customer", "p95")


def _figures(one: Performance) -> tuple[str, ...]:
    quality = "" if one.quality is None else f"{one.quality:.3f} of {one.quality_n}"
    cost = "unknown" if one.usd_per_customer is None else f"{one.usd_per_customer:.6f}"
    return (
        str(one.uploads),
        f"{one.customers:,}",
        *(_rate(rate) for rate in (one.error_rate, one.held_rate, one.repair_rate)),
        str(one.guardrail),
        quality,
        cost,
        "" if one.p95_s is None else f"{one.p95_s:.2f} s",
    )


def _rate(rate: float | None) -> str:
    return "" if rate is None else f"{rate:.2%}"


def _percent(share: int | None) -> str:
    return "" if share is None else f"{share}%"


def _changed(path: str, before: object, after: object) -> Iterable[str]:
    if isinstance(before, list) and isinstance(after, list):
        yield from (f"- {path}: {_value(item)}" for item in before if item not in after)
        yield from (f"+ {path}: {_value(item)}" for item in after if item not in before)
        if sorted(map(str, before)) == sorted(map(str, after)):
            yield f"  {path}: in another order"
    else:
        yield f"  {path}: {_value(before)} → {_value(after)}"


def _value(value: object) -> str:
    return "nothing" if value is None else value if isinstance(value, str) else json.dumps(value)


_SHORT = ("agent", "version", "when", "what", "share", "serves")  # a date or a name broken in two is hard to read


def _table(title: str | None, *columns: str) -> Table:
    table = Table(title=Text(title) if title else None, title_justify="left")
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in _SHORT)
    return table


def _print(table: Table, rows: Iterable[Sequence[str]]) -> None:
    for row in rows:
        # As Text: what a record contains is never markup.
        table.add_row(*(Text(cell) for cell in row))
    stdout.print(table)
