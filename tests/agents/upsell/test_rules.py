"""What a model may not say to a customer is stopped, and what a good model writes is not."""

import pytest
from fakes.upsell_letters import GOOD, HARMLESS, HOSTILE, asked, changed, good, to_judge

from agents.core.agent import ViolationError, parse_output
from agents.upsell.message import AGENT
from agents.upsell.offline.judging import judge
from agents.upsell.rules import violations


def test_hostile_answers_are_stopped_by_code_or_by_the_judge() -> None:
    passed = []
    for name, change in HOSTILE.items():
        inputs, message = changed(name)
        stopped = not judge(to_judge(inputs, message)).approved if change.get("judged") else violations(inputs, message)
        passed += [] if stopped else [name]
    assert len(HOSTILE) >= 60
    assert passed == []


def test_good_letters_are_not_refused() -> None:
    assert {name: found for name in GOOD if (found := violations(asked(name), good(name)))} == {}


def test_a_harmless_sentence_is_seldom_refused() -> None:
    refused = [name for name in HARMLESS if violations(*changed(name))]
    assert len(refused) <= 1, refused


def test_a_model_is_told_what_to_change() -> None:
    inputs, message = changed("wrong-price")
    with pytest.raises(ViolationError, match="the amount '99' is not listed for 'Quarterly Pest Plan'"):
        parse_output(AGENT, inputs, message.model_dump())
