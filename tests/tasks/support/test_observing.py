"""Live answers count for the versions that gave them."""

import json
from datetime import UTC, datetime

from fakes.bedrock import FakeBedrock

from blocks.registry.open_registry import open_registry
from schemas.support.interaction import Asked
from tasks.bulk.place import open_place
from tasks.support.answering import reply_to
from tasks.support.desk import Desk
from tasks.support.observing import observe_live

NAMES = ("completeness", "structure", "accuracy", "tone", "groundedness")


async def test_each_session_counts_once_a_day_with_its_quality_and_cost(fake: FakeBedrock, desk: Desk) -> None:
    fake.faults.answer_by_tool = {
        "SupportAnswer": '{"action": "answer", "text": "Take the first step, then the next.", "citations": ["p1"]}',
        "QualityVerdict": json.dumps({"points": [{"criterion": name, "points": 80} for name in NAMES]}),
    }
    for session in ("a", "b"):
        for question in ("How do I enlarge an EBS volume?", "How do I resize an instance of mine?"):
            await reply_to(Asked(question=question, session_id=session), desk)
    await reply_to(Asked(question="hello"), desk)
    place, now = await open_place("local"), datetime.now(UTC)
    for _ in range(2):
        assert (await observe_live(place, now))[now.date().isoformat()] == 2
    async with open_registry(place.environment) as registry:
        (observed,) = await registry.observations("support-answer", "1.0.0")
        (judged,) = await registry.observations("support-quality", "1.0.0")
    assert (observed.customers, round(observed.quality_sum, 2), observed.errors) == (2, 1.6, 0)
    assert observed.cost_usd_sum > 0
    assert (judged.customers, judged.quality_n) == (2, 0)
