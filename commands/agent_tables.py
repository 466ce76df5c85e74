"""What `revive agents list | show` print: a table for people, or one JSON document."""

from collections.abc import Sequence

from rich.text import Text

from commands.console import stdout
from commands.output import print_json, say
from commands.text_tables import moment, print_table, text_table
from schemas.catalogue import AgentShown, Listed, Performance, VersionShown
from schemas.registry import ReleaseState


def show_list(versions: Sequence[Listed], answers: str | None, *, as_json: bool) -> None:
    """Print every version; `answers` is the model that the environment uses in place of each version's own."""
    if as_json:
        print_json({"versions": [one.model_dump(mode="json") for one in versions]})
        return
    rows = [(one.agent, one.version, _status(one), _serves(one), _who(one)) for one in versions]
    print_table(text_table(None, "agent", "version", "status", "serves", "changed"), rows)
    if answers is not None:
        say(f"every agent is answered by {answers} here, whatever model its version names")


def show_agent(shown: AgentShown, *, as_json: bool) -> None:
    """Print one agent."""
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    rows = [(one.version, _status(one), _serves(one), one.why, _who(one)) for one in shown.versions]
    print_table(text_table(shown.agent, "version", "status", "serves", "why", "changed"), rows)
    say(_release(shown.release) if shown.release else "not in the registry yet: prompts/production.yaml decides")
    if shown.release and shown.release.production != shown.production_yaml:
        say(f"prompts/production.yaml says {shown.production_yaml}; it counts only where there is no registry")
    for title, figures in (("in this release", shown.in_release), ("in all uploads", shown.live)):
        if any(one.customers for one in figures.values()):
            columns = [_figures(one) for one in figures.values()]
            print_table(text_table(title, "", *figures), zip(_PERFORMANCE, *columns, strict=True))
    for warning in shown.warnings:
        say(f"warning: {warning}")


def show_version(shown: VersionShown, *, as_json: bool) -> None:
    """Print one version with its prompts."""
    if as_json:
        print_json(shown.model_dump(mode="json"))
        return
    content, table = shown.content, text_table(f"{shown.agent}@{shown.version}")
    table.show_header = False
    settings = ", ".join(f"{name} {value}" for name, value in content.settings.model_dump().items())
    rows = [("status", _status(shown)), ("serves", _serves(shown)), ("why", shown.why), ("model", shown.model)]
    rows += [("settings", settings), ("fields", ", ".join(content.fields)), ("output", content.output)]
    rows += [("content hash", shown.content_hash)]
    if shown.created_at:
        rows += [("registered", f"{moment(shown.created_at)} by {shown.created_by}"), ("changed", _who(shown))]
    if shown.evaluation is not None:
        rows += [("evaluated", f"{shown.evaluation.verdict or 'no verdict'} on {shown.evaluation.cases} cases")]
        rows += [(f"  {name}", f"{score:.3f}") for name, score in shown.evaluation.scores.items()]
    if shown.live.customers:
        rows += list(zip(_PERFORMANCE, _figures(shown.live), strict=True))
    print_table(table, rows)
    for name in ("system", "user"):
        stdout.print(Text(f"\n{name}", style="bold"))
        stdout.print(Text(getattr(content, name).rstrip()), soft_wrap=True)


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
    return f"{moment(one.changed_at)} by {one.changed_by}" if one.changed_at else ""


def _release(state: ReleaseState) -> str:
    since = f"since {moment(state.since)} UTC"
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
