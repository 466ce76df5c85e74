"""What came of an upload's emails, for a terminal."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from schemas.winback.outcomes import Came, OutcomeFigures


def outcome_lines(figures: "OutcomeFigures") -> list[str]:
    """The figures, then a table by cause, tier, offer, email and version."""
    from schemas.outcomes import HORIZONS  # noqa: PLC0415 -- light start
    from tasks.winback.report.outcome_words import DIMENSIONS  # noqa: PLC0415 -- same

    came = figures.written_to
    since = f", the first on {figures.first_sent}" if figures.first_sent else ""
    lines = [f"{figures.upload_id}: {came.people} customers written to{since}; as of {figures.on}"]
    if not figures.confirmed:
        lines.append("  nobody has said what was sent (revive sent), so the day of the export counts")
    lines.append(
        "  "
        + ", ".join(
            f"{came.count(kind)} {kind}" for kind in ("replied", "reactivated", "unsubscribed", "bounced", "complained")
        )
    )
    lines += [f"  MRR back within {days} days: {_money(came, days)}{_so_far(came, days)}" for days in HORIZONS]
    if came.former_mrr:
        lines.append(f"  {came.former_mrr} of them counted with the MRR that they had, as no new one is known")
    if came.unknown_mrr:
        lines.append(f"  {came.unknown_mrr} came back without a known MRR")
    if figures.lift is not None:
        lines.append(f"  against the holdout: {figures.lift.says}")
    if figures.not_compared:
        lines.append(f"  {figures.not_compared} were written to because a person decided so, and are not compared")
    if figures.reached:
        lines.append(
            f"  {figures.reached} of those held out were written to all the same, which makes less of a difference"
        )
    if figures.early:
        lines.append(f"  {figures.early} outcomes are from before the emails: not counted (revive sent --on)")
    for kind, title in DIMENSIONS.items():
        lines += [_row(f"{title} {value}", one) for value, one in sorted(figures.by.get(kind, {}).items())]
    return lines


def _row(name: str, came: "Came") -> str:
    back = came.back.get(90, 0)
    return (
        f"  {name[:44]:<44} {came.people:>7,} written to {came.count('replied'):>5,} replied {back:>5,} back in 90 d, "
        f"{_money(came, 90)}"
    )


def _money(came: "Came", days: int) -> str:
    from tasks.winback.report.outcome_words import decimals  # noqa: PLC0415 -- light start

    return decimals(came.recovered.get(days, {}))


def _so_far(came: "Came", days: int) -> str:
    left = came.people - came.over.get(days, 0)
    return f" so far; {left} customers have had fewer days" if left else ""
