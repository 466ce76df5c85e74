"""`report.html` of an evaluation: the verdict, then the cases that changed sides, then the figures. One file."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Template
from markupsafe import Markup

from agents.evaluation.comparison import signed_points
from agents.evaluation.evaluators import labels_of
from schemas.case import Case
from schemas.evaluation import Comparison, Evaluation, Mean, Outcome, PairedRow, Run, Side
from schemas.printable import counted
from tasks.bulk.page import on_page, stylesheet, templates
from tasks.bulk.systems import system_asking

_FOLDER = Path(__file__).resolve().parent
_LISTED = 200


class Plot(NamedTuple):
    """An interval drawn on a line with 0 in the middle; all values are percent of its width."""

    left: float
    width: float
    point: float


class Tagged(NamedTuple):
    """How many cases of a tag pass, per side."""

    tag: str
    cases: int
    passed: list[int]


def render(found: Evaluation, outcomes: Sequence[Outcome]) -> bytes:
    """The page, UTF-8. Every value is escaped; none becomes markup, style or script."""
    comparison = found if isinstance(found, Comparison) else None
    changed = [outcome for outcome in outcomes if outcome.changed]
    rest = [outcome for outcome in outcomes if not outcome.changed]
    rows = comparison.rows if comparison else ()
    page = _template().render(
        found=found,
        labels=labels_of(found.agent),
        comparison=comparison,
        headline=_headline(found),
        lost=[outcome for outcome in changed if outcome.passed(1)] if comparison else [],
        gained=[outcome for outcome in changed if outcome.passed(0)] if comparison else [],
        failing=[outcome for outcome in rest if not outcome.passed(0)][:_LISTED],
        passing=[outcome for outcome in rest if outcome.passed(0)][:_LISTED],
        failing_count=sum(not outcome.passed(0) for outcome in rest),
        passing_count=sum(outcome.passed(0) for outcome in rest),
        rows=[(row, _plot(row, rows)) for row in rows],
        tags=_tags(outcomes),
        offline="offline:" in " ".join((*(side.model for side in found.sides), found.judge)),
    )
    return page.encode("utf-8", "replace")


def _headline(found: Evaluation) -> str:
    first = found.sides[0]
    every = f" every one of {found.k} times" if found.k > 1 else ""
    if not isinstance(found, Comparison):
        return f"{first.version} passes {first.passed} of {counted(found.cases, 'case')}{every}."
    second = found.sides[1]
    said = {
        "better": f"{first.version} is better than {second.version}",
        "worse": f"{first.version} is worse than {second.version}",
        "inconclusive": f"{first.version} and {second.version} cannot be told apart",
    }[found.verdict]
    row = found.rows[0]
    interval = f"{row.level:.1%} interval {signed_points(row.low)} to {signed_points(row.high)}"
    change = f"{signed_points(row.difference)} points, {interval}"
    passed = f"{first.passed} against {second.passed} of {counted(found.cases, 'case')} pass{every}"
    return f"{said}: {passed} ({change}).{_next(found)}"


def _next(found: Comparison) -> str:
    if found.verdict != "inconclusive":
        return ""
    if found.missing:
        return f" {found.missing[0].upper()}{found.missing[1:]}."
    if found.cases_needed is None:
        return f" A difference of {found.margin:.0%} of the cases or more can be ruled out."
    return f" It would take about {found.cases_needed:,} cases."


def _plot(row: PairedRow, rows: Sequence[PairedRow]) -> Plot:
    """Place an interval on the line; that of a few cases may be cut off, so that the others stay readable."""
    most = max(one.clusters for one in rows)
    reach = (
        max((abs(end) for one in rows if 2 * one.clusters >= most for end in (one.low, one.high)), default=0.0) or 1.0
    )

    def place(value: float) -> float:
        return min(99.0, max(1.0, round(50 + 48 * value / reach, 1)))  # a mark at the edge is seen whole

    return Plot(place(row.low), round(place(row.high) - place(row.low), 1), place(row.difference))


def _tags(outcomes: Sequence[Outcome]) -> list[Tagged]:
    tags = sorted({tag for outcome in outcomes for tag in outcome.case.tags})
    found = []
    for tag in tags:
        tagged = [outcome for outcome in outcomes if tag in outcome.case.tags]
        sides = range(len(tagged[0].sides))
        found.append(Tagged(tag, len(tagged), [sum(outcome.passed(side) for outcome in tagged) for side in sides]))
    return found


def _wrongs(runs: Sequence[Run], labels: Mapping[str, str]) -> list[tuple[str, str, int]]:
    """What was wrong with the answers to a case, and with how many of them."""
    found: Counter[tuple[str, str]] = Counter()
    for run in runs:
        if run.failure:
            found["No answer", run.failure] += 1
        for score in run.scores if not run.passed else ():
            told = run.failure and score.evaluator == "answered"
            if score.detail and score.value < 1 and score.evaluator != "judge" and not told:
                found[f"{labels.get(score.evaluator, score.evaluator)}: no", score.detail] += 1
    return [(what, detail, times) for (what, detail), times in found.items()]


def _share(mean: Mean | None) -> str:
    return "" if mean is None else f"{mean.mean:.1%}"


def _interval(mean: Mean | None) -> str:
    return "" if mean is None else f"{mean.low:.0%} to {mean.high:.0%}"


def _usd(amount: float | None) -> str:
    if amount is None:
        return "not known"
    return "$0" if amount == 0 else f"${amount:,.2f}" if amount >= 1 else f"${amount:.5f}"


def _evaluators(side: Side, labels: Mapping[str, str]) -> list[str]:
    return [name for name in labels if name in side.means]


def _given(case: Case, agent: str) -> Markup:
    """What the case gave; for a label, what the labelled answer was given."""
    return system_asking(case.judged.task if case.judged else agent).show_case(case)


def _answered(agent: str, output: Any) -> Markup:
    return system_asking(agent).show_answer(agent, output)


def _date(at: str) -> str:
    return f"{datetime.fromisoformat(at):%-d %B %Y, %H:%M} UTC"


@cache
def _template() -> Template:
    jinja = templates(_FOLDER)
    jinja.filters |= {
        "shown": on_page,
        "counted": counted,
        "points": signed_points,
        "wrongs": _wrongs,
        "share": _share,
        "interval": _interval,
        "usd": _usd,
        "date": _date,
        "evaluators": _evaluators,
    }
    css = stylesheet() + (_FOLDER / "report.css").read_text(encoding="utf-8")
    names: dict[str, Any] = {"css": css, "given": _given, "answered": _answered}
    jinja.globals |= names
    return jinja.get_template("report.html.jinja")
