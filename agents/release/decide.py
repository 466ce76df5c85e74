"""What to do with a release now: advance, hold, roll back or promote. Pure: figures and the clock are passed in."""

from datetime import datetime, timedelta

from agents.release.comparisons import OUTCOMES, QUALITY, SPLIT, comparisons, split_check
from agents.release.stops import SILENCE, STOPPING, stops
from schemas.environment import elsewhere
from schemas.registry import EVERYBODY, Figures, ReleaseState
from schemas.release import Action, Check, Decision, Policy, Replay, Vouched

REPLAY = "shadow replay"
_NOT_AWAITED = (*STOPPING, SILENCE, SPLIT)


def decide(
    policy: Policy,
    state: ReleaseState,
    candidate: Figures,
    production: Figures,
    now: datetime,
    replay: Replay | None = None,
    vouched: Vouched | None = None,
) -> Decision:
    """The next move of a rollout.

    `candidate` and `production`: what was observed under this release at its present share. `replay`: the shadow replay
    of this release, if there was one; it stands in for figures that too few subjects were measured on, for quality
    only where a judge decided. `vouched`: the person who stands in for the quality that nobody measured.

    At 100%, if a policy goes that far, production serves nobody. Its figures are then weeks old, and tonight's outage
    would look like a bad candidate. So nothing is rolled back there: a person decides.
    """
    if state.share == 0:
        return Decision(action="advance", why=f"the first {policy.steps[0]}% of the customers")
    checks = _checks(policy, state, candidate, production, replay, vouched)
    customers = candidate.customers, production.customers
    why = _ended(checks)
    if why is not None and state.share < EVERYBODY:
        return Decision(action="roll_back", why=why, checks=checks, customers=customers)
    lacks = _lacks(policy, state, checks, customers)
    waits = _alone(policy, state, why) or _waits(policy, state, checks, lacks, now, replay)
    if waits is not None:
        wanted = lacks is not None and replay is None and _may_replay(policy, state, now)
        return Decision(action="hold", why=waits, checks=checks, customers=customers, replay=wanted)
    action: Action = "promote" if policy.after(state.share) is None else "advance"
    why = replay.says if lacks and replay else _good(checks)
    return Decision(action=action, why=why, checks=checks, customers=customers)


def _checks(
    policy: Policy,
    state: ReleaseState,
    candidate: Figures,
    production: Figures,
    replay: Replay | None,
    vouched: Vouched | None,
) -> tuple[Check, ...]:
    outcomes = policy.outcomes.get(state.agent)
    checks = stops(policy, candidate, production, outcomes)
    if state.share < EVERYBODY:
        compared = comparisons(policy, candidate, production, outcomes)
        checks += (split_check(state.share, candidate, production), *(_stood_in(check, vouched) for check in compared))
    if replay is not None:
        checks += (Check(name=REPLAY, result=replay.result, says=replay.says),)
    return checks


def _stood_in(check: Check, vouched: Vouched | None) -> Check:
    """The check of an unmeasured quality, replaced by the word of a person who read answers."""
    if vouched is None or (check.name, check.result) != (QUALITY, "unknown"):
        return check
    return Check(name=QUALITY, result="success", says=f"{vouched.by} says: {vouched.says}")


def _alone(policy: Policy, state: ReleaseState, why: str | None) -> str | None:
    """What is left to a person, because production served nobody in the same period."""
    if why is None:
        return None
    command = f"revive agents rollback|promote {state.agent}{elsewhere(policy.environment)}"
    return f"waits for a person ({command}), as production served nobody: {why}"


def _lacks(policy: Policy, state: ReleaseState, checks: tuple[Check, ...], customers: tuple[int, int]) -> str | None:
    """Which figures still lack observations, if any."""
    alone = state.share == EVERYBODY
    missing = policy.minimum_customers - (customers[0] if alone else min(customers))
    if missing > 0:
        of = "the candidate" if alone else "each version"
        return f"{policy.minimum_customers} customers of {of}, {missing} are missing"
    few = [check for check in checks if check.result == "unknown" and check.name not in (*_NOT_AWAITED, OUTCOMES)]
    if not few:
        return None
    names, missing = " and ".join(check.name for check in few), max(check.needs for check in few)
    return f"{names} of {policy.minimum_customers} customers of each version, {missing} are missing"


def _person(policy: Policy, state: ReleaseState, checks: tuple[Check, ...], replay: Replay | None) -> str:
    """Says that a person has to judge the answers, because only rules have judged them or can.

    A wrong category in a well-written sentence breaks no rule.
    """
    measured = all((check.name, check.result) != (QUALITY, "unknown") for check in checks)
    asked = replay is not None or policy.shadow_replay is None
    if measured or not asked or (replay is not None and replay.judged):
        return ""
    return a_person(policy, state)


def a_person(policy: Policy, state: ReleaseState) -> str:
    """Says that a person has to judge the answers, and with which command."""
    command = f"revive agents approve {state.release_id} --quality{elsewhere(policy.environment)}"
    by_whom = f"waits for a person: {command}"
    return f"quality of {state.agent} cannot be judged from the outcomes: {by_whom}"


def _ended(checks: tuple[Check, ...]) -> str | None:
    """Why the candidate is rolled back, or None."""
    if stopped := [check for check in checks if check.result == "stop"]:
        return f"stopped: {_said(stopped)}"
    if failed := [check for check in checks if check.result == "failure" and check.name != SPLIT]:
        return f"worse than production: {_said(failed)}"
    return None


def _waits(
    policy: Policy,
    state: ReleaseState,
    checks: tuple[Check, ...],
    lacks: str | None,
    now: datetime,
    replay: Replay | None,
) -> str | None:
    """What the share waits for, or None."""
    if divided := [check for check in checks if check.result == "failure"]:
        return f"the split is not the one asked for, so nothing is concluded from it: {_said(divided)}"
    if late := [check for check in checks if (check.name, check.result) == (OUTCOMES, "unknown")]:
        # No replay stands in for them: it sends nothing.
        return f"waits for {_said(late)}; {late[0].needs:,} more of each version would do"
    person = _person(policy, state, checks, replay)
    if lacks and (replay is None or replay.result != "success"):
        said = [f"waits for {lacks}", replay.says if replay else "", person if lacks.startswith(QUALITY) else ""]
        return "; ".join(part for part in said if part)
    if person and replay is not None:
        return f"{person}; rules alone say: {replay.says}"
    until = datetime.fromisoformat(state.since) + timedelta(hours=policy.minimum_hours)
    if now < until:
        return f"waits until {until:%Y-%m-%d %H:%M} UTC"
    # If the replay did not decide it, the live figures did: otherwise something would be lacking.
    open_ = [check for check in checks if check.result == "inconclusive" and check.name != REPLAY]
    return f"not decided yet{_needs(open_)}: {_said(open_)}" if open_ else None


def _may_replay(policy: Policy, state: ReleaseState, now: datetime) -> bool:
    rules = policy.shadow_replay
    return rules is not None and now >= datetime.fromisoformat(state.since) + timedelta(hours=rules.after_hours)


def _good(checks: tuple[Check, ...]) -> str:
    shown = [check.name for check in checks if check.result == "success" and check.name not in _NOT_AWAITED]
    return f"as good as production or better: {', '.join(shown)}" if shown else "nothing stopped it"


def _said(checks: list[Check]) -> str:
    return "; ".join(f"{check.name} {check.says}" for check in checks)


def _needs(checks: list[Check]) -> str:
    needs = max(check.needs for check in checks)
    return f", it takes about {needs:,} more customers of the candidate" if needs else ""
