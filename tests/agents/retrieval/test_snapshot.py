"""Snapshots: what is built is found, exactly, and nothing else is compared."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
import wordllama

from agents.retrieval.building import build_snapshot
from agents.retrieval.embedder import Vectors, normalised
from agents.retrieval.passage import Passage, Query
from agents.retrieval.ranks import joined
from agents.retrieval.retriever import Retriever
from agents.retrieval.snapshot import open_snapshot
from agents.retrieval.static_words import StaticWords
from schemas.errors import BadInputError

NOW = datetime(2026, 6, 1, tzinfo=UTC)
WORDS = "termite roof lawn plan attic ant wasp nest spray deck patio pool tree wall garage rat mouse".split()  # noqa: SIM905


class Dice:
    """Vectors by chance, the same for the same text, of quarters: their products are exact in any order of adding."""

    def __init__(self, name: str = "dice:1", dimensions: int = 16) -> None:
        self.name, self.dimensions = name, dimensions

    async def embed(self, texts: Sequence[str]) -> Vectors:
        rows = [np.random.default_rng(list(text.encode())).choice([-1.0, 1.0], self.dimensions) for text in texts]
        return normalised(np.array(rows).reshape(len(texts), self.dimensions))


def passages(count: int) -> list[Passage]:
    dice = np.random.default_rng(7)
    return [
        Passage(
            id=f"p{number}",
            text=" ".join(dice.choice(WORDS, 6)),
            about={"outcome": "accepted"} if number % 2 else {},
            at=None if number % 5 == 0 else NOW + timedelta(days=number),
        )
        for number in range(count)
    ]


async def retriever(room: Path, found: Sequence[Passage], embedder: Dice | None = None) -> Retriever:
    embedder = embedder or Dice()
    return Retriever(open_snapshot(await build_snapshot(room, found, embedder, NOW)), embedder)


@pytest.mark.parametrize("until", [None, NOW + timedelta(days=100)])
async def test_the_same_is_found_as_by_comparing_each(tmp_path: Path, until: datetime | None) -> None:
    known, embedder = passages(300), Dice()
    searched = await retriever(tmp_path, known)
    queries = [Query(text=" ".join(WORDS[at : at + 3]), until=until, most=9) for at in range(14)]
    vectors = await embedder.embed([passage.text for passage in known])
    for query, found in zip(queries, await searched.search_many(queries), strict=True):
        asked = (await embedder.embed([query.text]))[0]
        allowed = [row for row, one in enumerate(known) if until is None or one.at is None or one.at <= until]
        alike = {row: float(np.dot(vectors[row], asked)) for row in allowed}
        by_vector = sorted((row for row in allowed if alike[row] > 0), key=lambda row: (-alike[row], row))[:50]
        shared = {row: float(score) for row, score in enumerate(searched._snapshot.words.scores(query.text))}
        by_words = sorted((row for row in allowed if shared[row] > 0), key=lambda row: (-shared[row], row))[:50]
        expected = joined([by_words, by_vector])[:9]
        assert [one.passage for one in found] == [known[row] for row, _ in expected]
        assert [one.cosine for one in found] == pytest.approx([alike.get(row, 0) for row, _ in expected], abs=1e-5)
        assert found == await searched.search(query)


async def test_the_same_passages_are_the_same_snapshot(tmp_path: Path) -> None:
    first = await build_snapshot(tmp_path, passages(5), Dice(), NOW)
    written = {path: path.stat().st_mtime_ns for path in first.rglob("*")}
    again = await asyncio.gather(*(build_snapshot(tmp_path, passages(5), Dice(), NOW + timedelta(1)) for _ in range(3)))
    assert set(again) == {first}
    assert {path: path.stat().st_mtime_ns for path in first.rglob("*")} == written
    assert len({first, *[await build_snapshot(tmp_path, some, one, NOW) for some, one in (
        (passages(4), Dice()), (passages(5), Dice("dice:2")), (passages(5), Dice(dimensions=8)),
    )]}) == 4  # fmt: skip
    assert not list(tmp_path.glob(".building*"))


@pytest.mark.parametrize("count", [0, 1])
async def test_few_passages_are_a_snapshot_like_any(tmp_path: Path, count: int) -> None:
    searched = await retriever(tmp_path, passages(count))
    assert len(await searched.search(Query(text=" ".join(WORDS)))) == count


async def test_vectors_of_two_embedders_are_never_compared(tmp_path: Path) -> None:
    snapshot = open_snapshot(await build_snapshot(tmp_path, passages(5), Dice(), NOW))
    for other in (Dice("dice:2"), Dice(dimensions=8)):
        with pytest.raises(BadInputError, match="cannot be compared"):
            Retriever(snapshot, other)


async def test_two_passages_of_one_id_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInputError, match="two passages are called p1"):
        await build_snapshot(tmp_path, [*passages(3), passages(3)[1]], Dice(), NOW)
    assert list(tmp_path.iterdir()) == []


async def test_what_fails_on_the_way_leaves_nothing(tmp_path: Path) -> None:
    class Broken(Dice):
        async def embed(self, texts: Sequence[str]) -> Vectors:
            raise BadInputError(f"no vectors for {len(texts)}")

    with pytest.raises(BadInputError, match="no vectors"):
        await build_snapshot(tmp_path, passages(3), Broken(), NOW)
    assert list(tmp_path.iterdir()) == []


def _cut(name: str) -> Callable[[Path], None]:
    def cut(folder: Path) -> None:
        path = folder / name
        path.write_bytes(path.read_bytes()[:-9])

    return cut


def _changed(**fields: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / "snapshot.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | fields))

    return change


@pytest.mark.parametrize(("damage", "said"), [
    (_cut("vectors.npy"), "damaged"),
    (_cut("passages.jsonl"), "passages are not whole"),
    (_cut("starts.npy"), "damaged"),
    (_cut("snapshot.json"), "damaged"),
    (_cut("bm25/params.index.json"), "damaged"),
    (_changed(passages=4), "damaged"),
    (_changed(dimensions="many"), "damaged"),
    (_changed(format=2), "format 2, this is 1"),
    (lambda folder: (folder / "moments.npy").unlink(), "moments.npy is missing"),
])  # fmt: skip
async def test_a_damaged_snapshot_says_so(tmp_path: Path, damage: Callable[[Path], None], said: str) -> None:
    folder = await build_snapshot(tmp_path, passages(5), Dice(), NOW)
    damage(folder)
    with pytest.raises(BadInputError, match=said):
        open_snapshot(folder)


async def test_static_words_are_those_of_the_package() -> None:
    texts = ["Termites in the attic", "", "Grüße aus Köln", "🤷", "half \ud83d <pad> <s>", "x " * 50_000]
    found = await StaticWords().embed(texts)
    assert found.dtype == np.float32
    assert np.linalg.norm(found, axis=1) == pytest.approx([1, 0, 1, 1, 1, 1], abs=1e-5)
    package = wordllama.WordLlama.load(cache_dir=Path(wordllama.__file__).parent, disable_download=True)
    assert found[[0, 2]] == pytest.approx(package.embed([texts[0], texts[2]], norm=True), abs=1e-5)
    like, unlike = await StaticWords().embed(["insects under the roof", "an invoice was paid late"])
    assert found[0] @ like > found[0] @ unlike + 0.1
