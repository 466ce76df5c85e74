"""A person's review of badly rated answers: into a file of golden cases, or not."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from agents.core.agent import problems
from agents.retrieval.retriever import Retriever
from agents.support.intents.file import read_intents
from blocks.local import resolve_environment
from blocks.records.interface import Records
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.settings import read_settings
from schemas.errors import BadInputError, MissingTableError
from schemas.support.answer import PassageView
from tasks.support.desk import embedder, knowledge_room
from tasks.support.knowledge import FOLDER, build_knowledge, search, views
from tasks.support.learning.candidates import Candidate, CandidateState, candidate, candidates, decide
from tasks.support.learning.case_file import Expected, add_case
from tasks.support.tables import TABLES
from tasks.support.trails import Trails


async def to_review(environment: str, state: CandidateState) -> list[Candidate]:
    """Those in a state, oldest first."""
    async with _records(environment) as records:
        try:
            return await candidates(records, state)
        except MissingTableError:
            return []


async def with_passages(candidate_id: str, environment: str) -> tuple[Candidate, tuple[PassageView, ...]]:
    """A candidate, and the passages that its case will hold."""
    async with _records(environment) as records:
        one = await candidate(records, candidate_id)
        return one, await _passages(records, one)


async def take_in(
    candidate_id: str, environment: str, path: Path, expected: Mapping[str, object], by: str, why: str
) -> tuple[Candidate, str]:
    """Write its case and say who took it in. Raises `BadInputError` if somebody decided before."""
    try:
        said = Expected.model_validate(expected)
    except ValidationError as error:
        raise BadInputError(problems(error)) from None
    async with _records(environment) as records:
        one = await candidate(records, candidate_id)
        if one.state != "new":
            raise BadInputError(f"it was {one.state} by {one.reviewed_by} already")
        found = await _passages(records, one)
        case_id = add_case(path, one, found, _topic(one), said, why or _why(one))
        # After the file: whoever is killed in between finds the candidate again, and its case stays as it is.
        return await decide(records, candidate_id, "taken", by, datetime.now(UTC), case_id), case_id


async def reject(candidate_id: str, environment: str, by: str, reason: str) -> Candidate:
    """It is no golden case."""
    if not reason.strip():
        raise BadInputError("say why with --reason")
    async with _records(environment) as records:
        return await decide(records, candidate_id, "rejected", by, datetime.now(UTC), reason.strip()[:500])


async def _passages(records: Records, one: Candidate) -> tuple[PassageView, ...]:
    """What it was answered from; where that is not kept, what its question finds in today's knowledge."""
    kept = await Trails(records).find(one.candidate_id)
    if kept is not None and kept[0].record is not None:
        return kept[0].record.passages
    vectors = embedder()
    snapshot = await build_knowledge(FOLDER, knowledge_room(read_settings()), vectors, datetime.now(UTC))
    return views(await search(Retriever(snapshot, vectors), f"{one.follows} {one.question}".strip(), one.intent or ""))


def _topic(one: Candidate) -> str:
    return next((intent.covers for intent in read_intents().intents if intent.name == one.intent), "")


def _why(one: Candidate) -> str:
    rated = "rated badly" if one.rating is None else f"rated {one.rating} of 5"
    said = f': "{one.comment[:200]}"' if one.comment else ""
    return f"The answer of {one.agent_version} was {rated}{said}"


@asynccontextmanager
async def _records(environment: str) -> AsyncIterator[Records]:
    spec = await resolve_environment(environment, read_settings())
    if spec.records_url is None:
        raise BadInputError(f"environment {spec.name!r} has no records: set its records_url")
    async with open_records(spec.records_url, spec.aws, TABLES, upgrade_registry) as records:
        yield records
