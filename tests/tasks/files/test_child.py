"""Children read our own modules, whatever stands in the folder that somebody works in."""

from pathlib import Path

import pytest

from agents.core.prompt_process import child
from tasks.outreach.list_process import read_list


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with packages of the same names, as another Prefect project has them."""
    for name in ("agents", "blocks", "commands", "schemas", "tasks"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("elsewhere")
async def test_a_folder_with_a_tasks_of_its_own_changes_nothing() -> None:
    assert (await read_list(b"ann@a.example\n", "list.csv")).addresses == {"ann@a.example"}
    child.close()
    assert child.filled("{{ 1 + 1 }}", {}) == "2"
