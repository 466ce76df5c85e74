"""A sender that is killed at every point: nothing goes out twice, and what is in doubt waits for a person."""

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.killed_actions import NOON, one_night
from fakes.receiver import receiving

from tasks.bulk.place import open_place
from tasks.outbox.outbox import entries, open_outbox

TESTS = Path(__file__).resolve().parents[3]


@pytest.mark.wire
async def test_killed_at_each_point(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After each kill the night is run again: each finding was told once, or is in doubt because it may have been."""
    survived = 0
    for commits in range(40):
        monkeypatch.setenv("REVIVE_HOME", str(tmp_path / str(commits)))
        with receiving() as webhook:
            killed = _killed(webhook.url, commits)
            before = len(webhook.got)
            await one_night(webhook.url)
            place = await open_place("local")
            async with open_outbox(place.environment) as outbox:
                found = await entries(outbox, NOON + timedelta(hours=1))
            states = {one.state for one in found if one.channel.startswith("webhook")}
            told = [len(body) for _, _, _, body in webhook.got]
            assert len(told) <= 1, f"told twice after {commits} commits"
            if before and killed:
                assert "unknown" in states  # it was sent, and nobody noted it
            elif not before and len(told) == 0:
                assert states == {"unknown"}  # claimed, and killed before the call
            assert states <= {"sent", "unknown"}
        survived += not killed
        if survived:
            break
    assert survived == 1
    assert commits > 10


def _killed(url: str, commits: int) -> bool:
    environment = os.environ | {"PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}"}
    done = subprocess.run(
        [sys.executable, "-m", "fakes.killed_actions", url, str(commits)],
        env=environment, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode in (0, -9), done.stderr
    return done.returncode == -9
