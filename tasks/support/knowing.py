"""The knowledge folder as its owner looks at it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from agents.retrieval.passage import Found
from agents.retrieval.retriever import Retriever
from agents.retrieval.snapshot import About, Snapshot
from agents.support.guardrails.names import names
from agents.support.guardrails.questions import screen_question
from blocks.settings import read_settings
from tasks.support.asking import asked_in
from tasks.support.desk import embedder, knowledge_room
from tasks.support.knowledge import FOLDER, build_knowledge, search


async def built(folder: Path | None) -> About:
    """Build, and say what there is. Raises `BadInputError` if there is nothing to read."""
    return (await _snapshot(folder)).about


async def found_for(question: str, folder: Path | None) -> list[Found]:
    """What a question would be answered from."""
    return await search(Retriever(await _snapshot(folder), embedder()), question)


async def unanswered(questions: BinaryIO, folder: Path | None) -> list[str]:
    """The questions of a file that find nothing, as they may be shown: blocked ones are left out."""
    retriever = Retriever(await _snapshot(folder), embedder())
    asked = [screen_question(asked_in(line.decode("utf-8", "replace").strip()).question, names()) for line in questions]
    return [one.text for one in asked if one.text and not await search(retriever, one.text)]


async def _snapshot(folder: Path | None) -> Snapshot:
    return await build_knowledge(folder or FOLDER, knowledge_room(read_settings()), embedder(), datetime.now(UTC))
