"""How a night changes a finding that is followed. Pure: the finding before, the finding now, the day."""

from typing import Any

from schemas.revenue.finding import Finding
from schemas.revenue.log import Change, Sighting, Tracked

_REMEMBERED = 50  # changes of one finding
_RUN = "revive"


def seen(before: Tracked | None, finding: Finding, as_of: str, session: str, at: str) -> Tracked:
    """The same finding on another night is the same finding; one that was gone begins again, as new."""
    if before is None:
        return Tracked(
            finding_id=finding.finding_id,
            opened_on=as_of,
            last_seen=as_of,
            last_session=session,
            logged_at=at,
            seen_at=at,
            history=(Change(at=at, by=_RUN, what=f"seen first, {finding.severity}"),),
            **_said(finding),
        )
    if as_of < before.last_seen:
        return before  # an earlier day, looked at later: what is known since counts
    if before.closed_on is not None and as_of > before.closed_on:
        return _again(before, finding, as_of, session, at)
    changed = {} if finding.severity == before.severity else {"severity_before": before.severity}
    what = f"{finding.severity} instead of {before.severity}" if changed else ""
    now: dict[str, Any] = {
        **_said(finding), **changed, "last_seen": as_of, "last_session": session, "closed_on": None,
        "seen_at": before.seen_at if session == before.last_session else at,
        "days_seen": before.days_seen + (as_of > before.last_seen),
    }  # fmt: skip
    if finding.explanation is None and session != before.last_session:
        now |= {"title": "", "urgency": None}  # what was said of it is of another night
    return with_change(before, at, _RUN, what, now)


def _again(before: Tracked, finding: Finding, as_of: str, session: str, at: str) -> Tracked:
    fresh = {
        **_said(finding), "occurrence": before.occurrence + 1, "opened_on": as_of, "last_seen": as_of,
        "last_session": session, "logged_at": at, "seen_at": at, "days_seen": 1, "closed_on": None,
        "severity_before": None, "status": "new", "wrong": False, "decided_by": "", "decided_at": "",
        "note": "", "snoozed_until": None,
    }  # fmt: skip
    return with_change(before, at, _RUN, f"there again, after it was gone on {before.closed_on}", fresh)


def gone(before: Tracked, as_of: str, at: str) -> Tracked:
    """The finding was looked for and is gone. What people said of it stays."""
    return with_change(before, at, _RUN, "gone", {"closed_on": as_of})


def with_change(before: Tracked, at: str, by: str, what: str, update: dict[str, Any]) -> Tracked:
    """The finding with some fields changed and, where `what` says anything, a line in its history."""
    added = (Change(at=at, by=by, what=what),) if what else ()
    return before.model_copy(update=update | {"history": (*before.history, *added)[-_REMEMBERED:]})


def sighting(finding: Finding, tracked: Tracked, as_of: str, session: str, at: str) -> Sighting:
    """What was measured of a finding on this night."""
    return Sighting(
        execution_id=session,
        finding_id=finding.finding_id,
        analysis=finding.analysis,
        kind=finding.kind,
        occurrence=tracked.occurrence,
        as_of=as_of,
        seen_at=at,
        account_id=finding.account_id,
        customer_type=finding.customer_type,
        severity=finding.severity,
        revenue_at_stake=finding.revenue_at_stake,
        p_value=finding.p_value,
        evidence=finding.evidence,
    )


def _said(finding: Finding) -> dict[str, Any]:
    """What the finding itself says."""
    named = (
        "analysis", "kind", "subject", "account_id", "account_name", "owner", "customer_type", "severity",
        "revenue_at_stake", "summary", "actions",
    )  # fmt: skip
    said = {name: getattr(finding, name) for name in named}
    if finding.explanation is not None:
        said |= {"title": finding.explanation.headline, "urgency": finding.explanation.urgency}
    return said
