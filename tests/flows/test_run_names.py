"""What runs are called in the Prefect UI."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from flows.bulk import run_name
from schemas.bulk import RunParams
from schemas.upsell.run import UpsellParams


@pytest.mark.parametrize(
    ("params", "name"),
    [
        (RunParams(upload_id="u"), "upsell u"),
        (
            RunParams(source="https://ann:secret@a.example/c.csv"),  # pragma: allowlist secret
            "upsell https://a.example/c.csv",
        ),
        (RunParams(source="http://[oops"), "upsell a source that is no URL"),
        (UpsellParams(drain=True), "upsell 2026-11-29 19:43"),
    ],
)
def test_a_run_is_named_after_its_upload_its_source_or_its_time(
    params: RunParams, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    running = SimpleNamespace(
        flow_name="upsell",
        parameters={"params": params},
        scheduled_start_time=datetime(2026, 11, 29, 19, 43, tzinfo=UTC),
    )
    monkeypatch.setattr("flows.bulk.flow_run", running)
    assert run_name() == name
