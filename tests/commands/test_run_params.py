"""Options become parameters, or one line that says what to type."""

from typing import Any

import click
import pytest

from commands.run_params import run_params
from schemas.winback.run import WinbackParams


def test_what_was_not_said_keeps_its_default() -> None:
    params = run_params("winback", WinbackParams, source="a.csv", deadline="12h", sample=None, tiers=())
    assert (params.source, params.deadline, params.sample) == ("a.csv", "12h", None)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"deadline": "yesterday"}, "--deadline yesterday: In what time it has to be done: 90m, 12h, 2d."),
        ({"deadline": "0h\x1b[2J"}, "--deadline '0h\\x1b[2J': In what time"),
        ({"max_cost_usd": -1.0}, "--max-cost-usd: Input should be greater than 0"),
        ({"knowledge": "x"}, "winback has no --knowledge"),
    ],
)
def test_what_cannot_be_used_is_said_as_it_is_typed(options: dict[str, Any], said: str) -> None:
    with pytest.raises(click.UsageError) as refused:
        run_params("winback", WinbackParams, source="a.csv", **options)
    assert refused.value.message.startswith(said)
    assert "pattern" not in refused.value.message
