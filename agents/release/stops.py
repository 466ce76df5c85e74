"""What rolls a candidate back at once."""

from agents.release.wording import Write, beside, dollars, mean, percent, points
from agents.statistics.hard_stops import Stop, stop_mean, stop_rate
from agents.statistics.sequential import Arm
from schemas.registry import Figures
from schemas.release import Check, OutcomeRule, Policy, Result

STOPPING = ("errors", "broken answers", "guardrail", "cost limit")  # each can stop a release, in every step
SILENCE = "unsubscribes and complaints"  # one more, where outcomes decide


def stops(
    policy: Policy, candidate: Figures, production: Figures, outcomes: OutcomeRule | None = None
) -> tuple[Check, ...]:
    """Check errors, broken answers, guardrail hits and cost; half of the policy's alpha is divided among them.

    With a rule for outcomes, also who unsubscribed or complained.
    """
    limits = policy.stops
    alpha = policy.alpha / 2 / (len(STOPPING) + (outcomes is not None)) / len(policy.steps)

    def rate(name: str, limit: float, ours: tuple[int, int], theirs: tuple[int, int]) -> Check:
        stop = stop_rate(ours, theirs, limit=limit, alpha=alpha, minimum=limits.minimum_customers)
        means = mean(ours[1], ours[0]), mean(theirs[1], theirs[0])
        above = stop.seen is not None and stop.seen > limit
        return _check(name, stop, means, f"at most {points(limit)} more", percent, above=above)

    n, other = candidate.customers, production.customers
    errors, broken, guardrail, cost = STOPPING
    checks = (
        rate(errors, limits.error_rate, (n, candidate.errors), (other, production.errors)),
        rate(broken, limits.broken_rate, (n, candidate.repairs), (other, production.repairs)),
        rate(guardrail, limits.guardrail_rate, (n, candidate.guardrail), (other, production.guardrail)),
        _cost(cost, policy, candidate, production, alpha),
    )
    if outcomes is None:
        return checks
    arms = ((one.written, one.silenced) for one in (candidate, production))
    return (*checks, rate(SILENCE, outcomes.silenced, *arms))


def costs(figures: Figures) -> Arm:
    """Dollars per subject whose cost is known."""
    return Arm.of_sums(figures.cost_n, figures.cost_usd_sum, figures.cost_usd_squares)


def cost_means(candidate: Figures, production: Figures) -> tuple[float | None, float | None]:
    """Mean dollars per subject of both."""
    return mean(candidate.cost_usd_sum, candidate.cost_n), mean(production.cost_usd_sum, production.cost_n)


def _cost(name: str, policy: Policy, candidate: Figures, production: Figures, alpha: float) -> Check:
    limit = policy.stops.cost
    stop = stop_mean(
        costs(candidate), costs(production), times=limit, alpha=alpha, minimum=policy.stops.minimum_customers
    )
    above = stop.beyond_chance and (stop.seen is None or stop.seen > limit)
    means = cost_means(candidate, production)
    return _check(name, stop, means, f"at most {limit:g} times", dollars, above=above)


def _check(
    name: str, stop: Stop, means: tuple[float | None, float | None], limit: str, write: Write, *, above: bool
) -> Check:
    says = f"{beside(*means, write)}, {limit}"
    result: Result = "success"
    if stop.stop:
        result = "stop"
    elif means[0] is None:
        result = "unknown"
    elif above:
        result, says = "inconclusive", f"{says}; above that, but it may be chance"
    return Check(name=name, candidate=means[0], production=means[1], result=result, says=says)
