"""A few cases."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml


@pytest.fixture
def cases(tmp_path: Path) -> Callable[[int], str]:
    """A file of so many cases for churn-analysis, of which the fake answers every second one rightly."""

    def write(count: int) -> str:
        listed = [
            {
                "id": f"case-{number}",
                "tags": ["even" if number % 2 == 0 else "odd"],
                "customer": {"company_name": f"Acme {number}", "churn_date": "2026-01-31", "cancellation_reason": "x"},
                "expect": {"category": "pricing" if number % 2 == 0 else "features"},
            }
            for number in range(count)
        ]
        path = tmp_path / "cases.yaml"
        path.write_text(yaml.safe_dump({"cases": listed}), encoding="utf-8")
        return str(path)

    return write
