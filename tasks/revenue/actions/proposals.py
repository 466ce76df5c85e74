"""The actions of a result: one a finding and route, each with what it says, keyed by what it is about."""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from schemas.address import written
from schemas.outbox import ActionState, Content, OutboxEntry
from schemas.registry import instant
from schemas.revenue.finding import AnalysisResult, Finding
from schemas.revenue.log import Tracked
from tasks.revenue.actions.policy import ActionPolicy, Route
from tasks.revenue.report.page import dollars, who, words


def proposals(
    result: AnalysisResult, policy: ActionPolicy, tracked: Mapping[str, Tracked], by: str, now: datetime
) -> Iterator[OutboxEntry]:
    """The actions that may go out, route by route, in the order of the result.

    There are none for findings that people ended, called wrong or snoozed.
    """
    today = policy.local(now).date()
    for route in policy.routes:
        for one in result.findings:
            known = tracked.get(one.finding_id)
            if route.takes(one) and one.actions and may_act(known, today):
                yield _entry(one, result, route, policy, known, by, instant(now))


def may_act(known: Tracked | None, today: date) -> bool:
    """Whether there is still something to do about a finding."""
    return known is None or (known.is_open and not known.snoozed(today.isoformat()))


def _entry(
    finding: Finding,
    result: AnalysisResult,
    route: Route,
    policy: ActionPolicy,
    known: Tracked | None,
    by: str,
    at: str,
) -> OutboxEntry:
    to = _recipient(finding, route, policy)
    part = {"all": "", "finding": finding.finding_id}.get(route.by, to or (finding.owner or ""))
    state: ActionState = "proposed" if route.approval else "approved"
    return OutboxEntry(
        action_id=action_id(finding.finding_id, 1 if known is None else known.occurrence, route.channel),
        system="revenue",
        about=f"{result.analysis} {words(finding.kind)}: {who(finding)}",
        channel=route.channel,
        state=state,
        claimed_at=at,
        changed_at=at,
        subject=finding.finding_id,
        group=f"{route.channel}/{part}",
        to=to,
        content=_content(finding, result),
        proposed_by=by,
    )


def action_id(finding_id: str, occurrence: int, channel: str) -> str:
    """Of a finding and a channel, whatever the night; a finding that was gone and came back is told again."""
    again = "" if occurrence == 1 else f"/{occurrence}"
    return hashlib.sha256(f"revenue/{finding_id}/{channel}{again}".encode()).hexdigest()[:16]


def _recipient(finding: Finding, route: Route, policy: ActionPolicy) -> str:
    """The address of an email; empty if it goes to whom the channel is configured for."""
    if route.channel != "email":
        return ""
    if route.by == "team":
        return next((team.to for team in policy.teams.values() if finding.owner in team.owners), "")
    return (written(finding.owner or "") or "") if route.by == "owner" else ""


def _content(finding: Finding, result: AnalysisResult) -> Content:
    action = finding.explanation.action if finding.explanation is not None else finding.actions[0]
    title = f"{who(finding)} ({words(finding.kind)}, {dollars(finding.revenue_at_stake)})"
    data = {
        "session_id": result.session_id, "analysis": result.analysis, "as_of": result.as_of,
        "finding_id": finding.finding_id, "kind": finding.kind, "subject": finding.subject.model_dump(),
        "severity": finding.severity, "revenue_at_stake": finding.revenue_at_stake, "owner": finding.owner,
        "summary": finding.summary, "action": action,
    }  # fmt: skip
    text = f"{title}: {finding.summary} {finding.owner or 'Nobody yet'}: {action}"
    return Content(title=title, text=text, data=data)
