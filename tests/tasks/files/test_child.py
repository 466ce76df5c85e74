"""Children read our own modules, whatever stands in the folder that somebody works in."""

import subprocess
import sys
from pathlib import Path

import pytest

from agents.core.prompt_process import child
from tasks.outreach.list_process import read_list


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project with packages of the same names, as another Prefect project has them."""
    for name in ("agents", "aws", "blocks", "commands", "schemas", "tasks"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)


@pytest.mark.usefixtures("elsewhere")
async def test_a_folder_with_a_tasks_of_its_own_changes_nothing() -> None:
    assert (await read_list(b"ann@a.example\n", "list.csv")).addresses == {"ann@a.example"}
    child.close()
    assert child.filled("{{ 1 + 1 }}", {}) == "2"


def test_a_run_does_without_pandas() -> None:
    """Whoever reads a table starts a child for it; 80 MB stay out of everything else."""
    lean = "import sys, flows.winback, tasks.winback.repair, tasks.winback.sent; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", lean], check=False).returncode == 0
