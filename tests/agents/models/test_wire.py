"""What stays on this machine, and what is said in one line."""

import pytest

from agents.models.wire import is_loopback_url


@pytest.mark.parametrize(
    ("url", "loopback"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://127.9.9.9", True),
        ("http://localhost:1", True),
        ("http://[::1]:1", True),
        ("https://bedrock-runtime.us-east-1.amazonaws.com", False),
        ("http://127.0.0.1.example.com", False),
        ("http://localhost.example.com", False),
        ("http://127.0.0.1@example.com", False),
        ("http://10.0.0.1", False),
        ("http://0.0.0.0", False),
        ("", False),
    ],
)
def test_whatis_loopback(url: str, loopback: bool) -> None:  # noqa: FBT001 -- a parameter of the table above
    assert is_loopback_url(url) == loopback
