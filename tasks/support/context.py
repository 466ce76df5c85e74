"""What all questions of an upload share: the rules, what is said without a model, and the knowledge."""

from dataclasses import dataclass
from datetime import UTC, datetime

from agents.retrieval.retriever import Retriever
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.scope import our_names, read_scope
from agents.support.quality import read_criteria
from blocks.settings import Settings
from schemas.support.interaction import Said
from schemas.support.run import QueryRecord
from tasks.support.chain import Rules
from tasks.support.deciding import Wordings, blocked, early, follows, not_known
from tasks.support.desk import embedder, knowledge_room, read_replies
from tasks.support.knowledge import FOLDER, build_knowledge, search_static, views


@dataclass(frozen=True, slots=True)
class SupportContext:
    """See `read_context`."""

    rules: Rules
    wordings: Wordings
    retriever: Retriever
    knowledge: str  # the snapshot's id

    def settle(self, record: QueryRecord) -> None:
        """Put into a record what its question comes to without a model: its passages, or a reply."""
        query = record.query
        earlier = [one.text for one in query.history if one.role == "user"]
        record.question, record.history, record.flagged = query.question, query.history, query.flagged
        record.follows = follows(query.question, earlier)
        record.passages, record.sources = (), ()
        record.early = self._early(record)
        if record.early is None:
            self._look_up(record)

    def _early(self, record: QueryRecord) -> Said | None:
        query = record.query
        if query.blocked is not None:
            return blocked(query.blocked.kind, self.wordings.replies)
        return next(early(query.question, query.guesses, self.wordings, begins=not query.history), None)

    def _look_up(self, record: QueryRecord) -> None:
        intent = record.query.guesses[0].intent
        found = search_static(self.retriever, f"{record.follows} {record.question}".strip(), intent)
        record.topic = self.wordings.intents.named(intent).covers
        record.passages = views(found)
        record.sources = tuple(str(one.passage.about["source"]) for one in found)
        if not found:
            record.early = not_known(self.wordings.replies)


async def read_context(settings: Settings) -> SupportContext:
    """Rules, wordings and knowledge as they stand now. Raises `BadInputError` where a file of them cannot be used."""
    vectors = embedder()
    snapshot = await build_knowledge(FOLDER, knowledge_room(settings), vectors, datetime.now(UTC))
    rules = Rules(names(), read_criteria())
    wordings = Wordings(read_replies(), read_intents(), rules.names.products, our_names(read_scope(), rules.names))
    return SupportContext(rules, wordings, Retriever(snapshot, vectors), snapshot.about.id)
