"""What is decided on which figures: never on five customers, at once where it must be, and said in words."""

from datetime import UTC, datetime, timedelta

import pytest

from agents.release.decide import decide
from agents.release.policy import load_policy
from schemas.latency import bucket
from schemas.registry import Figures, ReleaseState, instant
from schemas.release import OutcomeRule, Policy, Replay, Vouched

POLICY = load_policy("prod")
SINCE = datetime(2026, 11, 2, 9, tzinfo=UTC)
NIGHT = SINCE + timedelta(hours=24)


def ramp(share: int = 10) -> ReleaseState:
    return ReleaseState(
        agent="campaign",
        production="1.1.0",
        candidate="1.2.0",
        release_id="r",
        share=share,
        stage="ramping",
        step=len([step for step in POLICY.steps if 0 < step < share]),
        since=instant(SINCE),
        started_at=instant(SINCE),
        by="ann",
    )


def figures(n: int, *, quality: float = 0.7, cost: float = 0.004, seconds: float = 1.0, **counts: int) -> Figures:
    """So many customers whose mean is exactly that, with the spread of a yes or no."""
    good = round(n * quality)
    return Figures(
        customers=n,
        quality_n=n,
        quality_sum=good,
        quality_squares=good,
        cost_n=n,
        cost_usd_sum=n * cost,
        cost_usd_squares=n * cost**2 * 1.1,
        latency={bucket(seconds): n},
        **counts,
    )


def test_never_on_five_customers() -> None:
    decision = decide(POLICY, ramp(), figures(5, errors=5, quality=0, cost=1.0), figures(45), NIGHT)
    assert decision.action == "hold"
    assert decision.why == "waits for 200 customers of each version, 195 are missing"
    assert decision.customers == (5, 45)


@pytest.mark.parametrize(
    ("candidate", "said"),
    [
        (figures(40, errors=6), "errors 15.0% against 0.6%, at most 1 point more"),
        (figures(60, repairs=9), "broken answers 15.0% against 0.0%"),
        (figures(60, guardrail=8, errors=0), "guardrail 13.3% against 0.0%"),
        (figures(40, cost=0.016), "cost limit $0.0160 against $0.0040, at most 2.5 times"),
    ],
)
def test_stops_at_once_below_the_minimum(candidate: Figures, said: str) -> None:
    decision = decide(POLICY, ramp(), candidate, figures(360, errors=2), SINCE + timedelta(minutes=5))
    assert decision.action == "roll_back"
    assert decision.why.startswith("stopped: ")
    assert said in decision.why


def test_an_outage_that_meets_both_versions_stops_neither() -> None:
    decision = decide(POLICY, ramp(), figures(60, errors=20), figures(540, errors=180), NIGHT)
    assert decision.action == "hold"


def test_above_a_stop_but_maybe_by_chance_holds() -> None:
    decision = decide(POLICY, ramp(50), figures(2000, errors=30), figures(2000, errors=8), NIGHT)
    assert decision.action == "hold"
    assert "errors 1.5% against 0.4%, at most 1 point more; above that, but it may be chance" in decision.why


@pytest.mark.parametrize(
    ("share", "candidate", "production", "action", "said"),
    [
        (10, figures(900, quality=0.75), figures(8100), "advance", "as good as production"),
        (
            50,
            figures(2000, quality=0.75),
            figures(2000),
            "advance",
            "as good as production or better: quality, cost, p95 latency, holds",
        ),
        (
            10,
            figures(900, quality=0.6),
            figures(8100),
            "roll_back",
            "worse than production: quality 0.600 against 0.700",
        ),
        (10, figures(300), figures(2700), "hold", "not decided yet, it takes about"),
        (10, figures(900, cost=0.008), figures(8100), "roll_back", "cost $0.0080 against $0.0040"),
        (10, figures(900, seconds=4.0), figures(8100), "roll_back", "p95 latency"),
        (10, figures(900, quality=0.75, held=300), figures(8100, held=800), "roll_back", "holds 33.3% against 9.9%"),
        (10, figures(900, quality=0.75), figures(900), "hold", "the split is not the one asked for"),
        (90, figures(63_000), figures(7000), "promote", "as good as production or better: quality"),
        (90, figures(900), figures(100), "hold", "waits for 200 customers of each version, 100 are missing"),
        (90, figures(1800, errors=180), figures(200), "roll_back", "stopped: errors"),
        # An outage of the night meets both.
        (90, figures(1800, errors=180), figures(200, errors=20), "hold", "not decided yet"),
        # A policy or a release of before that goes to 100%: nothing is left to compare with.
        (100, figures(400), figures(9000), "promote", "nothing stopped it"),
        (100, figures(150), figures(9000), "hold", "waits for 200 customers of the candidate, 50 are missing"),
        (100, figures(400, errors=40), figures(9000), "hold", "waits for a person (revive agents rollback|promote"),
        (0, Figures(), Figures(), "advance", "the first 10% of the customers"),
    ],
)
def test_the_next_move(share: int, candidate: Figures, production: Figures, action: str, said: str) -> None:
    decision = decide(POLICY, ramp(share), candidate, production, NIGHT)
    assert (decision.action, said in decision.why) == (action, True), decision.why


