"""Columns that say that a customer came back, with a yes or with a day after the one on which they left."""

from datetime import date

import pytest

from tasks.winback.returned import returned_in

LEFT = date(2026, 5, 4)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("returned", "yes"),
        ("Returned?", "Y"),
        ("reactivated at", "2026-06-01"),
        ("reactivated_at__c", "2026-06-01T10:00:00Z"),
        ("resubscribed_at", "01/06/2026"),
        ("won back on", "2026-06-01"),
        ("win-back status", "Won back"),
        ("rejoined", "06/01/2026"),
        ("Reactivation date", "2026-09-01"),
        ("Returned to us", "yes"),
        ("Reaktiviert am", "01.06.2026"),
        ("zurückgewonnen", "ja"),
        ("heractiveerd op", "01-06-2026"),
    ],
)
def test_who_came_back_is_found(column: str, cell: str) -> None:
    assert returned_in({"plan": "pro", column: cell}, LEFT) == column


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("reactivated at", "2023-06-01"),
        ("reactivated at", "0000-00-00"),
        ("reactivated at", ""),
        ("returned", "no"),
        ("returned", "0"),
        ("returned items", "yes"),
        ("order returned", "yes"),
        ("restart date", "2026-09-01"),
        ("winback", "yes"),
        ("win-back status", "Attempted"),
        ("winback date", "2026-06-01"),
        ("restarted server", "yes"),
    ],
)
def test_who_left_again_or_is_only_to_be_won_back_is_not(column: str, cell: str) -> None:
    assert returned_in({column: cell}, LEFT) is None
