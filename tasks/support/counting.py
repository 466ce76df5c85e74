"""What one live question, its verdicts, and what somebody said of its reply add to the watch's figures."""

from math import floor, log2

from schemas.latency import bucket
from schemas.monitoring.figures import INPUT, LATENCY, OUTCOME, REASON, Count, Figures
from schemas.paid import PaidStep
from schemas.support.feedback import Feedback
from schemas.support.interaction import Interaction
from schemas.support.trail import Trail
from tasks.support.chain import best

_NO_FAULT = frozenset(("not_known", "off_topic"))  # a fallback that is not a fault of the answer
_WORST, _BEST = 1, 5  # ratings


def count_answer(trail: Trail, figures: Figures) -> None:
    """One question. Without an outcome its process was killed."""
    outcome, record = trail.outcome or "killed", trail.record
    failed = outcome == "killed" or (outcome == "fallback" and trail.reason not in _NO_FAULT)
    _plus(figures, "runs", 1)
    _plus(figures, "errors", failed)
    _plus(figures, "guardrail", outcome == "blocked" or trail.reason == "guardrails")
    _plus(figures, "handed_over", outcome == "escalated")
    _spread(figures, OUTCOME, outcome)
    if failed:
        _spread(figures, REASON, trail.reason or outcome)
    for stage in trail.stages:
        _spread(figures, f"{LATENCY}{stage.stage.rstrip('0123456789 ')}", str(bucket(stage.ms / 1_000)))
    if trail.stages:
        _spread(figures, f"{LATENCY}all", str(bucket(sum(stage.ms for stage in trail.stages) / 1_000)))
    _count_cost(figures, trail.cost_usd)
    if record is not None:
        _count_record(record, figures)


def _count_record(record: Interaction, figures: Figures) -> None:
    _plus(figures, "repairs", len(record.attempts) > 1)
    _count_tokens(figures, *(one.paid for one in record.attempts))
    score = score_shown(record)
    if score is not None:
        _plus(figures, "judged", 1)
        _plus(figures, "approval", score / 100)
    _spread(figures, f"{INPUT}topic", record.topic or "none")
    _spread(figures, f"{INPUT}question", f"{2 ** floor(log2(max(1, len(record.question))))}+ characters")
    _spread(figures, f"{INPUT}passages", str(len(record.passages)))
    _spread(figures, f"{INPUT}history", str(bool(record.history)))


def score_shown(record: Interaction) -> int | None:
    """The points of what is shown; None if nothing is, or nobody judged it."""
    shown = best(record)
    return None if shown is None else record.attempts[shown].score


def count_verdicts(record: Interaction, figures: Figures) -> None:
    """The judge's work on one question."""
    judged = [one.judged for one in record.attempts if one.judged is not None]
    _plus(figures, "runs", len(judged))
    _plus(figures, "repairs", sum(one.attempts > 1 for one in judged))
    _count_tokens(figures, *judged)
    for one in judged:
        _spread(figures, f"{LATENCY}answer", str(bucket(one.latency_s)))
        _count_cost(figures, one.total_usd)


def count_opinion(said: Feedback, approved: bool | None, figures: Figures) -> None:  # noqa: FBT001 -- the judge's yes or no
    """A rating or thumbs; what people do without saying anything counts elsewhere."""
    if said.rating is not None:
        worth = (said.rating - _WORST) / (_BEST - _WORST)
    elif said.thumbs is not None:
        worth = float(said.thumbs == "up")
    else:
        return
    _plus(figures, "rated", 1)
    _plus(figures, "satisfaction", worth)
    if approved is not None:
        _plus(figures, "compared", 1)
        _plus(figures, "agreed", (worth >= 0.5) == approved)  # noqa: PLR2004 -- the middle


def _count_cost(figures: Figures, cost: float | None) -> None:
    if cost is not None:
        _plus(figures, "priced", 1)
        _plus(figures, "cost_usd", cost)
        _plus(figures, "cost_squares", cost * cost)


def _count_tokens(figures: Figures, *paid: PaidStep) -> None:
    _plus(figures, "input_tokens", sum(one.usage.input_tokens for one in paid))
    _plus(figures, "output_tokens", sum(one.usage.output_tokens for one in paid))


def _plus(figures: Figures, name: Count, count: float) -> None:
    if count:
        figures.counts[name] = figures.counts.get(name, 0.0) + count


def _spread(figures: Figures, name: str, value: str) -> None:
    spread = figures.spreads.setdefault(name, {})
    spread[value] = spread.get(value, 0) + 1
