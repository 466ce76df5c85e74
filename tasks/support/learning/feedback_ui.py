"""An analysis as the Prefect UI shows it: figures and recommendations, without anybody's words."""

from prefect.artifacts import acreate_table_artifact

from schemas.support.analysis import Group
from tasks.bulk.markdown import plain, plain_rows
from tasks.bulk.ui import if_reachable
from tasks.support.learning.report import moment, share, stars
from tasks.support.learning.running import Analysed


async def show_analysis(found: Analysed) -> None:
    """Two tables: by intent and version, and what to do next."""
    analysis = found.analysis
    window = f"{moment(analysis.window.since)} to {moment(analysis.window.until)}"
    whole = () if analysis.overall is None else (analysis.overall,)
    await if_reachable(
        acreate_table_artifact(
            plain_rows([_row(one) for one in (*whole, *analysis.groups)]),
            key="support-feedback",
            description=f"Feedback of {window}, with 95% intervals. Report: {plain(found.report)}",
        )
    )
    todo = [{"what": one.what, "why": one.why, "effect": one.effect} for one in analysis.recommendations]
    await if_reachable(
        acreate_table_artifact(
            plain_rows(todo), key="support-recommendations", description=f"What to do next, from {window}."
        )
    )


def _row(group: Group) -> dict[str, object]:
    return {
        "intent": group.intent or "all" if group.agent_version is None else group.intent,
        "version": group.agent_version or "",
        "questions": group.answers,
        "rated": group.rated,
        "rating": stars(group.rating),
        "content": share(group.positive),
        "resolved": share(group.resolved),
    }
