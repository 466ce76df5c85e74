"""What comes out of an upload of questions: `replies.json`, one reply a line, in the words of a live reply."""

from collections import Counter
from typing import Any

from pydantic_core import from_json, to_json

from agents.support import answering
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from schemas.bulk import Status
from schemas.support.escalation import Escalation
from schemas.support.interaction import Citation, Reply, Said
from schemas.support.run import Query, QueryRecord
from tasks.bulk.ledger import Ledger
from tasks.support.context import SupportContext
from tasks.support.deciding import answered


def replies_key(keys: Upload) -> str:
    """The replies of an upload."""
    return f"{keys.results}/replies.json"


def reply_line(record: QueryRecord, context: SupportContext) -> dict[str, Any]:
    """The reply with the question that it answers, masked, and the line where that stood."""
    reply = reply_to(record, context).model_dump(mode="json")
    return {"line": record.query.line, "question": record.query.question} | reply


def reply_to(record: QueryRecord, context: SupportContext) -> Reply:
    """What a live question would be replied."""
    query, said = record.query, record.early or answered(record, context.wordings.replies)
    if said is None:  # a guardrail stopped every attempt
        said = Said(outcome="fallback", answer=context.wordings.replies.failed, reason="guardrails")
    likeliest = query.guesses[0] if query.guesses else None
    stopped = (found for attempt in record.attempts for found in attempt.blocks)
    return Reply(
        session_id=query.session_id or query.interaction_id,
        interaction_id=query.interaction_id,
        outcome=said.outcome,
        answer=said.answer,
        intent=None if likeliest is None else likeliest.intent,
        confidence=None if likeliest is None else round(likeliest.confidence, 3),
        escalation=Escalation(reason=said.reason) if said.outcome == "escalated" else None,
        citations=tuple(Citation(title=record.passages[at].title, source=record.sources[at]) for at in said.cited),
        quality=None if said.attempt is None else record.attempts[said.attempt].score,
        attempts=len(record.attempts),
        findings=(*query.findings, *dict.fromkeys(stopped)),
        reason=said.reason,
        agent_version=record.versions.get(answering.AGENT.name) if record.attempts else None,
        cost_usd=record.spent.cost_usd,
        latency_ms={"models": round(1_000 * _model_seconds(record), 1)},
    )


async def export_again(
    store: ArtifactStore, upload: Status, ledger: Ledger[Query, QueryRecord], context: SupportContext
) -> list[str]:
    """The replies after some questions went; returns their key. Nothing is written where there were none."""
    key = replies_key(Upload.of(upload))
    if not await store.exists(key):
        return []
    records = ledger.all_records(range(upload.batches))
    lines = [to_json(reply_line(one, context)) async for one in records if one.complete]
    await store.put(key, b"[\n" + b",\n".join(lines) + b"\n]\n")
    return [key]


async def outcome_counts(store: ArtifactStore, upload_id: str) -> Counter[str]:
    """How many questions came to which outcome."""
    counts: Counter[str] = Counter()
    async for line in store.lines(replies_key(Upload(upload_id, "support"))):
        if line.startswith(b"{"):
            counts[from_json(line.rstrip(b",\n"))["outcome"]] += 1
    return counts


def _model_seconds(record: QueryRecord) -> float:
    judged = (attempt.judged.latency_s for attempt in record.attempts if attempt.judged is not None)
    return sum(judged, sum(attempt.paid.latency_s for attempt in record.attempts))
