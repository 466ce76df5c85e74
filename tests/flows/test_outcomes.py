"""What a night of outcomes says of itself in Prefect."""

from pathlib import Path

import pytest
from prefect.client.schemas.objects import State

from flows import outcomes
from schemas.winback.outcome_folder import OutcomesParams
from tasks.winback.outcome_folder import import_new, new_files


async def test_the_state_of_a_night_says_what_each_file_brought(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outcomes, "list_new_files", new_files)  # without their tasks, which need a server
    monkeypatch.setattr(outcomes, "import_file", import_new)
    (tmp_path / "left.csv").write_text("email,unsubscribed\nann@a.example,yes\n")
    params = OutcomesParams(source=f"{tmp_path}/")
    first = await outcomes.outcomes_import.fn(params)
    assert isinstance(first, State)
    assert first.is_completed()
    assert "left.csv: 1 row" in str(first.message)
    assert "1 addresses suppressed" in str(first.message)
    again = await outcomes.outcomes_import.fn(params)
    assert isinstance(again, State)
    assert again.name == "NothingNew"
