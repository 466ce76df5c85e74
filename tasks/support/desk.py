"""Everything that the questions of one process share; opened once, for a terminal, HTTP or a batch."""

import logging
import secrets
from asyncio import Lock, Task, create_task, wait
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from agents.core.agent import problems
from agents.core.kit import PROMPTS
from agents.core.limiter import Quota
from agents.core.service_budget import ServiceBudget
from agents.core.tracing import Tracer, Untraced
from agents.core.yaml_file import read_yaml
from agents.retrieval.embedder import Embedder
from agents.retrieval.retriever import Retriever
from agents.retrieval.static_words import StaticWords
from agents.running.service import Service, open_service
from agents.support.duty import read_duty
from agents.support.guardrails.guard import Guard, open_guard
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.reader import IntentReader, open_intents
from agents.support.intents.scope import read_scope
from agents.support.quality import read_criteria
from agents.support.sentiment import SentimentReader, open_sentiment
from agents.versions.versions import Versions
from blocks.artifacts import ArtifactStore
from blocks.local import resolve_environment
from blocks.records.open_records import open_records
from blocks.registry.schema_upgrade import upgrade_registry
from blocks.settings import Settings, read_settings
from blocks.stores import open_store
from blocks.tracing import open_otlp
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError, MissingTableError, ReviveError
from schemas.support.duty import Duty
from schemas.support.intents import Intents
from schemas.support.interaction import Reply
from schemas.support.replies import Replies
from tasks.caps.opening import open_caps
from tasks.live.service_budget import open_service_budget
from tasks.support.chain import AGENTS, Rules
from tasks.support.conversations import Conversations
from tasks.support.deciding import Wordings
from tasks.support.escalations.opening_team import open_team
from tasks.support.escalations.telling import Team
from tasks.support.knowledge import FOLDER, build_knowledge
from tasks.support.outside import Outside, open_outside
from tasks.support.queueing import WaitingLine
from tasks.support.serving import open_serving
from tasks.support.tables import TABLES

_log = logging.getLogger(__name__)
DEADLINE_S = 8.0  # within which everybody who waits gets a reply
_CONCURRENCY = 64  # calls of models: two hundred people at once are answered within their deadline
REPLIES = PROMPTS / "support" / "replies.yaml"


def new_id() -> str:
    """An id that nobody can guess, because knowing a session's id is enough to continue it."""
    return secrets.token_urlsafe(18)


@dataclass(slots=True)
class Desk:
    """Everything that answering needs."""

    intents: Intents
    reader: IntentReader
    guard: Guard
    rules: Rules
    replies: Replies
    retriever: Retriever
    versions: Versions
    service: Service
    conversations: Conversations | None  # None if the records are away: questions are answered all the same
    duty: Duty
    sentiment: SentimentReader
    team: Team | None  # None as `conversations`
    now: Callable[[], datetime]
    tracer: Tracer
    outside: Outside
    new_id: Callable[[], str] = new_id
    sessions: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))
    under_way: set[Task[Reply]] = field(default_factory=set)  # replies that are finished whoever listens
    line: WaitingLine = field(default_factory=lambda: WaitingLine(DEADLINE_S, _CONCURRENCY))
    _working: set[Task[None]] = field(default_factory=set)

    def later(self, work: Coroutine[Any, Any, None]) -> None:
        """Do something after the reply; it must not raise."""
        task = create_task(work)
        self._working.add(task)
        task.add_done_callback(self._working.discard)

    async def finished(self) -> None:
        """Wait for replies that nobody listens to, and for what is done after replies."""
        while waited := self.under_way | self._working:
            await wait(waited)

    @property
    def wordings(self) -> Wordings:
        """What is said where no model answers."""
        return Wordings(self.replies, self.intents, self.rules.names.products, self.reader.names)


