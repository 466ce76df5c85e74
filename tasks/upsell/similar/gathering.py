"""The past cases of an environment: each outcome that was told, with what was known of the customer before."""

from collections.abc import AsyncIterator
from datetime import datetime

from pydantic import ValidationError

from blocks.layout import Upload
from schemas.upsell.decided import Decided, ToldOutcome
from schemas.upsell.features import Features
from schemas.upsell.past_case import PastCase
from schemas.upsell.run import EventRecord
from tasks.bulk.place import Place
from tasks.upsell.decisions import open_decisions
from tasks.upsell.features.reading import FeatureReader, open_features


async def past_cases(place: Place) -> list[PastCase]:
    """Those whose message and whose event are still there, in no order; one that was erased is none."""
    async with open_decisions(place.environment) as decisions:
        outcomes = await decisions.outcomes()
        decided = {one.key: one for one in await decisions.all() if one.key in outcomes}
    reader = await open_features(place)
    return [case async for case in _cases(place, reader, outcomes, decided)]


async def _cases(
    place: Place, reader: FeatureReader, outcomes: dict[str, ToldOutcome], decided: dict[str, Decided]
) -> AsyncIterator[PastCase]:
    for key, told in outcomes.items():
        decision = decided.get(key)
        item = told.item or (decision.item if decision is not None else None)
        if decision is None or decision.decision != "approved" or item is None:
            continue
        features = await _features(place, reader, decision)
        if features is not None:
            yield PastCase(features=features, item=item, outcome=told.kind, known_at=datetime.fromisoformat(told.at))


async def _features(place: Place, reader: FeatureReader, decision: Decided) -> Features | None:
    """As they were served with the decision; of records from before they were, as they would have been."""
    content = await place.store.get(Upload(decision.upload_id, "upsell").customer(decision.key))
    try:
        record = EventRecord.model_validate_json(content or b"")
        return Features.model_validate(record.features or reader.of_event(record.event))
    except ValidationError:
        return None  # another set of features, or none
