"""Support as the machinery sees it: questions in, and a reply for each, by the chain that live questions walk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from markupsafe import Markup

from agents.core.step import Resolved, Step
from agents.support import answering, quality, summarising
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Estimate, Status
from schemas.case import Case
from schemas.paid import PaidStep
from schemas.support.case import AnswerCase, VerdictCase
from schemas.support.run import Query, QueryRecord, SupportParams
from tasks.bulk.ledger import Ledger
from tasks.bulk.observe import Observer
from tasks.bulk.place import Place
from tasks.bulk.results_page import show_page
from tasks.bulk.run import Run
from tasks.bulk.sinks import write_records
from tasks.bulk.system import Rows
from tasks.support.chain import best
from tasks.support.context import SupportContext, read_context
from tasks.support.escalations.from_files import HandedOver, open_handed_over
from tasks.support.estimate import estimate_questions
from tasks.support.export import Replies, export_again, outcome_counts, replies_key
from tasks.support.file_chain import next_file_step
from tasks.support.intake import take_in_questions
from tasks.support.past import past_case, show_answer, show_case


@dataclass(slots=True)
class NoDuplicates:
    """Questions of one person are all answered: none repeats another."""

    found: dict[str, str] = field(default_factory=dict)

    def add(self, subject: Mapping[str, Any]) -> None:
        """Take one."""
        _ = subject


class Support:
    """The system support (seeds: customer support, chat). See `tasks.bulk.system` for what each function promises."""

    name = "support"
    agents = (answering.AGENT, quality.AGENT, summarising.AGENT)  # the last one only in conversations
    params = SupportParams
    filters = "--sample"
    id_field = "interaction_id"
    address_field = "user_id"
    gated = False

    def owns(self, upload: Status) -> bool:
        """Its uploads say so."""
        return upload.system == self.name

    def read_subject(self, line: bytes) -> Query:
        """A question as it was taken in."""
        return Query.model_validate_json(line)

    def read_record(self, content: bytes) -> QueryRecord:
        """The ledger's entry of a question."""
        return QueryRecord.model_validate_json(content)

    async def subjects(self, place: Place, params: SupportParams) -> Status:
        """The questions of a file, masked before they are stored."""
        return await take_in_questions(place, params)

    async def estimate(self, place: Place, params: SupportParams) -> Estimate:
        """Of the file as it would be read."""
        return await estimate_questions(self, place, params)

    def subject_id(self, query: Query) -> str:
        """The question's id."""
        return query.interaction_id

    def customer_of(self, record: QueryRecord) -> str | None:
        """Who asks, as far as the file says it."""
        return record.query.user_id or None

    def replace_subject(self, record: QueryRecord, query: Query) -> None:
        """What was asked comes from the upload."""
        record.query = query  # what follows in its session comes with it, when the record is settled

    async def context(self, place: Place, params: SupportParams, upload: Status) -> SupportContext:  # noqa: ARG002 -- as the protocol has it
        """Rules, wordings and knowledge as they stand now: a run over an old upload answers from today's pages."""
        return await read_context(place)

    def wants(self, query: Mapping[str, Any], params: SupportParams) -> bool:  # noqa: ARG002 -- same
        """Every question gets a reply."""
        return True

    def same_as(self) -> NoDuplicates:
        """Nobody's question stands for another one."""
        return NoDuplicates()

    def knowing(self, context: SupportContext, same_as: Mapping[str, str]) -> SupportContext:  # noqa: ARG002 -- same
        """Nothing is held because of another question."""
        return context

    def begin(self, query: Query, context: SupportContext) -> QueryRecord:
        """A record with its passages, or with the reply that needs no model."""
        record = QueryRecord(interaction_id=query.interaction_id, question=query.question, query=query)
        context.settle(record)
        return record

    def settle(self, record: QueryRecord, context: SupportContext) -> bool:
        """Passages and early replies as the knowledge and the rules have them now."""
        before = _settled(record)
        context.settle(record)
        return _settled(record) != before

    def next_step(self, record: QueryRecord, context: SupportContext, versions: Resolved) -> Step[QueryRecord] | None:
        """The chain of live questions; nothing where no model has to be asked."""
        return next_file_step(record, context.rules, context.wordings.replies, versions)

    def steps(self, record: QueryRecord) -> Iterator[tuple[str, PaidStep]]:
        """Every answer and every verdict."""
        for attempt in (attempt for turn in record.turns for attempt in turn.attempts):
            yield answering.AGENT.name, attempt.paid
            if attempt.judged is not None:
                yield quality.AGENT.name, attempt.judged

    def quality(self, record: QueryRecord, agent: str, context: SupportContext | None) -> float | None:  # noqa: ARG002 -- same
        """Of answers: their points, on average. Nobody says how good a verdict was."""
        shown = [turn.attempts[at] for turn in record.turns if (at := best(turn)) is not None]
        scores = [attempt.score for attempt in shown if attempt.score is not None]
        return sum(scores) / len(scores) / 100 if agent == answering.AGENT.name and scores else None

    def rests_on(self, context: SupportContext) -> Iterator[str]:
        """What decides, beside the versions, what is asked and replied."""
        yield context.knowledge
        yield context.rules.criteria.model_dump_json()
        yield context.rules.names.model_dump_json()
        yield context.wordings.intents.model_dump_json()
        yield context.wordings.names.pattern
        yield repr(context.wordings.replies.model_dump(mode="json", exclude={"greetings"}))
        yield from sorted(context.wordings.replies.greetings)

    def artifacts(self, keys: Upload) -> dict[str, str]:
        """What an upload of questions comes to."""
        return {"replies": replies_key(keys), "rejects": keys.rejects}

    def load(self) -> None:
        """Nothing heavy."""

    async def export(self, run: Run, observer: Observer, now: datetime) -> None:
        """The replies, and whom they hand over."""
        handed: list[HandedOver] = []
        sinks = {replies_key(run.keys): lambda writer: Replies(writer, run.context, handed, now)}
        await write_records(run, observer, sinks)
        await open_handed_over(run.place, handed)

    async def figures(self, store: ArtifactStore, upload_id: str) -> tuple[Rows, ...]:
        """Questions by outcome."""
        return ([(outcome, str(count)) for outcome, count in (await outcome_counts(store, upload_id)).most_common()],)

    async def present(self, run: Run) -> None:
        """The counts, and where everything is."""
        counts = await outcome_counts(run.store, run.status.upload_id)
        await show_page(run, [(outcome, str(count)) for outcome, count in counts.most_common()])

    def by_subject(self, keys: Upload) -> tuple[str, ...]:  # noqa: ARG002 -- same
        """Nothing is kept by the ids of questions."""
        return ()

    async def forget(
        self,
        place: Place,
        upload: Status,
        ledger: Ledger[Query, QueryRecord],
        now: datetime,  # noqa: ARG002 -- same
    ) -> list[str]:
        """The replies again, without those of who went."""
        return await export_again(place.store, upload, ledger, await read_context(place))

    def case_of(self, record: QueryRecord, agent: str, context: SupportContext) -> AnswerCase | VerdictCase | None:  # noqa: ARG002 -- same
        """A past question, masked as it was taken in."""
        return past_case(record, agent)

    def show_case(self, case: Case) -> Markup:
        """The question and its passages."""
        return show_case(case)

    def show_answer(self, agent: str, output: Any) -> Markup:
        """An answer or a verdict."""
        return show_answer(agent, output)


def _settled(record: QueryRecord) -> list[object]:
    return [(turn.question, turn.passages, turn.sources, turn.early) for turn in record.turns]


SUPPORT = Support()
