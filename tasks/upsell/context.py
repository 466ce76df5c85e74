"""What all events of an upload share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from pydantic_core import from_json

from blocks.layout import Upload
from schemas.bulk import Status
from schemas.upsell.brand import Brand
from schemas.upsell.catalogue import Catalogue
from schemas.upsell.decided import Decided, ToldOutcome
from schemas.upsell.message import CustomerFacts, FittingItem
from schemas.upsell.run import UpsellParams
from tasks.bulk.place import Place
from tasks.outreach.permission import restrictions_of
from tasks.upsell.decisions import open_decisions
from tasks.upsell.eligibility import Known
from tasks.upsell.facts import customer_facts
from tasks.upsell.features.reading import FeatureReader, open_features
from tasks.upsell.files_beside import default, read_kept_model
from tasks.upsell.fitting import fitting
from tasks.upsell.language import OFFLINE
from tasks.upsell.objection_table import read_objections
from tasks.upsell.once import Once
from tasks.upsell.similar.finding import SimilarCases, open_cases


@dataclass(frozen=True, slots=True)
class UpsellContext:
    """What may be offered to whom, as whom, and what is known of these events already."""

    known: Known
    brand: Brand
    earlier: Mapping[str, Decided] = field(default_factory=dict)  # by event: another upload's decision
    outcomes: Mapping[str, ToldOutcome] = field(default_factory=dict)  # by event: what became of its message
    reader: FeatureReader = field(default_factory=lambda: FeatureReader(None))  # what is known of customers
    cases: SimilarCases = field(default_factory=SimilarCases)  # what became of messages to others
    fits: Once[tuple[FittingItem, ...]] = field(init=False)  # what of the catalogue fits an event
    facts: Once[CustomerFacts] = field(init=False)  # what the agents see of its customer

    def __post_init__(self) -> None:
        """A frozen class sets what it derives from its fields in this way."""
        catalogue = self.known.catalogue
        object.__setattr__(self, "fits", Once(lambda event: fitting(event, catalogue)))
        object.__setattr__(self, "facts", Once(customer_facts))


async def read_context(place: Place, params: UpsellParams, upload: Status) -> UpsellContext:
    """As the upload keeps it, with the lists, contacts and decisions of now."""
    store, now = place.store, datetime.now(UTC)
    catalogue = await read_kept_model(store, upload, Catalogue) or await default(store, Catalogue)
    brand = await read_kept_model(store, upload, Brand) or await default(store, Brand)
    restrictions = await restrictions_of(place, upload, now)
    as_of = params.as_of or await read_as_of(place, upload) or now
    others = from_json(await store.get(Upload.of(upload).earlier) or b"[]")
    async with open_decisions(place.environment) as decisions:
        earlier, outcomes = await decisions.get(others), await decisions.outcomes(upload.upload_id)
    # What only rules wrote never stands in the way of a model.
    trials_count = place.environment.model == OFFLINE
    earlier = {
        key: one
        for key, one in earlier.items()
        if one.upload_id != upload.upload_id and (trials_count or not one.trial)
    }
    known = Known(catalogue, as_of, restrictions, await read_objections(place, now))
    return UpsellContext(known, brand, earlier, outcomes, await open_features(place), await open_cases(place))


async def read_as_of(place: Place, upload: Status) -> datetime | None:
    """The moment that the upload's file says it is to be judged as of."""
    said = from_json(await place.store.get(Upload.of(upload).as_of) or b"{}")
    return datetime.fromisoformat(said["as_of"]) if said else None
