from datetime import date, datetime
from typing import Any

import pytest

from blocks.connectors.firebolt import read_value


@pytest.mark.parametrize(
    ("value", "kind", "read"),
    [
        ("9007199254740993", "BIGINT", 9007199254740993),
        ("12.50", "DOUBLE", 12.5),
        ("2026-03-31 23:30:00-07", "TIMESTAMP", datetime.fromisoformat("2026-04-01T06:30")),
        ("2026-03-31", "DATE", date(2026, 3, 31)),
        (5, "VARCHAR", "5"),
        ("n/a", "DOUBLE", "n/a"),  # whoever writes it says that it is none
        ("soon", "DATE", "soon"),
        (None, "DATE", None),
    ],
)
def test_cells_are_read_as_the_column_says(value: Any, kind: str, read: Any) -> None:
    assert read_value(value, kind) == read
