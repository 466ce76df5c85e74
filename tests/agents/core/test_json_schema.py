"""Schemas as models take them."""

import json
from enum import Enum
from typing import Any

import pytest
from fakes.answers import make_answers
from fakes.known_agents import AGENTS
from fakes.openai_rules import check_strict
from pydantic import BaseModel, Field

from agents.core.json_schema import inline_schema, strict_schema


class Colour(Enum):
    RED = "red"


class Leaf(BaseModel):
    colour: Colour
    title: str


class Branch(BaseModel):
    leaves: list[Leaf]
    best: Leaf | None = None


class Tree(BaseModel):
    title: str = Field(title="Heading", description="Its name.")
    properties: dict[str, Leaf]
    branches: list[Branch] = Field(min_length=1)
    root: Leaf = Field(description="What it stands on.")


def keywords(schema: Any) -> set[str]:
    """All keywords of a schema; names of properties are none."""
    if isinstance(schema, list):
        return set().union(*map(keywords, schema))
    if not isinstance(schema, dict):
        return set()
    names = schema.get("properties", {})
    inner = [keywords(value) for key, value in schema.items() if key != "properties"]
    return set(schema).union(*inner, *map(keywords, names.values()))


@pytest.mark.parametrize("model", [Tree, *(agent.output for agent in AGENTS.values())])
def test_no_reference_and_no_title_is_left(model: type[BaseModel]) -> None:
    found = keywords(inline_schema(model))
    assert "properties" in found
    assert not found & {"$ref", "$defs", "definitions", "title"}
    assert "$ref" not in json.dumps(inline_schema(model))


def test_references_are_followed_to_the_end() -> None:
    schema = inline_schema(Tree)
    leaf = schema["properties"]["branches"]["items"]["properties"]["leaves"]["items"]
    assert leaf["properties"]["colour"]["enum"] == ["red"]
    assert schema["properties"]["properties"]["additionalProperties"]["required"] == ["colour", "title"]
    assert schema["properties"]["branches"]["items"]["properties"]["best"]["anyOf"][0]["type"] == "object"


def test_a_property_called_title_stays() -> None:
    assert inline_schema(Tree)["properties"]["title"] == {"type": "string", "description": "Its name."}
    assert set(inline_schema(Leaf)["properties"]) == {"colour", "title"}


def test_what_stands_beside_a_reference_stays() -> None:
    root = inline_schema(Tree)["properties"]["root"]
    assert root["description"] == "What it stands on."
    assert root["type"] == "object"


def test_the_rules_of_a_field_stay() -> None:
    schema = inline_schema(AGENTS["campaign"].output)
    assert schema["additionalProperties"] is False
    assert (schema["properties"]["emails"]["minItems"], schema["properties"]["emails"]["maxItems"]) == (3, 3)
    assert schema["properties"]["emails"]["items"]["properties"]["subject"]["maxLength"] == 60


@pytest.mark.parametrize("name", AGENTS)
def test_an_answer_made_by_the_schema_alone_is_an_output(name: str) -> None:
    output = AGENTS[name].output
    assert isinstance(output.model_validate_json(make_answers(inline_schema(output)).good), output)


@pytest.mark.parametrize("name", AGENTS)
def test_openai_takes_the_strict_schema_of_every_agent(name: str) -> None:
    schema = inline_schema(AGENTS[name].output)
    with pytest.raises(ValueError, match=r"not permitted|required to include"):
        check_strict(schema)
    check_strict(strict_schema(schema))


def test_what_strict_mode_refuses_is_said_in_words() -> None:
    schema = inline_schema(AGENTS["campaign"].output)
    emails = strict_schema(schema)["properties"]["emails"]
    assert (emails["minItems"], emails["maxItems"]) == (3, 3)
    fields = emails["items"]["properties"]
    assert fields["subject"] == {"type": "string", "description": "Length: 1 to 60 characters."}
    assert fields["body"]["description"] == "20 to 300 words. Length: 1 to 4000 characters."
    assert schema["properties"]["emails"]["items"]["properties"]["subject"]["maxLength"] == 60  # not changed in place


def test_a_strict_object_is_closed_and_whole() -> None:
    class Open(BaseModel):
        given: str
        default: str = "x"
        maxLength: str | None = None

    strict = strict_schema(inline_schema(Open))
    assert strict["required"] == ["given", "default", "maxLength"]
    assert strict["additionalProperties"] is False
    assert strict["properties"]["default"] == {"type": "string"}
    check_strict(strict)
