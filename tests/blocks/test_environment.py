"""What an `Environment` block says of OpenAI, and what the settings say in its place."""

import pytest
from pydantic import SecretStr

from blocks.environment import Environment, _openai
from schemas.environment import OpenAIIdentity

SETTINGS = OpenAIIdentity("sk-of-the-settings", "https://proxy.example/v1")
OLLAMA = "http://localhost:11434/v1"


@pytest.mark.parametrize(
    ("key", "url", "expected"),
    [
        (None, None, SETTINGS),
        ("", "", SETTINGS),
        ("sk-of-the-block", None, OpenAIIdentity("sk-of-the-block", None)),
        (None, OLLAMA, OpenAIIdentity(None, OLLAMA)),  # and not the settings' key
        ("sk-of-the-block", OLLAMA, OpenAIIdentity("sk-of-the-block", OLLAMA)),
    ],
)
def test_key_and_base_url_belong_together(key: str | None, url: str | None, expected: OpenAIIdentity) -> None:
    secret = None if key is None else SecretStr(key)
    block = Environment(artifacts_url="file:///x", openai_api_key=secret, openai_base_url=url)
    assert _openai(block, SETTINGS) == expected
    assert "sk-of-the-block" not in repr(block)
