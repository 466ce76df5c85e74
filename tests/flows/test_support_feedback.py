"""What the hourly analysis and the telling say of themselves in Prefect."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ask_prefect
from prefect.client.schemas.objects import State

from flows import support_feedback as flow
from schemas.support.analysis import FeedbackParams
from tasks.support.escalations.acting import tell_team
from tasks.support.escalations.telling import NO_CHANNEL
from tasks.support.learning.running import Analysed, analyse


async def test_the_state_of_an_analysis_says_what_to_do_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def shown(found: Analysed) -> None:
        tables.append(found)

    tables: list[Analysed] = []
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setattr(flow, "analyse_window", analyse)  # without its task, which needs a server
    monkeypatch.setattr(flow, "show_analysis", shown)
    ended = await flow.analyze_feedback.fn(FeedbackParams())
    assert isinstance(ended, State)
    assert ended.is_completed()
    assert str(ended.message) == "0 questions, 0 themes, 0 new candidates; nothing stands out"
    assert len(tables) == 1
    failed = await flow.analyze_feedback.fn(FeedbackParams(until="2999-01-01T00:00:00Z"))
    assert isinstance(failed, State)
    assert failed.name == "BadInput"


@pytest.mark.wire
def test_the_figures_are_tables_on_a_server(tmp_path: Path, prefect_api: str) -> None:
    said = (
        "import asyncio\nfrom flows.support_feedback import analyze_feedback, tell_escalations\n"
        "from schemas.support.analysis import FeedbackParams\n"
        "asyncio.run(analyze_feedback(FeedbackParams()))\nasyncio.run(tell_escalations())\n"
    )
    environment = {**os.environ, "REVIVE_HOME": str(tmp_path), "PREFECT_API_URL": prefect_api}
    done = subprocess.run(
        [sys.executable, "-c", said], env=environment, capture_output=True, text=True, timeout=200, check=False
    )
    assert done.returncode == 0, done.stderr[-2_000:]
    tables = ask_prefect("POST", f"{prefect_api}/artifacts/latest/filter", {})
    assert {"support-feedback", "support-recommendations"} <= {one["key"] for one in tables}
    runs = ask_prefect("POST", f"{prefect_api}/flow_runs/filter", {})
    ended = {one["name"]: one["state"]["message"] for one in runs}
    assert ended["tell-escalations local"] == NO_CHANNEL
    assert "nothing stands out" in ended["analyze-feedback local"]


async def test_without_a_channel_telling_says_so_and_does_not_fail(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path))
    monkeypatch.setattr(flow, "tell_all", tell_team)
    ended = await flow.tell_escalations.fn()
    assert isinstance(ended, State)
    assert (ended.is_completed(), ended.message) == (True, NO_CHANNEL)
    monkeypatch.setenv("REVIVE_SUPPORT_URL", "http://127.0.0.1:9/x")
    told = await flow.tell_escalations.fn()
    assert isinstance(told, State)
    assert told.message == "0 told"
