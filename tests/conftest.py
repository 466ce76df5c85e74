"""What every test stands on: no real model call, no environment of the developer, loopback only."""

import os
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))  # tests/fakes, in importlib mode


@pytest.fixture(autouse=True)
def _clean_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("AWS_", "REVIVE_", "PREFECT_")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("REVIVE_REAL_MODEL_CALLS", "forbid")
    monkeypatch.setenv("REVIVE_HOME", str(tmp_path / "revive"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted-secret-0123456789abcdef")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
