"""When a provider wants to be asked again, and what it says it does not take."""

from datetime import UTC, datetime

import pytest

from agents.models.converse import DISPENSABLE
from agents.models.faults import is_unsupported, refused_settings, retry_after_s

NOW = datetime(2026, 3, 1, 12, 0, 0, tzinfo=UTC)
DATE = "Sun, 01 Mar 2026 12:00:30 GMT"


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"retry-after": "3"}, 3),
        ({"retry-after": "0.25"}, 0.25),
        ({"retry-after": " 3 "}, 3),
        ({"retry-after": "0"}, 0),
        ({"retry-after-ms": "1500", "retry-after": "9"}, 1.5),
        ({"retry-after": DATE}, 30),
        ({"retry-after": DATE, "date": "Sun, 01 Mar 2026 12:00:20 GMT"}, 10),
        ({"retry-after": "Sun, 01 Mar 2026 11:00:00 GMT"}, 0),
        ({"retry-after": "Sun, 01 Mar 2026 12:00:30 -0000"}, 30),
        ({"retry-after": ""}, None),
        ({"retry-after": "soon"}, None),
        ({"retry-after": "-3"}, None),
        ({"retry-after": "nan"}, None),
        ({"retry-after": "inf"}, None),
        ({"retry-after": "Sun, 99 Mar 2026 12:00:30 GMT"}, None),
    ],
)
def test_seconds_until_it_wants_to_be_asked_again(headers: dict[str, str], seconds: float | None) -> None:
    assert retry_after_s(headers, NOW) == seconds


@pytest.mark.parametrize(
    ("message", "named"),
    [
        ("`temperature` is deprecated for this model.", {"temperature"}),
        ("extraneous key [temperature] is not permitted", {"temperature"}),
        ("This model doesn't support the toolConfig.toolChoice.tool field.", {"toolChoice"}),
        ("Thinking may not be enabled when tool_choice forces tool use.", {"toolChoice"}),
        ("Prompt caching is not supported.", {"cachePoint"}),
        ("Input is too long for requested model.", set()),
        ("The tool chosen by the user", set()),
    ],
)
def test_which_setting_a_refusal_is_about(message: str, named: set[str]) -> None:
    assert refused_settings(message, DISPENSABLE) == named


@pytest.mark.parametrize(
    ("message", "unsupported"),
    [
        ("This model doesn't support tool use.", True),
        ("Unsupported value: 'temperature' does not support 0.2 with this model.", True),
        ("Unrecognized request argument supplied: temperature", True),
        ("Input is too long for requested model.", False),
        ("The text field in the ContentBlock object is blank.", False),
        ("Too many tokens, please wait before trying again.", False),
    ],
)
def test_a_refusal_of_the_model_and_one_of_the_text(message: str, unsupported: bool) -> None:  # noqa: FBT001 -- a case
    assert is_unsupported(message) == unsupported
