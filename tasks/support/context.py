"""What all questions of an upload share: the rules, what is said without a model, and the knowledge."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from agents.retrieval.retriever import Retriever
from agents.support.guardrails.names import names
from agents.support.intents.file import read_intents
from agents.support.intents.scope import our_names, read_scope
from agents.support.quality import read_criteria
from schemas.support.interaction import Said
from schemas.support.run import FileTurn, Query, QueryPart, QueryRecord
from tasks.bulk.place import Place
from tasks.support.chain import Rules
from tasks.support.deciding import Wordings, blocked, early, follows, not_known
from tasks.support.desk import embedder, knowledge_room, read_replies
from tasks.support.knowledge import FOLDER, build_knowledge, search_static, views
from tasks.support.several import asked_of, handed_over_for, in_turn, to_look_up, topic_of


@dataclass(frozen=True, slots=True)
class SupportContext:
    """See `read_context`."""

    rules: Rules
    wordings: Wordings
    retriever: Retriever
    knowledge: str  # the snapshot's id
    has_records: bool = True  # without them nobody can be handed over

    def settle(self, record: QueryRecord) -> None:
        """Put into a record what needs no model: the passages of its questions, or a reply."""
        earlier = [one.text for one in record.query.history if one.role == "user"]
        record.history = record.query.history
        self._settle_turn(record, earlier)
        turns: list[FileTurn] = [record]
        for at, query in enumerate(record.query.then):
            # A copy: whoever looks at a copy of the record must not change this one.
            turn = record.later[at].model_copy() if at < len(record.later) else _turn_of(query)
            turn.query = query
            earlier.append(turns[-1].question)
            self._settle_turn(turn, earlier, escalated=any(_is_escalated(one.early) for one in turns))
            turns.append(turn)
        record.later = tuple(turns[1:])

    def _settle_turn(self, turn: FileTurn, earlier: Sequence[str], *, escalated: bool = False) -> None:
        query = turn.query
        turn.question, turn.flagged = query.question, query.flagged
        turn.follows = follows(query.question, earlier)
        turn.passages, turn.sources = (), ()
        turn.early = self._early(query, begins=not any(earlier))
        if escalated and turn.early is not None and _is_escalated(turn.early):
            turn.early = turn.early.model_copy(update={"answer": self.wordings.replies.already_escalated})
        if turn.early is None:
            self._look_up(turn)

    def _early(self, query: Query, *, begins: bool) -> Said | None:
        if query.blocked is not None:
            return blocked(query.blocked.kind, self.wordings.replies)
        if query.parts:
            whole = QueryPart(text=query.question, guesses=query.guesses)
            handed_over = next((said for _, said in handed_over_for((whole, *query.parts), self.wordings)), None)
            if handed_over is not None or to_look_up(query.parts, self.wordings):
                return handed_over
        return next(early(query.question, query.guesses, self.wordings, begins=begins), None)

    def _look_up(self, record: FileTurn) -> None:
        query, intents = record.query, self.wordings.intents
        whole = QueryPart(text=f"{record.follows} {record.question}".strip(), guesses=query.guesses)
        parts = to_look_up(query.parts, self.wordings) or (whole,)
        found = in_turn([search_static(self.retriever, text, intent) for text, intent in asked_of(parts)])
        record.topic = topic_of(parts, intents)
        record.passages = views(found)
        record.sources = tuple(str(one.passage.about["source"]) for one in found)
        if not found:
            record.early = not_known(self.wordings.replies)


def _turn_of(query: Query) -> FileTurn:
    return FileTurn(interaction_id=query.interaction_id, question=query.question, query=query)


def _is_escalated(said: Said | None) -> bool:
    return said is not None and said.outcome == "escalated"


async def read_context(place: Place) -> SupportContext:
    """Rules, wordings and knowledge as they stand now. Raises `BadInputError` if a file of them cannot be used."""
    vectors = embedder()
    snapshot = await build_knowledge(FOLDER, knowledge_room(place.settings), vectors, datetime.now(UTC))
    rules = Rules(names(), read_criteria())
    wordings = Wordings(read_replies(), read_intents(), rules.names.products, our_names(read_scope(), rules.names))
    has_records = place.environment.records_url is not None
    return SupportContext(rules, wordings, Retriever(snapshot, vectors), snapshot.about.id, has_records)
