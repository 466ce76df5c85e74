"""What a wheel carries: installed elsewhere, without the checkout, it does what the checkout does."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("agents", "aws", "blocks", "commands", "demo", "deployments", "flows", "prompts", "schemas", "tasks", "web")
NOT_PACKED = {"deployments/README.md"}


def tracked() -> set[str]:
    """The files of the rooms, as git knows them."""
    listed = subprocess.run(["git", "ls-files", *ROOMS], cwd=ROOT, capture_output=True, text=True, check=False)
    return set(listed.stdout.split()) - NOT_PACKED


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    # From a copy of what git has: setuptools writes into the tree it builds from.
    copy = folder / "tree"
    for name in (*tracked(), "pyproject.toml", "README.md", "LICENSE"):
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        (copy / name).write_bytes((ROOT / name).read_bytes())
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-w",
        str(folder),
    ]
    built = subprocess.run([*command, str(copy)], capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stderr
    return next(folder.glob("*.whl"))


@pytest.mark.wire
def test_a_wheel_carries_every_file_that_is_tracked(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as packed:
        names = {name for name in packed.namelist() if ".dist-info/" not in name}
    assert names == tracked()


@pytest.mark.wire
def test_a_wheel_runs_the_demo_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    environment = os.environ | {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    where = subprocess.run(
        [sys.executable, "-c", "import commands, tasks; print(commands.__file__, tasks.__path__[0])"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert all(path.startswith(str(installed)) for path in where.stdout.split()), where.stdout
    demo = installed / "demo"
    command = [sys.executable, "-m", "commands.main", "winback", str(demo / "demo_50_customers.csv")]
    done = subprocess.run(
        [*command, "--sender", str(demo / "sender.yaml"), "--sample", "3", "--json"],
        cwd=tmp_path, env=environment, capture_output=True, text=True, check=False, timeout=180,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert '"completed": 3' in done.stdout
