"""What comes out of an upload of questions: `replies.json`, one reply a line, in the words of a live reply."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from pydantic_core import from_json, to_json

from agents.support import answering
from blocks.artifacts import ArtifactStore, Writer
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.paid import PaidStep
from schemas.support.escalation import Escalation
from schemas.support.interaction import Citation, Reply, Said
from schemas.support.run import FileTurn, Query, QueryRecord
from tasks.bulk.ledger import Ledger
from tasks.bulk.sinks import JsonArray
from tasks.support.context import SupportContext
from tasks.support.escalations.from_files import HandedOver
from tasks.support.file_chain import said_of
from tasks.support.tables import Turn


def replies_key(keys: Upload) -> str:
    """The replies of an upload."""
    return f"{keys.results}/replies.json"


def reply_lines(record: QueryRecord, context: SupportContext) -> Iterator[dict[str, Any]]:
    """The replies with the questions that they answer, masked, and the lines where those stood."""
    for turn in record.turns:
        yield _line(turn, reply_to(turn, record, context))


def _line(turn: FileTurn, reply: Reply) -> dict[str, Any]:
    return {"line": turn.query.line, "question": turn.query.question} | reply.model_dump(mode="json")


class Replies:
    """The sink of `replies.json`: a reply a line. Whoever is to be handed over is added to `handed`."""

    def __init__(self, writer: Writer, context: SupportContext, handed: list[HandedOver], now: datetime) -> None:
        self._array: JsonArray[QueryRecord] = JsonArray(writer, lambda _: None)
        self._context = context
        self._handed = handed
        self._now = now

    async def add(self, record: QueryRecord) -> None:
        """Take one question, or a conversation."""
        for turn in record.turns:
            reply = reply_to(turn, record, self._context)
            await self._array.put(_line(turn, reply))
            if reply.escalation is not None:
                self._handed.append((Turn(question=turn.question, reply=reply, at=self._now), turn.query.user_id))

    async def end(self) -> None:
        """Close it."""
        await self._array.end()


def reply_to(turn: FileTurn, record: QueryRecord, context: SupportContext) -> Reply:
    """What a live question would be replied; `record` is the conversation that it is a turn of."""
    query, replies = turn.query, context.wordings.replies
    said = said_of(turn, replies)
    if said.outcome == "escalated" and not context.has_records:  # nobody would ever know of it
        said = Said(outcome="fallback", answer=replies.not_handed_over, reason="not_handed_over", attempt=said.attempt)
    likeliest = query.guesses[0] if query.guesses else None
    stopped = (found for attempt in turn.attempts for found in attempt.blocks)
    return Reply(
        session_id=query.session_id or record.interaction_id,
        interaction_id=query.interaction_id,
        outcome=said.outcome,
        answer=said.answer,
        intent=None if likeliest is None else likeliest.intent,
        confidence=None if likeliest is None else round(likeliest.confidence, 3),
        escalation=Escalation(reason=said.reason) if said.outcome == "escalated" else None,
        citations=tuple(Citation(title=turn.passages[at].title, source=turn.sources[at]) for at in said.cited),
        quality=None if said.attempt is None else turn.attempts[said.attempt].score,
        attempts=len(turn.attempts),
        findings=(*query.findings, *dict.fromkeys(stopped)),
        reason=said.reason,
        agent_version=record.versions.get(answering.AGENT.name) if turn.attempts else None,
        cost_usd=_spent_on(turn, record),
        latency_ms={"models": round(1_000 * _model_seconds(turn), 1)},
    )


async def export_again(
    store: ArtifactStore, upload: Status, ledger: Ledger[Query, QueryRecord], context: SupportContext
) -> list[str]:
    """The replies after some questions went; returns their key. Nothing is written where there were none."""
    key = replies_key(Upload.of(upload))
    if not await store.exists(key):
        return []
    records = ledger.all_records(range(upload.batches))
    lines = [to_json(line) async for one in records if one.complete for line in reply_lines(one, context)]
    await store.put(key, b"[\n" + b",\n".join(lines) + b"\n]\n")
    return [key]


async def outcome_counts(store: ArtifactStore, upload_id: str) -> Counter[str]:
    """How many questions came to which outcome."""
    counts: Counter[str] = Counter()
    async for line in store.lines(replies_key(Upload(upload_id, "support"))):
        if line.startswith(b"{"):
            counts[from_json(line.rstrip(b",\n"))["outcome"]] += 1
    return counts


def _spent_on(turn: FileTurn, record: QueryRecord) -> float | None:
    """What the turn has cost: the first one has what was spent on the record and on none of the later ones."""
    later = [_paid_for(one) for one in record.later]
    if turn is not record:
        return _paid_for(turn)
    known = [cost for cost in (record.spent.cost_usd, *later) if cost is not None]
    return None if len(known) < 1 + len(later) else max(0.0, known[0] - sum(known[1:]))


def _paid_for(turn: FileTurn) -> float | None:
    costs = [cost for step in _steps(turn) for cost in (step.cost_usd, step.drafts_usd)]
    return None if None in costs else sum(cost for cost in costs if cost is not None)


def _model_seconds(turn: FileTurn) -> float:
    return sum(step.latency_s for step in _steps(turn))


def _steps(turn: FileTurn) -> Iterator[PaidStep]:
    for attempt in turn.attempts:
        yield attempt.paid
        if attempt.judged is not None:
            yield attempt.judged
