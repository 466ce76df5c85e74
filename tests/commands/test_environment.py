"""`revive environment apply` against a real Prefect server."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Revive

FILE = """
environments:
  - name: green
    artifacts_url: s3://bucket/revive
    records_url: dynamodb://revive-green
    queue_url: sqs://revive-green
    worker: lambda:chunks
    model: bedrock:amazon.nova-lite-v1:0
    requests_per_minute: 100
    aws: {region: eu-west-1, role_arn: "arn:aws:iam::123456789012:role/r", external_id: x-1}
"""


def written(folder: Path, text: str) -> str:
    path = folder / "environments.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def said_of_block(code: str) -> str:
    """What a process prints that does this: Prefect reads its server's address once."""
    script = f"from blocks.environment import Environment\n{code}"
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.mark.wire
def test_a_file_becomes_blocks_and_again_changes_nothing(revive: Revive, tmp_path: Path, prefect_api: str) -> None:
    assert prefect_api
    first = revive("environment", "apply", written(tmp_path, FILE), timeout=300)
    assert (first.code, first.out.strip()) == (0, "green: created"), first.err
    again = revive("environment", "apply", written(tmp_path, FILE), timeout=300)
    assert again.out.strip() == "green: no change"
    more = FILE.replace("100", "200").replace("eu-west-1", "us-east-1")
    third = json.loads(revive("environment", "apply", written(tmp_path, more), "--json", timeout=300).out)
    assert third == {"environments": {"green": ["requests_per_minute", "aws_credentials"]}}


@pytest.mark.wire
def test_secrets_that_a_person_entered_are_kept(revive: Revive, tmp_path: Path, prefect_api: str) -> None:
    assert prefect_api
    entered = "Environment(artifacts_url='file:///x', openai_api_key='sk-entered')"  # pragma: allowlist secret
    said_of_block(f"{entered}.save('kept', overwrite=True)")
    text = "environments: [{name: kept, artifacts_url: 's3://b/x', openai_base_url: 'https://proxy.example/v1'}]"
    done = revive("environment", "apply", written(tmp_path, text), timeout=300)
    assert done.out.strip() == "kept: artifacts_url, openai_base_url", done.err
    assert said_of_block("print(Environment.load('kept').openai_api_key.get_secret_value())") == "sk-entered"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("environments: []", "environments: List should have at least 1 item"),
        ("environments: [{name: Bad Name}]", "environments.0.name"),
        ("surroundings: []", "unknown field 'surroundings'; known: environments"),
        ("- a", "holds no mapping"),
        ("environments: [{name: a, artifacts_url: x}, {name: a, artifacts_url: y}]", "is in the file twice"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_one_line(
    revive: Revive, tmp_path: Path, text: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    done = revive("environment", "apply", written(tmp_path, text))
    assert done.code == 2
    assert said in done.err


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"artifacts_url": "x", "openai_api_key": "sk-1"}, "'openai_api_key' is not a field of it"),
        ({"artifacts_url": "x", "requests_per_minutes": 1}, "'requests_per_minutes' is not a field of it"),
    ],
)
async def test_a_secret_or_a_misspelt_field_is_refused(fields: dict[str, object], said: str) -> None:
    from blocks.environment_file import EnvironmentSaid, apply  # noqa: PLC0415 -- takes a second
    from schemas.errors import BadInputError  # noqa: PLC0415 -- same

    with pytest.raises(BadInputError, match=said):
        await apply(EnvironmentSaid.model_validate({"name": "x", **fields}))
    with pytest.raises(BadInputError, match="needs no block"):
        await apply(EnvironmentSaid.model_validate({"name": "local", "artifacts_url": "x"}))
