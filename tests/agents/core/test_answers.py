"""What can be stored of an answer, and what is read of one that is wrapped wrongly."""

from typing import Any

import pytest

from agents.core.agent import ViolationError
from agents.core.answers import read_answer, storable, unwrap
from agents.winback.churn_analysis import AGENT
from schemas.agent import AgentVersion, ModelReply, Usage
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput


def nested(depth: int) -> Any:
    value: Any = "the bottom"
    for _ in range(depth):
        value = [value]
    return value


# What no file can hold


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"a": "hello \ud83d"}, {"a": "hello \ufffd"}),
        ({"a": "\udc00 hello"}, {"a": "\ufffd hello"}),
        ({"a": "\ud83d\ude00"}, {"a": "😀"}),
        ({"\ud83d": [{"b": "\udfff"}]}, {"\ufffd": [{"b": "\ufffd"}]}),
        ([float("inf"), float("-inf"), 1.5], [None, None, 1.5]),
        ("\ud83d", "\ufffd"),
        (None, None),
    ],
)
def test_what_no_file_can_hold_is_replaced(said: object, kept: object) -> None:
    reply = storable(ModelReply(output=said, text="text \ud83d", usage=Usage(input_tokens=3)))
    assert (reply.output, reply.text, reply.usage) == (kept, "text \ufffd", Usage(input_tokens=3))
    assert ModelReply.model_validate_json(reply.model_dump_json()) == reply


def test_bottomless_nesting_is_cut() -> None:
    reply = storable(ModelReply(output={"a": nested(400), "b": nested(3)}, usage=Usage()))
    assert reply.output["b"] == nested(3)
    assert ModelReply.model_validate_json(reply.model_dump_json()) == reply


def test_an_answer_that_can_be_stored_is_left_alone() -> None:
    reply = ModelReply(output={"a": ["Grüße 😀", 1, True, None, 2.5]}, text="語", usage=Usage())
    assert storable(reply) is reply


# What stands around an answer

SCHEMA = {
    "type": "object",
    "properties": {
        "words": {"type": "array", "items": {"type": "string"}},
        "maybe": {"anyOf": [{"type": "array", "items": {"type": "string"}}, {"type": "null"}]},
        "mails": {"type": "array", "items": {"type": "object", "properties": {"n": {"type": "integer"}}}},
        "note": {"type": "string"},
    },
}
GOOD = {"words": ["a", "b"], "mails": [{"n": 1}], "note": "[1]"}


@pytest.mark.parametrize(
    "said",
    [
        GOOD,
        GOOD | {"words": '["a", "b"]'},
        GOOD | {"words": ' [\n"a",\n"b"]\n'},
        GOOD | {"words": {"item": ["a", "b"]}},
        GOOD | {"mails": '[{"n": 1}]'},
        GOOD | {"mails": ['{"n": 1}']},
        GOOD | {"mails": {"mails": [{"n": 1}]}},
        GOOD | {"mails": [{"mail": {"n": 1}}]},
        {"Answer": GOOD},
        {"Answer": {"parameters": GOOD}},
        {"type": "object", "properties": GOOD},
        {"Answer": GOOD, "reasoning": "so"},
        [GOOD],
        '{"words": "[\\"a\\", \\"b\\"]", "mails": [{"n": 1}], "note": "[1]"}',
        {"input": '{"words": ["a", "b"], "mails": [{"n": 1}], "note": "[1]"}'},
        GOOD | {"words": "['a', 'b']"},
        GOOD | {"words": '["a", "b",]'},
        GOOD | {"words": '```json\n["a",\n"b"]\n```'},
        GOOD | {"words": "```['a', 'b']```"},
        GOOD | {"words": "- a\n- b"},
        GOOD | {"words": "The words:\n\n  * a\n  * b\n"},
        GOOD | {"words": '1. "a"\n2) b'},
        GOOD | {"words": "• a\n• b"},
        GOOD | {"mails": "[{'n': 1}]"},
        GOOD | {"mails": '- {"n": 1}'},
        repr(GOOD),
        f"```python\n{GOOD!r}\n```",
    ],
    ids=str,
)
def test_an_answer_is_taken_out_of_what_is_around_it(said: object) -> None:
    assert unwrap(said, SCHEMA) == GOOD