@asynccontextmanager
async def open_desk(environment: str, knowledge: Path | None = None, *, budgeted: bool = False) -> AsyncIterator[Desk]:
    """The desk of an environment, until the block ends. Raises `BadInputError` if what it rests on is not there.

    `budgeted`: the budget of a process that lives on holds, if the settings name one. Then it also raises `StoreError`
    while the records are away, as nobody knows what may be spent.
    """
    settings = read_settings()
    spec = await resolve_environment(environment, settings)
    vectors = embedder()
    snapshot = await build_knowledge(knowledge or FOLDER, knowledge_room(settings), vectors, datetime.now(UTC))
    async with AsyncExitStack() as stack:
        otlp = open_otlp(spec, metered="metrics" in settings.traced) if settings.traced else nullcontext()
        tracer = await stack.enter_async_context(otlp)
        budget = await stack.enter_async_context(_budget(spec, settings)) if budgeted else None
        caps = await stack.enter_async_context(open_caps(spec, _CONCURRENCY, answers_people=True))
        service = open_service(spec, Quota(concurrency=_CONCURRENCY), budget, tracer, caps, tracer)
        desk = Desk(
            intents=read_intents(),
            reader=await open_intents(read_intents(), read_scope(), names(), vectors),
            guard=await open_guard(names(), read_intents(), vectors),
            rules=Rules(names(), read_criteria()),
            replies=read_replies(),
            retriever=Retriever(snapshot, vectors),
            versions=await stack.enter_async_context(open_serving(spec, _store(spec, settings))),
            service=await stack.enter_async_context(service),
            conversations=await _kept_conversations(spec, stack),
            duty=read_duty(),
            sentiment=await open_sentiment(vectors),
            team=await _told_team(spec, settings, stack),
            now=lambda: datetime.now(UTC),
            tracer=tracer or Untraced(),
            outside=await stack.enter_async_context(open_outside(spec, _CONCURRENCY)),
        )
        stack.push_async_callback(desk.finished)
        await _open_models(desk)
        yield desk


@asynccontextmanager
async def _budget(spec: EnvironmentSpec, settings: Settings) -> AsyncIterator[ServiceBudget | None]:
    """The day's budget of this process, None if none is set."""
    if settings.live_budget_usd is None:
        yield None
        return
    async with open_service_budget(spec, settings.live_name, settings.live_budget_usd) as budget:
        yield budget


async def _open_models(desk: Desk) -> None:
    """Open what will be asked, which takes a second: no question's deadline should pay for it."""
    for agent in AGENTS:
        try:
            await desk.service.models.get(desk.versions.choose(agent.name, "").model)
        except ReviveError as error:  # questions get their fallback, and the log says so again
            _log.warning("%s has no model: %s", agent.name, error)


def _store(spec: EnvironmentSpec, settings: Settings) -> ArtifactStore:
    return open_store(spec.artifacts_url, spec.aws, settings.s3_endpoint)


def knowledge_room(settings: Settings) -> Path:
    """Where snapshots of knowledge folders stand; each can be made again at any time."""
    return settings.home / "support" / "knowledge"


def embedder() -> Embedder:
    """What makes the vectors of knowledge and questions."""
    return StaticWords()


def read_replies(file: Path = REPLIES) -> Replies:
    """The replies of a file. Raises `BadInputError` if it is not what it should be."""
    try:
        return Replies.model_validate(read_yaml(file))
    except ValidationError as error:
        raise BadInputError(f"{file}: {problems(error)}") from None


async def _kept_conversations(spec: EnvironmentSpec, stack: AsyncExitStack) -> Conversations | None:
    try:
        return await stack.enter_async_context(open_conversations(spec))
    except ReviveError as error:
        _log.warning("conversations are not kept: %s", error)
        return None


async def _told_team(spec: EnvironmentSpec, settings: Settings, stack: AsyncExitStack) -> Team | None:
    if spec.records_url is None:
        return None
    try:
        return await stack.enter_async_context(open_team(spec, settings))
    except ReviveError as error:
        _log.warning("nobody is told of escalations: %s", error)
        return None


@asynccontextmanager
async def open_conversations(spec: EnvironmentSpec) -> AsyncIterator[Conversations]:
    """The conversations of an environment. Raises `BadInputError` if it has no records, `StoreError` if they fail."""
    if spec.records_url is None:
        raise BadInputError(f"environment {spec.name!r} has no records to keep conversations in: set its records_url")
    async with open_records(spec.records_url, spec.aws, TABLES, upgrade_registry) as records:
        try:
            for table in TABLES:  # an update may have brought some of them
                await records.query(table, "-", limit=1)
        except MissingTableError:
            await records.prepare()
        yield Conversations(records)
