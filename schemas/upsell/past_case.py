"""A message of the past and what became of it, as a comparable case is made of it."""

from pydantic import AwareDatetime, BaseModel, ConfigDict

from schemas.upsell.catalogue import ItemId
from schemas.upsell.features import Features
from schemas.upsell.outcome import OutcomeKind


class PastCase(BaseModel):
    """Nothing in it says whose it was."""

    model_config = ConfigDict(frozen=True)

    features: Features  # as they were served with the decision
    item: ItemId
    outcome: OutcomeKind
    known_at: AwareDatetime  # when we knew the outcome
