"""`revive support feedback …`: what customers think of the answers, and what to do about it."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from commands.awaited import awaited
from commands.options import EPILOG, environment_option, guarded, json_option
from commands.output import print_json, say

if TYPE_CHECKING:
    from schemas.support.analysis import FeedbackAnalysis

_MOMENT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"])


@click.group("feedback", short_help="What customers think of the answers.")
def feedback_group() -> None:
    """Ratings, comments, and what customers do without saying it."""


@feedback_group.command(epilog=EPILOG)
@click.option("--since", type=_MOMENT, help="The beginning of the window, in UTC.  [default: --days before its end]")
@click.option("--until", type=_MOMENT, help="Its end, in UTC.  [default: now]")
@click.option("--days", type=click.IntRange(1, 80), default=7, show_default=True, help="How long the window is.")
@environment_option
@json_option
@guarded
def analyze(since: datetime | None, until: datetime | None, days: int, environment: str, as_json: bool) -> None:  # noqa: FBT001 -- click passes flags by name
    """Say how content customers are, what was resolved, what they complain about, and what to do next.

    The same window always gives the same result, because nothing after its end is read.
    """
    from datetime import UTC  # noqa: PLC0415 -- light start

    from schemas.support.analysis import FeedbackParams  # noqa: PLC0415 -- same
    from tasks.support.learning.running import analyse  # noqa: PLC0415 -- same

    begins, ends = (None if one is None else one.replace(tzinfo=UTC) for one in (since, until))
    now = datetime.now(UTC).replace(microsecond=0)
    found = awaited(analyse(FeedbackParams(since=begins, until=ends or now, days=days), environment))
    if as_json:
        print_json({**found.analysis.model_dump(mode="json"), "report": found.report, "candidates": found.candidates})
        return
    for line in _lines(found.analysis):
        say(line)
    say(f"Report: {found.report}")
    if found.candidates:
        say(f"{found.candidates} badly rated answers may become golden cases: revive support cases review")


def _lines(found: "FeedbackAnalysis") -> list[str]:
    from tasks.support.learning.report import moment, share, stars  # noqa: PLC0415 -- light start

    lines = [f"{moment(found.window.since)} to {moment(found.window.until)}: {found.answers} questions"]
    if found.overall is None:
        return lines
    row = "{:<14} {:<10} {:>9} {:>6}  {:<18} {:<18} {}"
    lines.append(row.format("intent", "version", "questions", "rated", "content", "resolved", "rating"))
    for one in (found.overall, *found.groups):
        name = "all" if one is found.overall else one.intent or "none"
        shown = (share(one.positive), share(one.resolved), stars(one.rating))
        lines.append(row.format(name, one.agent_version or "", one.answers, one.rated, *shown))
    lines += [f"{flag.intent} {flag.agent_version}: {flag.negative} of {flag.items} bad" for flag in found.flags]
    lines += [f"complaints: {theme.label} ({theme.complaints})" for theme in found.themes]
    lines += [f"found nothing: {gap.label} ({gap.complaints})" for gap in found.gaps]
    return lines + [f"{one.effect:>5.1f}  {one.what}: {one.why}" for one in found.recommendations]
