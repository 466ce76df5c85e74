import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tasks.revenue.demo.generate import generate

Demo = Callable[[], Path]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The warehouse of a seed that nothing was tuned on."""
    folder = tmp_path_factory.mktemp("demo") / "warehouse"
    generate(7, folder)
    return folder


@pytest.fixture(scope="session")
def truth(demo: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((demo / "truth.json").read_text())
    return found
