"""The knowledge folder: read, made into a snapshot, searched."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from agents.core.kit import PROMPTS
from agents.retrieval.building import build_snapshot
from agents.retrieval.embedder import Embedder
from agents.retrieval.passage import Found, Passage, Query
from agents.retrieval.retriever import Retriever
from agents.retrieval.snapshot import Snapshot, open_snapshot
from agents.retrieval.static_words import static_vectors
from agents.support.passages import passages_of, said_in
from schemas.errors import BadInputError, shown
from schemas.support.answer import PassageView
from schemas.support.interaction import Citation

FOLDER = PROMPTS / "support" / "knowledge"
_KINDS = (".md", ".markdown", ".html", ".htm")
_LARGEST, _MOST_FILES = 2 << 20, 20_000
MOST_PASSAGES = 5
_OF_INTENT = 0.003  # about as much as ten places in one of the two rankings
_LEAST_COSINE, _LEAST_BM25 = 0.25, 1.0  # below both, a passage only happens to be the nearest


async def build_knowledge(folder: Path, room: Path, embedder: Embedder, now: datetime) -> Snapshot:
    """The snapshot of a folder, made if it is not there yet. Raises `BadInputError` if there is nothing to read."""
    passages = [passage for path in _pages(folder) for passage in passages_of(_name(path, folder), _text(path))]
    if not passages:
        raise BadInputError(f"{shown(str(folder))} holds no Markdown or HTML to answer from")
    return open_snapshot(await build_snapshot(room, passages, embedder, now))


async def search(retriever: Retriever, question: str, intent: str = "") -> list[Found]:
    """Passages that have to do with a question, best first; pages in a folder of the intent's name come earlier."""
    return _near(await retriever.search(_query(question)), intent)


def search_static(retriever: Retriever, question: str, intent: str = "") -> list[Found]:
    """The same over a snapshot of static vectors, without waiting for anything."""
    return _near(retriever.found([_query(question)], static_vectors([question]))[0], intent)


def _query(question: str) -> Query:
    return Query(text=question, most=2 * MOST_PASSAGES)


def _near(found: list[Found], intent: str) -> list[Found]:
    near = [one for one in found if one.cosine >= _LEAST_COSINE or one.bm25 >= _LEAST_BM25]
    near.sort(key=lambda one: -one.score - _OF_INTENT * str(one.passage.about["source"]).startswith(f"{intent}/"))
    return near[:MOST_PASSAGES]


def pages_in(retriever: Retriever) -> dict[str, int]:
    """How many passages each page has, by its name."""
    sources = (str(passage.about["source"]) for passage in retriever.snapshot.all())
    return dict(sorted(Counter(sources).items()))


def views(found: list[Found]) -> tuple[PassageView, ...]:
    """Passages as an agent sees them."""
    return tuple(
        PassageView(id=f"p{at}", title=str(one.passage.about["title"]), text=said_in(one.passage))
        for at, one in enumerate(found, start=1)
    )


def citation(passage: Passage) -> Citation:
    """A passage as a customer is told of it."""
    return Citation(title=str(passage.about["title"]), source=str(passage.about["source"]))


def _pages(folder: Path) -> Iterator[Path]:
    if not folder.is_dir():
        raise BadInputError(f"{shown(str(folder))} is not a folder")
    found = sorted(path for path in folder.rglob("*") if path.suffix.lower() in _KINDS and path.is_file())
    if len(found) > _MOST_FILES:
        raise BadInputError(f"{shown(str(folder))} holds more than {_MOST_FILES} pages")
    yield from found


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise BadInputError(f"{shown(str(path))} cannot be read: {error.strerror}") from None
    if len(content) > _LARGEST:
        raise BadInputError(f"{shown(str(path))} is larger than {_LARGEST >> 20} MB; split it")
    return content.decode("utf-8-sig", "replace")
