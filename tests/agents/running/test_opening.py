import asyncio
import sys
from pathlib import Path

import pytest

from agents.models.offline import OfflineModel
from agents.running.opening import open_models
from schemas.environment import EnvironmentSpec, OpenAIIdentity
from schemas.errors import BadInputError


def environment(model: str | None = None) -> EnvironmentSpec:
    return EnvironmentSpec(name="test", artifacts_url="memory://", model=model, real_model_calls=False)


@pytest.fixture(autouse=True)
def _loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", "http://127.0.0.1:9")


async def test_a_model_is_opened_once_by_its_name() -> None:
    async with open_models(environment(), 1) as models:
        first = await models.get("bedrock:amazon.nova-lite-v1:0")
        assert first.name == "bedrock:amazon.nova-lite-v1:0"
        assert await models.get("bedrock:amazon.nova-lite-v1:0") is first
        assert (await models.get("bedrock:amazon.nova-pro-v1:0")).name == "bedrock:amazon.nova-pro-v1:0"
        assert isinstance(await models.get("offline"), OfflineModel)


async def test_the_environment_puts_its_model_in_the_place_of_all() -> None:
    async with open_models(environment("offline"), 1) as models:
        assert (await models.get("bedrock:amazon.nova-lite-v1:0")).name.startswith("offline:")
        assert await models.get("anything:else") is await models.get("offline")


async def test_a_model_of_openai_is_asked_where_the_environment_says() -> None:
    ollama = OpenAIIdentity(base_url="http://127.0.0.1:9/v1")
    spec = EnvironmentSpec(name="test", artifacts_url="memory://", real_model_calls=False, openai=ollama)
    async with open_models(spec, 1) as models:
        assert (await models.get("openai:qwen3:8b")).name == "openai:qwen3:8b"
        assert not models.at_openai
    async with open_models(environment(), 1) as models:
        assert models.at_openai


@pytest.mark.parametrize(
    "name", ["", "offline:1", "bedrock", "bedrock:", "openai", "openai:", "Bedrock:x", "amazon.nova-lite-v1:0"]
)
async def test_an_unknown_model_is_bad_input(name: str) -> None:
    async with open_models(environment(), 1) as models:
        with pytest.raises(BadInputError, match="use offline, bedrock:<model id> or openai:<model>"):
            await models.get(name)


async def test_calls_that_come_at_once_open_one_client(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = tmp_path / "opened"
    credentials = '{"Version": 1, "AccessKeyId": "AKIATEST", "SecretAccessKey": "planted"}'
    program = tmp_path / "credentials.py"
    program.write_text(f"print({credentials!r})\nopen({str(opened)!r}, 'a').write('.')\n")
    config = tmp_path / "config"
    config.write_text(f"[default]\ncredential_process = {sys.executable} -S {program}\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    async with open_models(environment(), 1) as models:
        first, *others = await asyncio.gather(*(models.get("bedrock:amazon.nova-lite-v1:0") for _ in range(4)))
    assert all(other is first for other in others)
    assert opened.read_text() == "."
