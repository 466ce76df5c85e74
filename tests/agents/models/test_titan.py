"""Titan over HTTP: what is asked, what comes back, and what does not."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fakes.bedrock import FakeBedrock, Faults

from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.models import titan
from agents.retrieval.building import build_snapshot
from agents.retrieval.opening import open_embedder
from agents.retrieval.passage import Passage, Query
from agents.retrieval.retriever import Retriever
from agents.retrieval.snapshot import open_snapshot
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError


@pytest.fixture
async def asked(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeBedrock]:
    service = FakeBedrock(Faults(record=True), models=[titan.MODEL])
    monkeypatch.setenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", await service.start())
    monkeypatch.setattr(titan, "_FIRST_S", 0.001)
    yield service
    await service.stop()


def environment(**changes: Any) -> EnvironmentSpec:
    return EnvironmentSpec(name="test", artifacts_url="memory://", real_model_calls=False, **changes)


async def vectors(*texts: str, **changes: Any) -> Any:
    async with open_embedder("bedrock:titan", environment(**changes)) as embedder:
        return await embedder.embed(texts)


async def test_texts_become_vectors_of_length_one_in_their_order(asked: FakeBedrock) -> None:
    async with titan.open_titan(environment()) as embedder:
        found = await embedder.embed(["termites in the attic", "", "a late invoice", " \n", "termites in the attic"])
        assert embedder.tokens == asked.stats.input_tokens > 0
        assert embedder.cost_usd == pytest.approx(embedder.tokens * 0.02e-6)
        assert (await embedder.embed([])).shape == (0, 256)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0, 1, 0, 1], abs=1e-5)
    assert (found[0] == found[4]).all()
    assert asked.requests == [
        {"inputText": text, "dimensions": 256, "normalize": True}
        for text in ("termites in the attic", "a late invoice")
    ]


async def test_a_snapshot_of_its_vectors_is_searched_with_them_alone(asked: FakeBedrock, tmp_path: Path) -> None:
    known = [Passage(id=text, text=text) for text in ("termites in the attic", "mosquitoes at the pond", "a bill")]
    async with titan.open_titan(environment()) as embedder:
        snapshot = open_snapshot(await build_snapshot(tmp_path, known, embedder, datetime.now(UTC)))
        found = await Retriever(snapshot, embedder).search(Query(text="the attic has termites", most=1))
        assert [one.passage.id for one in found] == ["termites in the attic"]
    async with open_embedder("offline", environment()) as offline:
        with pytest.raises(BadInputError, match=r"titan.*wordllama.*cannot be compared"):
            Retriever(snapshot, offline)
    assert asked.stats.paid == 4


async def test_throttled_calls_are_tried_again_and_few_are_in_flight(asked: FakeBedrock) -> None:
    asked.faults.change({"throttle": 0.3, "latency": 0.005})
    async with titan.open_titan(environment(), concurrency=4) as embedder:
        found = await embedder.embed([f"text {number}" for number in range(60)])
    assert np.linalg.norm(found, axis=1) == pytest.approx(1, abs=1e-5)
    assert asked.stats.throttled > 5
    assert asked.stats.paid == 60
    assert 1 < asked.stats.max_in_flight <= 4


async def test_what_stays_away_ends_all_calls(asked: FakeBedrock) -> None:
    asked.faults.down = True
    with pytest.raises(ModelUnavailableError, match="ServiceUnavailableException"):
        await vectors(*map(str, range(50)), retry_for_s=0.05)
    calls = asked.stats.calls
    asked.faults.down = False
    await vectors("x")
    assert asked.stats.calls == calls + 1


@pytest.mark.parametrize(("fault", "error", "said"), [
    ({"vector": [0.5] * 255}, BadInputError, "255 numbers instead of 256"),
    ({"vector": [[0.5] * 256]}, BadInputError, "other numbers instead of 256"),
    ({"vector": [0.0] * 256}, ModelUnavailableError, "without a direction"),
    ({"vector": "words"}, ModelUnavailableError, "not a vector"),
    ({"answer": '{"embedding": ' + str([1e400] * 256).replace("inf", "1e999") + "}"}, ModelUnavailableError, "direct"),
    ({"answer": "[]"}, ModelUnavailableError, "not a vector"),
    ({"answer": "{" * 20}, ModelUnavailableError, "not a vector"),
    ({"cut": 1.0}, ModelUnavailableError, "cut"),
    ({"hang": True}, ModelUnavailableError, "no answer in time"),
    ({"drip": 0.01}, ModelUnavailableError, "no answer in time"),
])  # fmt: skip
async def test_what_is_no_vector(fault: dict[str, Any], error: type[Exception], said: str, asked: FakeBedrock) -> None:
    asked.faults.change(fault)
    with pytest.raises(error, match=said):
        await vectors("text", model_timeout_s=0.3 if "in time" in said else 30, retry_for_s=0)


async def test_of_a_long_text_the_beginning_speaks(asked: FakeBedrock) -> None:
    whole, refused = await vectors("termites " * 20_000, "🐜 " * 40_000)
    assert np.linalg.norm([whole, refused], axis=1) == pytest.approx(1, abs=1e-5)
    assert sorted(len(one["inputText"]) for one in asked.requests) == [12_500, 25_000]


@pytest.mark.usefixtures("asked")
async def test_any_other_refusal_is_of_that_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(titan, "DIMENSIONS", 300)
    with pytest.raises(CallRejectedError, match="Malformed"):
        await vectors("text")


async def test_without_permission_nothing_leaves_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", raising=False)
    with pytest.raises(BadInputError, match="forbid"):
        await vectors("text")


async def test_an_unknown_embedder_is_named() -> None:
    with pytest.raises(BadInputError, match="unknown embedder 'word2vec'"):
        async with open_embedder("word2vec", environment()):
            pass
