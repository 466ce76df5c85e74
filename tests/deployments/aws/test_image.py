"""The image, as far as it can be read without building it."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from deployments.aws.checks.whole import rendered
from deployments.aws.entry.main import main, program
from deployments.aws.runtime_lock import Pinned, asked_for, needed, read_lock
from deployments.aws.sbom import bill
from deployments.aws.stacks import read_account

ROOT = Path(__file__).resolve().parents[3]
LOCK, PROJECT = ROOT / "requirements.lock", ROOT / "pyproject.toml"
DOCKERFILE = (ROOT / "deployments/aws/Dockerfile").read_text(encoding="utf-8")


def runtime() -> list[Pinned]:
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    return needed(read_lock(LOCK.read_text(encoding="utf-8")), asked_for(project))


def test_the_image_has_what_the_program_needs_with_hashes_and_nothing_of_development() -> None:
    found = {one.name: one for one in runtime()}
    assert {"prefect", "prefect-aws", "awslambdaric", "botocore", "httpx2", "starlette"} <= set(found)
    assert not {"pytest", "moto", "ministack", "ruff", "mypy", "playwright", "firebolt-sdk", "flask"} & set(found)
    assert all(any("--hash=sha256:" in line for line in one.lines) for one in found.values())


def test_a_package_that_the_lock_lacks_is_named() -> None:
    with pytest.raises(ValueError, match="the lock lacks nowhere-to-be-found"):
        needed(read_lock("a==1 \\\n    --hash=sha256:0\n"), {"nowhere-to-be-found"})


def test_needed_follows_who_asks_for_whom() -> None:
    lock = read_lock(
        "a==1\n    # via revive (pyproject.toml)\nb==1\n    # via\n    #   a\n    #   d\n"
        "c==1\n    # via d\nd==1\n    # via e\n"
    )
    assert [one.name for one in needed(lock, {"a"})] == ["a", "b"]


def test_the_bill_of_materials_is_the_same_twice_and_names_the_base() -> None:
    first = bill(LOCK, PROJECT, "base@sha256:1")
    assert first == bill(LOCK, PROJECT, "base@sha256:1")
    assert first["components"][0] == {"type": "container", "name": "base@sha256:1"}
    assert len(first["components"]) == 1 + len(runtime())
    assert all(one["hashes"] for one in first["components"][1:])


def test_the_user_is_a_number_and_not_root() -> None:
    user = re.findall(r"^USER (\S+)$", DOCKERFILE, re.MULTILINE)
    assert user == ["10001:10001"]
    assert DOCKERFILE.count("\nFROM ${BASE}") == 2


def test_each_room_is_copied_and_nothing_else() -> None:
    rooms = set(re.findall(r'"([a-z]+)\*?"', PROJECT.read_text().split("packages.find]")[1].split("]")[0]))
    copied = set(re.findall(r"^COPY --chown=0:0 (\w+) \w+$", DOCKERFILE, re.MULTILINE))
    assert copied == rooms
    let_in = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert rooms <= let_in
    assert not {"tests", ".git", "artifacts", "benchmarks", ".venv"} & let_in


def test_what_the_templates_have_it_do_is_what_it_can() -> None:
    stacks = rendered(read_account("prod"))
    commands = [
        command
        for stack in stacks.values()
        for resource in stack.resources().values()
        for command in _commands(resource.get("Properties", {}))
    ]
    assert ["worker", "revive-prod"] in commands
    assert [command for command in commands if command[0] == "lambda"] == [
        ["lambda", "deployments.aws.entry.lambda_door.handler"],
        ["lambda", "deployments.aws.entry.lambda_shard.handler"],
    ]
    for command in commands:
        assert program(command)[0] == sys.executable


def _commands(properties: dict[str, object]) -> list[list[str]]:
    containers = properties.get("ContainerDefinitions", [])
    assert isinstance(containers, list)
    found = [container["Command"] for container in containers if "Command" in container]
    config = properties.get("ImageConfig")
    return [*found, config["Command"]] if isinstance(config, dict) else found


def test_the_entry_point_becomes_the_program_that_it_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHONPATH", raising=False)
    became: list[list[str]] = []
    assert main(["serve", "prod"], lambda _, command: became.append(command)) == 0
    assert became[0][2:] == ["-m", "commands.main", "serve", "--host", "0.0.0.0", "--environment", "prod"]
    run = ["prefect", "flow-run", "execute"]  # as Prefect's worker starts one
    assert main(run, lambda _, command: became.append(command)) == 0
    assert became[1] == run


@pytest.mark.parametrize("said", [[], ["worker"], ["serve"], ["lambda"], ["prefect-server", "x"], ["serve", "a", "b"]])
def test_an_incomplete_entry_point_is_refused(said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(said, lambda *_: pytest.fail("it was started")) == 2
    assert capsys.readouterr().err.startswith("give worker POOL")


@pytest.mark.parametrize("name", ["ci", "deploy"])
def test_a_workflow_holds_no_key_and_puts_no_input_into_a_script(name: str) -> None:
    text = (ROOT / f".github/workflows/{name}.yml").read_text(encoding="utf-8")
    flow = yaml.safe_load(text)
    assert "aws-access-key-id" not in text
    assert flow["permissions"]["contents"] == "read"
    for job in flow["jobs"].values():
        assert job["timeout-minutes"]
        assert not [step for step in job["steps"] if "${{ inputs" in step.get("run", "")]