def test_a_step_takes_its_time() -> None:
    good = figures(9000, quality=0.75), figures(81_000)
    early = decide(POLICY, ramp(), *good, SINCE + timedelta(hours=19))
    assert (early.action, early.why) == ("hold", "waits until 2026-11-03 05:00 UTC")
    assert decide(POLICY, ramp(), *good, SINCE + timedelta(hours=20)).action == "advance"


def test_a_shadow_replay_stands_in_below_the_minimum() -> None:
    few = figures(20, quality=0.75), figures(180)
    later = SINCE + timedelta(hours=20)
    asked = decide(POLICY, ramp(), *few, later)
    assert (asked.action, asked.replay) == ("hold", True)
    assert not decide(POLICY, ramp(), *few, SINCE + timedelta(hours=19)).replay
    assert not decide(_without_replay(), ramp(), *few, later).replay
    for result, action in (("success", "advance"), ("failure", "roll_back"), ("inconclusive", "hold")):
        replay = Replay.model_validate({"result": result, "says": "300 past customers", "judged": True})
        decision = decide(POLICY, ramp(), *few, later, replay)
        assert (decision.action, decision.replay) == (action, False)
        assert "300 past customers" in decision.why
    # What stops, stops: a replay cannot stand in for live errors.
    good = Replay(result="success", says="fine")
    assert decide(POLICY, ramp(), figures(40, errors=9), figures(360), later, good).action == "roll_back"


def test_quality_that_nobody_rated_waits_for_people_or_a_replay() -> None:
    rated = {"quality_n": 4, "quality_sum": 0.0, "quality_squares": 0.0}
    counts = figures(3000).model_copy(update=rated), figures(27_000)
    decision = decide(POLICY, ramp(), *counts, NIGHT)
    assert (decision.action, decision.replay) == ("hold", True)
    assert decision.why == "waits for quality of 200 customers of each version, 196 are missing"
    assert decide(_without_replay(), ramp(), *counts, NIGHT).action == "hold"
    good = Replay(result="success", says="as good on 300 past customers", judged=True)
    decision = decide(POLICY, ramp(), *counts, NIGHT, good)
    assert (decision.action, decision.why) == ("advance", good.says)
    # What was measured live counts all the same.
    slow = figures(3000, seconds=4.0).model_copy(update=rated)
    assert decide(POLICY, ramp(), slow, counts[1], NIGHT, good).action == "roll_back"
    unrated = POLICY.model_copy(update={"margins": POLICY.margins.model_copy(update={"quality": None})})
    assert decide(unrated, ramp(), *counts, NIGHT).why == "as good as production or better: cost, p95 latency, holds"


def test_where_nothing_but_rules_was_asked_a_person_says_how_good_the_answers_are() -> None:
    unrated = {"quality_n": 0, "quality_sum": 0.0, "quality_squares": 0.0}
    counts = figures(3000).model_copy(update=unrated), figures(27_000).model_copy(update=unrated)
    state = ramp().model_copy(update={"agent": "churn-analysis"})
    rules = Replay(result="success", says="as good on 300 past customers")
    said = "quality of churn-analysis cannot be judged from the outcomes: waits for a person"
    for share in (10, 50, 90):
        held = decide(POLICY, state.model_copy(update={"share": share}), *split_at(share, unrated), NIGHT, rules)
        assert held.action == "hold"
        command = "revive agents approve r --quality --environment prod"
        assert held.why.startswith(f"{said}: {command}; rules alone say: as good on 300")
    assert said in decide(_without_replay(), state, *counts, NIGHT).why
    # Rules that fail are reason enough.
    assert decide(POLICY, state, *counts, NIGHT, Replay(result="failure", says="worse")).action == "roll_back"
    vouched = Vouched(by="grace", says="read forty of them")
    for replay in (None, rules, Replay(result="inconclusive", says="too close")):
        decision = decide(POLICY, state, *counts, NIGHT, replay, vouched)
        assert decision.action == "advance", decision.why
        assert ("quality", "grace says: read forty of them") in {(one.name, one.says) for one in decision.checks}
    # What people measured goes before what one of them says.
    worse = figures(3000, quality=0.6), figures(27_000)
    assert decide(POLICY, state, *worse, NIGHT, rules, vouched).action == "roll_back"


