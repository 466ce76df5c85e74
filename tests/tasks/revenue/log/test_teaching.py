"""What verdicts teach: within bounds, for their group only, and not for ever."""

from datetime import date

import pytest

from schemas.revenue.log import Tracked
from tasks.revenue.analyses.definitions import definition
from tasks.revenue.log.teaching import Reset, taught_thresholds

TODAY = date(2026, 11, 29)
A1 = definition("A1")


def group(
    wrong: int, of: int, *, snoozed: int = 0, kind: str = "usage_decline", at: str = "2026-11-01"
) -> list[Tracked]:
    return [
        Tracked.model_validate(
            {
                "finding_id": f"{kind}{number}", "analysis": "A1", "kind": kind, "customer_type": "commitment",
                "subject": {"type": "account", "id": str(number)}, "severity": "low", "revenue_at_stake": 1.0,
                "summary": "", "opened_on": "2026-10-01", "last_seen": "2026-10-02", "last_session": "s",
                "logged_at": at, "seen_at": at, "wrong": number < wrong,
                "snoozes": int(wrong <= number < wrong + snoozed),
            }
        )
        for number in range(of)
    ]  # fmt: skip


def test_nine_of_twenty_move_the_threshold_part_of_the_way() -> None:
    (moved,) = taught_thresholds(A1, group(9, 20), {}, TODAY)
    assert (moved.usual, moved.now) == (0.20, 0.252)
    assert moved.line == (
        "threshold decline 0.252 instead of 0.2 for commitment, since 9 of 20 (usage decline) were called wrong"
    )
    taught = A1.taught_by([moved])
    assert taught.threshold("decline", "commitment") == 0.252
    assert taught.threshold("decline", "pay_as_you_go") == A1.threshold("decline", "pay_as_you_go")
    assert A1.threshold("decline", "commitment") == 0.20  # the definition itself stays


@pytest.mark.parametrize(("wrong", "of"), [(0, 20), (1, 20), (4, 4)])
def test_few_verdicts_move_nothing(wrong: int, of: int) -> None:
    assert taught_thresholds(A1, group(wrong, of), {}, TODAY) == ()


def test_all_wrong_goes_to_the_bound_and_no_further() -> None:
    (moved,) = taught_thresholds(A1, group(200, 200), {}, TODAY)
    assert moved.now == A1.teachable["usage_decline"].most
    (days,) = taught_thresholds(A1, group(200, 200, kind="late_renewal"), {}, TODAY)
    assert days.now == 75


def test_a_snooze_counts_half() -> None:
    (snoozed,) = taught_thresholds(A1, group(0, 20, snoozed=18), {}, TODAY)
    (wrong,) = taught_thresholds(A1, group(9, 20), {}, TODAY)
    assert snoozed.now == wrong.now
    assert snoozed.line.endswith("and 18 snoozed")


def test_verdicts_grow_old_and_are_forgotten_by_a_reset() -> None:
    assert taught_thresholds(A1, group(9, 20, at="2026-05-01"), {}, TODAY) == ()
    since = {"A1/usage_decline/commitment": Reset(since="2026-11-02", by="ana")}
    assert taught_thresholds(A1, group(9, 20), since, TODAY) == ()
    other = {"A1/usage_decline/pay_as_you_go": Reset(since="2026-11-02", by="ana")}
    assert taught_thresholds(A1, group(9, 20), other, TODAY) != ()


def test_every_threshold_that_is_taught_is_one_of_its_analysis() -> None:
    for name in ("A1", "A2", "A3", "A4", "A5", "A6"):
        said = definition(name)
        assert all(one.threshold in said.thresholds["default"] for one in said.teachable.values())
        assert set(said.teachable) <= set(said.actions)
