"""The flow of a revenue analysis as a deployment runs it: found, explained, acted on, logged; told once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import TESTS
from fakes.receiver import receiving

from tasks.revenue.demo.generate import generate


@pytest.mark.wire
def test_a_deployment_acts_as_the_policy_says(prefect_api: str, tmp_path: Path) -> None:
    generate(9, tmp_path / "data", 150)
    environment = os.environ | {
        "PREFECT_API_URL": prefect_api, "REVIVE_SOURCE_ROOTS": str(tmp_path),
        "PYTHONPATH": f"{TESTS.parent}{os.pathsep}{TESTS}",
    }  # fmt: skip
    with receiving() as webhook:
        done = subprocess.run(
            [sys.executable, "-m", "fakes.revenue_nights", str(tmp_path / "data"), webhook.url],
            env=environment, cwd=tmp_path, capture_output=True, text=True, timeout=500, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr[-2000:]
        told = [one["finding_id"] for _, _, _, body in webhook.got for one in json.loads(body)["data"]["findings"]]
    said = json.loads(done.stdout.splitlines()[-1])
    dry, nowhere, sent, again, waiting = said["ends"]
    assert "actions: dry run" in dry  # local sends nothing
    assert "nowhere to send actions" in nowhere
    assert "actions: sent" in sent
    assert "actions: nothing new" in again
    assert waiting.startswith("NothingNew")
    assert len(told) == len(set(told)) > 10  # a digest holds ten, so there are two
    assert said["noted"] == ["", "dry run", "nothing new", "sent"]
    assert said["triggers"] == ["scheduled"]
