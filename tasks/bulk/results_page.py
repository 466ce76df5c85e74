"""The page of an upload's results in the Prefect UI: counts, money, warnings, and where everything is."""

from collections.abc import Sequence

from schemas.bulk import Status
from tasks.bulk.markdown import code, plain
from tasks.bulk.run import Run


async def show_page(run: Run, beside: Sequence[tuple[str, str]] = ()) -> None:
    """Create the page, with what the system adds to the counts."""
    from prefect.artifacts import acreate_markdown_artifact  # noqa: PLC0415 -- systems are imported without Prefect

    from tasks.bulk.ui import artifact_key, if_reachable  # noqa: PLC0415 -- same

    shown = page(run.status, run.place.environment.name, beside)
    await if_reachable(acreate_markdown_artifact(shown, key=artifact_key(f"{run.system.name}-results")))


def page(status: Status, environment: str, beside: Sequence[tuple[str, str]]) -> str:
    """Counts, money, warnings, what to do next and where everything is, in Markdown. `beside`: name and number."""
    lines = [
        f"## {status.status}: {status.counts}",
        "",
        f"Environment {plain(environment)}. {plain(bill(status))}.",
        "",
    ]
    lines += [f"- {plain(name)}: {number}" for name, number in beside]
    lines += [f"- {status.rejected} rows rejected"] if status.rejected else []
    lines += [f"\nWarning: {plain(warning)}" for warning in status.warnings]
    if "report" in status.artifacts:
        lines += ["", f"{code(status.command('open'))} opens the report."]
    lines += ["", *(f"- {name}: {code(where)}" for name, where in status.artifacts.items())]
    return "\n".join(lines)


def bill(status: Status) -> str:
    """What it cost, and which model answered."""
    cost = "unknown cost" if status.cost_usd is None else f"${status.cost_usd:,.4f}"
    return f"{cost}, {status.model or 'no model'}"