def test_analyses_that_people_looked_at_decide_like_any_quality() -> None:
    state = ramp().model_copy(update={"agent": "churn-analysis"})
    good, wrong = figures(400, quality=0.95), figures(400, quality=0.7)
    looked_at = {name: getattr(good, name) for name in ("quality_n", "quality_sum", "quality_squares")}
    seen_wrong = {name: getattr(wrong, name) for name in ("quality_n", "quality_sum", "quality_squares")}
    ours, theirs = figures(3000), figures(27_000).model_copy(update=looked_at)
    rules = Replay(result="success", says="as good on 300 past customers")
    decision = decide(POLICY, state, ours.model_copy(update=seen_wrong), theirs, NIGHT, rules)
    assert (decision.action, decision.why[:22]) == ("roll_back", "worse than production:")
    assert (
        "waits for a person" not in decide(POLICY, state, ours.model_copy(update=looked_at), theirs, NIGHT, rules).why
    )


def split_at(share: int, changed: dict[str, float]) -> tuple[Figures, Figures]:
    return figures(300 * share).model_copy(update=changed), figures(300 * (100 - share)).model_copy(update=changed)


def test_a_model_without_price_has_no_cost_to_compare() -> None:
    ours, theirs = (figures(n, cost=0).model_copy(update={"cost_n": 0}) for n in (3000, 27_000))
    results = {check.name: check.result for check in decide(POLICY, ramp(), ours, theirs, NIGHT).checks}
    assert "cost" not in results
    assert results["cost limit"] == "unknown"


def _without_replay() -> Policy:
    return POLICY.model_copy(update={"shadow_replay": None})


RULE = OutcomeRule(counts="replied", days=30, margin=0.05, silenced=0.01)
BY_OUTCOMES = POLICY.model_copy(update={"outcomes": {"campaign": RULE}})


def followed(n: int, known: int, replied: int, silenced: int = 0) -> Figures:
    """Figures whose quality nobody knows; of `known` customers it is known what they did within 30 days."""
    return figures(n, quality=0.0).model_copy(
        update={
            "quality_n": 0, "written": n, "silenced": silenced, "followed": {30: known}, "replied": {30: replied},
        }
    )  # fmt: skip


@pytest.mark.parametrize(
    ("candidate", "production", "action", "said"),
    [
        (followed(900, 900, 135), followed(900, 900, 90), "advance", "as good as production or better: outcomes"),
        (followed(900, 900, 45), followed(900, 900, 135), "roll_back", "worse than production: outcomes 5.0% against"),
        (followed(900, 250, 25), followed(900, 250, 25), "hold", "not decided yet, it takes about"),
        (
            followed(900, 120, 30),
            followed(900, 130, 3),
            "hold",
            "too few to say, 120 and 130 customers have had 30 days since their first email; 80 more of each version",
        ),
        (followed(900, 0, 0), followed(900, 0, 0), "hold", "200 more of each version would do"),
        (
            followed(900, 0, 0, silenced=45),
            followed(900, 0, 0, silenced=4),
            "roll_back",
            "stopped: unsubscribes and complaints 5.0% against 0.4%, at most 1 point more",
        ),
    ],
)
def test_outcomes_decide_where_a_policy_says_so(
    candidate: Figures, production: Figures, action: str, said: str
) -> None:
    decision = decide(BY_OUTCOMES, ramp(50), candidate, production, NIGHT)
    assert (decision.action, said in decision.why) == (action, True), decision.why
    assert not decision.replay


def test_nothing_stands_in_for_outcomes_that_nobody_has_seen_yet() -> None:
    replay, vouched = Replay(result="success", says="as good", judged=True), Vouched(by="ann", says="read them")
    early = followed(900, 10, 1), followed(900, 10, 1)
    decision = decide(BY_OUTCOMES, ramp(50), *early, NIGHT, replay, vouched)
    assert (decision.action, decision.why.startswith("waits for outcomes")) == ("hold", True)
    assert decide(BY_OUTCOMES, ramp(50).model_copy(update={"agent": "other"}), *early, NIGHT, replay).action != "hold"
