"""What a night of features says of itself in Prefect."""

from pathlib import Path

import pytest
from prefect.client.schemas.objects import State

from flows import upsell_features as flow
from schemas.upsell.features import FeaturesParams
from tasks.bulk.place import open_place
from tasks.upsell.features.build import feature_bundles
from tasks.upsell.nightly import build_night


async def test_the_state_of_a_night_says_what_was_built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setattr(flow, "build", build_night)  # without its task, which needs a server
    ended = await flow.upsell_features.fn(FeaturesParams())
    assert isinstance(ended, State)
    assert ended.is_completed()
    assert "0 customers from 0 events; 0 cases, 0 of them accepted" in str(ended.message)
    async with feature_bundles(await open_place("local")).changing():
        failed = await flow.upsell_features.fn(FeaturesParams())
    assert isinstance(failed, State)
    assert failed.name == "AlreadyRunning"
