"""Calls of models as spans."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

import pytest
from fakes.bedrock import FakeBedrock
from pydantic import BaseModel

from agents.core.model import ModelUnavailableError
from agents.core.tracing import SpanKind, Value
from agents.running.opening import open_models
from agents.running.traced import TracedModels
from schemas.agent import AgentVersion, ModelRequest
from schemas.environment import EnvironmentSpec


class Spans:
    """Keeps what was noted."""

    def __init__(self) -> None:
        self.kept: list[tuple[str, SpanKind, dict[str, Value]]] = []

    @contextmanager
    def span(self, name: str, attributes: Mapping[str, Value | None], kind: SpanKind = "internal") -> Iterator["Spans"]:
        self.kept.append((name, kind, {}))
        self.note(attributes)
        yield self

    def note(self, attributes: Mapping[str, Value | None]) -> None:
        self.kept[-1][2].update({name: value for name, value in attributes.items() if value is not None})


class Inputs(BaseModel):
    question: str = "a secret question"


@pytest.fixture
def request_(version: AgentVersion) -> ModelRequest:
    shape = (version.output, version.output_schema, version.settings)
    return ModelRequest("a", Inputs(), "You analyse.", "a secret question", *shape)


def place() -> EnvironmentSpec:
    return EnvironmentSpec(name="test", artifacts_url="memory://", real_model_calls=False)


async def test_a_call_is_a_span_with_the_names_of_the_conventions_and_no_word_of_the_question(
    fake: FakeBedrock, version: AgentVersion, request_: ModelRequest
) -> None:
    spans = Spans()
    async with open_models(place(), 8) as models:
        model = await TracedModels(models, spans).get(version.model)
        reply = await model.call(request_)
        await model.speak(request_, lambda _: None)
    assert fake.stats.paid == 2
    (name, kind, called), (_, _, spoken) = spans.kept
    assert (name, kind) == ("chat amazon.nova-lite-v1:0", "client")
    assert called["gen_ai.provider.name"] == "aws.bedrock"
    assert called["gen_ai.usage.input_tokens"] == reply.usage.input_tokens
    assert called["gen_ai.response.finish_reasons"] == ("stop",)
    assert "gen_ai.request.stream" not in called
    assert spoken["gen_ai.request.stream"] is True
    assert "gen_ai.response.time_to_first_chunk" in spoken
    assert "secret" not in str(spans.kept)


async def test_a_fault_is_noted_by_its_kind(fake: FakeBedrock, version: AgentVersion, request_: ModelRequest) -> None:
    fake.faults.throttle = 1.0
    spans = Spans()
    async with open_models(place(), 8) as models:
        model = await TracedModels(models, spans).get(version.model)
        with pytest.raises(ModelUnavailableError):
            await model.call(request_)
    assert spans.kept[0][2]["error.type"] == "throttled"