@pytest.mark.parametrize(
    "said",
    [
        None,
        3,
        "words",
        "{not json",
        "[" * 5_000,
        [],
        {},
        [GOOD, GOOD],
        {"one": GOOD, "other": GOOD},
        {"words": "a, b"},
        {"words": "- a\nand so on"},
        {"words": "-1 is less\n-2 is less still"},
        {"words": "[a, b]"},
        {"words": "['it's', 'b']"},
        {"words": "[print('a')]"},
        {"words": "['a'] * 9"},
        {"words": "- a\n" * 500},
        {"words": "['a" + "\\'" * 9_000},
        "{'a': " * 9_000,
        {"words": {"a": ["a"], "b": ["b"]}},
        {"a": {"b": {"c": {"d": {"e": GOOD}}}}},
    ],
    ids=lambda said: str(said)[:40],
)
def test_what_cannot_be_told_is_left_as_it_is(said: object) -> None:
    assert unwrap(said, SCHEMA) == said


def test_a_list_or_nothing_is_a_list_too() -> None:
    assert unwrap({"maybe": '["a"]'}, SCHEMA) == {"maybe": ["a"]}
    assert unwrap({"maybe": None}, SCHEMA) == {"maybe": None}


@pytest.mark.parametrize(
    ("said", "item"),
    [
        (r"['it\'s \"so\"']", 'it\'s "so"'),
        ("""["it's"]""", "it's"),
        (r"['a\nb\x41\u00e9\\']", "a\nbAé\\"),
        ("['a\nb']", "a\nb"),
        ("- a long one,\n  in two lines", "a long one, in two lines"),
        ("['None, True']", "None, True"),
        ("['a,]']", "a,]"),
    ],
)
def test_an_item_of_a_list_that_came_as_text_is_whole(said: str, item: str) -> None:
    assert unwrap({"words": said}, SCHEMA) == {"words": [item]}


# The answer of an agent


def read(said: object, version: AgentVersion, inputs: ChurnAnalysisInput, text: str = "") -> ChurnAnalysis:
    return read_answer(AGENT, inputs, ModelReply(output=said, text=text, usage=Usage()), version.output_schema)


def test_wrapped_answers_hold(version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis) -> None:
    said = analysis.model_dump(mode="json")
    as_json = ChurnAnalysis.model_dump_json(analysis)
    for wrapped in (said, {"ChurnAnalysis": said}, said | {"evidence": '["cancellation_reason"]'}, as_json):
        assert read(wrapped, version, inputs) == analysis
    for text in (as_json, f"Here it is:\n```json\n{as_json}\n```\nAnything else?"):
        assert read(None, version, inputs, text) == analysis


def test_half_a_character_in_words_is_replaced(
    version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis
) -> None:
    text = ChurnAnalysis.model_dump_json(analysis).replace("It paid much.", "It paid much \\ud83d.")
    assert read(None, version, inputs, text).insights[0] == "It paid much \ufffd."


def test_escapes_of_an_answer_in_words_are_read_once(
    version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis
) -> None:
    said = analysis.model_copy(update={"recommendation": 'Say "less" for less.'})
    text = f"Here it is:\n```json\n{said.model_dump_json()}\n```"
    assert read(None, version, inputs, text) == said
    hidden = text.replace("for less", "for\\u200b less")
    assert read(None, version, inputs, hidden) == said


def test_lines_in_an_answer_become_one(
    version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis
) -> None:
    said = analysis.model_dump(mode="json") | {"recommendation": "- Offer less.\n- Ask."}
    assert read(said, version, inputs).recommendation == "- Offer less. - Ask."


@pytest.mark.parametrize("text", ["", "It was the price.", "{", "} {", "[1]", "{}"])
def test_words_are_no_answer(text: str, version: AgentVersion, inputs: ChurnAnalysisInput) -> None:
    with pytest.raises(ViolationError):
        read(None, version, inputs, text)


def test_what_is_wrong_with_an_answer_is_said_of_the_answer_itself(
    version: AgentVersion, inputs: ChurnAnalysisInput, analysis: ChurnAnalysis
) -> None:
    said = analysis.model_dump(mode="json") | {"category": "nonsense"}
    with pytest.raises(ViolationError, match=r"^category: "):
        read({"ChurnAnalysis": said}, version, inputs)
