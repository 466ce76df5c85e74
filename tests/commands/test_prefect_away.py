"""What somebody on call does while the Prefect server is away: the registry is what decides, and it is there."""

import asyncio
import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Revive
from fakes.in_production import CAMPAIGN

from blocks.local import local_environment
from blocks.prefect_server import free_port
from blocks.remembered import recall, remember
from blocks.settings import read_settings
from schemas.environment import AwsIdentity, OpenAIIdentity
from tasks.registry.register import open_agents, register
from tasks.release import moves
from tasks.release.release_desk import open_desk

AGENT, NEW = "campaign", "1.0.0"


@pytest.fixture
def away(monkeypatch: pytest.MonkeyPatch) -> str:
    """A server that is configured, and answers nobody."""
    url = f"http://127.0.0.1:{free_port()}/api"
    monkeypatch.setenv("PREFECT_API_URL", url)
    return url


async def begin() -> None:
    async with open_agents("local") as records, open_desk("local", "ann") as opened:
        await register(records, AGENT, NEW, "ann", opened.desk.now())
        await moves.start(opened.desk, AGENT, NEW, "a1")


async def remembered_as_prod() -> None:
    """`prod` is what `local` is, as its block was read before the server went away."""
    settings = read_settings()
    spec = local_environment(settings).model_copy(
        update={
            "name": "prod",
            "aws": AwsIdentity("eu-west-1", "sales", "AKIAPLANTED", "planted-secret", "planted-token"),
            "openai": OpenAIIdentity("sk-planted", "https://proxy.example/v1"),
        }
    )
    await remember(spec, settings)
    found = await recall("prod", settings)
    assert found is not None
    assert found.aws == replace(spec.aws, access_key_id=None, secret_access_key=None, session_token=None)


@pytest.mark.parametrize("environment", ["local", "prod"])
def test_a_rollback_is_made_and_said(revive: Revive, away: str, tmp_path: Path, environment: str) -> None:
    asyncio.run(begin())
    asyncio.run(remembered_as_prod())
    done = revive("agents", "rollback", AGENT, "--environment", environment)
    assert (done.code, done.out.splitlines()[0]) == (
        0,
        f"1.0.0 rolled back; campaign: production {CAMPAIGN}, nothing under way",
    )
    lines = done.err.splitlines()
    assert len(lines) == (1 if environment == "local" else 2), done.err
    assert all(away in line for line in lines)
    assert lines[-1].endswith("no flow run was told of it")
    kept = [path.read_text() for path in (tmp_path / "revive" / "environments").iterdir()]
    assert len(kept) == 1
    assert "planted" not in kept[0].casefold()


def test_an_environment_that_was_never_read_here_is_one_line(revive: Revive, away: str) -> None:
    done = revive("agents", "rollback", AGENT, "--environment", "prod", "--json")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert away in done.err
    assert "was never read here" in json.loads(done.out)["message"]


def test_a_damaged_copy_is_no_environment(revive: Revive, away: str, tmp_path: Path) -> None:
    asyncio.run(remembered_as_prod())
    (tmp_path / "revive" / "environments" / "prod.json").write_text('{"name": "prod"')
    done = revive("agents", "rollback", AGENT, "--environment", "prod")
    assert (done.code, done.err.count("\n")) == (1, 1)
    assert away in done.err
