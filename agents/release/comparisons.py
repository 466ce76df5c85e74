"""What a candidate must show, compared with production, before it gets more subjects."""

from dataclasses import dataclass

from agents.release.stops import costs
from agents.release.wording import Write, beside, dollars, interval_text, mean, percent, points, score, seconds, times
from agents.statistics.latency_quantile import live_quantile
from agents.statistics.outcome import LiveComparison
from agents.statistics.sample_ratio import sample_ratio
from agents.statistics.sequential import Arm, live, live_ratio
from schemas.latency import PER_DOUBLING, SHORTEST_S
from schemas.registry import EVERYBODY, Figures
from schemas.release import Check, OutcomeRule, Policy

SPLIT, QUALITY, OUTCOMES = "split", "quality", "outcomes"
_COMPARED = 4  # figures that can each end a release, in every step with two versions
_SPLIT_P = 0.001


def comparisons(
    policy: Policy, candidate: Figures, production: Figures, outcomes: OutcomeRule | None = None
) -> tuple[Check, ...]:
    """Compare quality, cost, latency and holds; half of the policy's alpha is divided among them.

    With a rule for outcomes, these stand in place of quality. A figure measured on too few subjects is unknown; a cost
    or latency that neither version has is left out.
    """
    alpha = policy.alpha / 2 / _COMPARED / max(1, sum(share < EVERYBODY for share in policy.steps))
    checks = []
    if outcomes is not None:
        checks.append(_outcomes(policy, outcomes, candidate, production, alpha))
    elif policy.margins.quality is not None:
        checks.append(_quality(policy, policy.margins.quality, candidate, production, alpha))
    if candidate.cost_usd_sum or production.cost_usd_sum:
        checks.append(_cost(policy, candidate, production, alpha))
    if candidate.latency or production.latency:
        checks.append(_latency(policy, candidate, production, alpha))
    return (*checks, _held(policy, candidate, production, alpha))


def split_check(share: int, candidate: Figures, production: Figures) -> Check:
    """Whether the subjects were divided as intended."""
    observed = candidate.customers, production.customers
    if not sum(observed):
        return Check(name=SPLIT, result="unknown", says=f"no customers yet, asked for {share}%")
    p_value = sample_ratio(observed, (share, EVERYBODY - share))
    seen = mean(candidate.customers, sum(observed))
    says = f"{percent(seen or 0.0)} of the customers, asked for {share}%"
    if p_value < _SPLIT_P:
        return Check(name=SPLIT, candidate=seen, result="failure", says=f"{says} (p = {p_value:.1g})")
    return Check(name=SPLIT, candidate=seen, result="success", says=says)


def _quality(policy: Policy, margin: float, candidate: Figures, production: Figures, alpha: float) -> Check:
    ours = Arm.of_sums(candidate.quality_n, candidate.quality_sum, candidate.quality_squares)
    theirs = Arm.of_sums(production.quality_n, production.quality_sum, production.quality_squares)
    compared = live(ours, theirs, margin=margin, alpha=alpha, minimum=policy.minimum_customers)
    says = _Says(f"may be {margin:g} lower", score, _signed(score))
    return _check(QUALITY, compared, (ours.n, theirs.n), policy, says)


def _outcomes(policy: Policy, rule: OutcomeRule, candidate: Figures, production: Figures, alpha: float) -> Check:
    """The share of customers who did what counts, of those who have had the time for it."""
    ours, theirs = (
        Arm.of_rate(one.followed.get(rule.days, 0), getattr(one, rule.counts).get(rule.days, 0))
        for one in (candidate, production)
    )
    if (missing := policy.minimum_customers - min(ours.n, theirs.n)) > 0:
        few = f"{ours.n} and {theirs.n} customers have had {rule.days} days since their first email"
        return Check(name=OUTCOMES, result="unknown", says=f"too few to say, {few}", needs=missing)
    compared = live(ours, theirs, margin=rule.margin, alpha=alpha, minimum=policy.minimum_customers)
    limit = f"{rule.counts} within {rule.days} days, at most {points(rule.margin)} fewer"
    return _check(OUTCOMES, compared, (ours.n, theirs.n), policy, _Says(limit, percent, _signed(percent)))


def _held(policy: Policy, candidate: Figures, production: Figures, alpha: float) -> Check:
    ours = Arm.of_rate(candidate.customers, candidate.held)
    theirs = Arm.of_rate(production.customers, production.held)
    margin = policy.margins.held
    compared = live(ours, theirs, margin=margin, better="same", alpha=alpha, minimum=policy.minimum_customers)
    says = _Says(f"at most {points(margin)} more or fewer", percent, _signed(percent))
    return _check("holds", compared, (ours.n, theirs.n), policy, says)


def _cost(policy: Policy, candidate: Figures, production: Figures, alpha: float) -> Check:
    ours, theirs, most = costs(candidate), costs(production), policy.margins.cost
    compared = live_ratio(ours, theirs, times=most, alpha=alpha, minimum=policy.minimum_customers)
    return _check("cost", compared, (ours.n, theirs.n), policy, _Says(f"at most {most:g} times", dollars, times))


def _latency(policy: Policy, candidate: Figures, production: Figures, alpha: float) -> Check:
    most = policy.margins.latency
    compared = live_quantile(
        candidate.latency,
        production.latency,
        shortest=SHORTEST_S,
        per_doubling=PER_DOUBLING,
        times=most,
        alpha=alpha,
        minimum=policy.minimum_customers,
    )
    answers = sum(candidate.latency.values()), sum(production.latency.values())
    return _check("p95 latency", compared, answers, policy, _Says(f"at most {most:g} times", seconds, times))


@dataclass(frozen=True, slots=True)
class _Says:
    """How a comparison is put: its limit, its figures, their difference."""

    limit: str
    figure: Write
    difference: Write


def _check(name: str, compared: LiveComparison, measured: tuple[int, int], policy: Policy, says: _Says) -> Check:
    missing = policy.minimum_customers - min(measured)
    if missing > 0:
        few = f"measured on {measured[0]} and {measured[1]} customers, {policy.minimum_customers} of each are needed"
        return Check(name=name, result="unknown", says=few, needs=missing)
    truth = interval_text(compared.low, compared.high, says.difference)
    return Check(
        name=name,
        candidate=compared.candidate,
        production=compared.production,
        result=compared.outcome,
        says=f"{beside(compared.candidate, compared.production, says.figure)}: {truth}, {says.limit}",
        needs=compared.needs,
    )


def _signed(write: Write) -> Write:
    return lambda value: f"{'+' if value > 0 else '-' if value < 0 else ''}{write(abs(value))}"
