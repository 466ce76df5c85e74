"""Cases of upsell's agents: a customer and what fits them, and what must hold of the message or of the verdict."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator, Field

from schemas.case import Case, Expectation, Given, Phrase
from schemas.judge import Points
from schemas.upsell.brand import Voicing
from schemas.upsell.catalogue import ItemId
from schemas.upsell.message import Criterion, Critique, CustomerFacts, FittingItem, SimilarCase, UpsellMessage

_KNOWN = "known_items"


class UpsellGiven(Given):
    """What the agents are given, with nothing by which somebody could be recognised.

    In a file, `known_items` of the defaults has items by their ids, and `items` names them, or changes some fields.
    """

    merged: ClassVar[tuple[str, ...]] = ("customer", "message")

    subject: str  # whose case it is: the event's id, or the case's own
    customer: CustomerFacts
    items: Annotated[tuple[FittingItem, ...], Field(min_length=1, max_length=5)]
    brand: Voicing
    similar: tuple[SimilarCase, ...] = ()
    critique: Critique | None = Field(default=None, description="The draft before, for a message that is written anew.")
    message: UpsellMessage | None = Field(default=None, description="The message that the judge is asked about.")

    @property
    def subject_id(self) -> str:
        """The event's id."""
        return self.subject

    @classmethod
    def completed(cls, given: dict[str, Any], case_id: str) -> dict[str, Any]:
        """Items by their ids, and a subject called as its case is."""
        known, items = given.get(_KNOWN), given.get("items")
        whole = {"subject": case_id, **{name: value for name, value in given.items() if name != _KNOWN}}
        if isinstance(known, dict) and isinstance(items, list):
            whole["items"] = [_over(known, one) for one in items]
        return whole


def _over(known: dict[str, Any], item: object) -> object:
    """An item laid over the known one of its id."""
    said = {"id": item} if isinstance(item, str) else item
    below = known.get(str(said.get("id"))) if isinstance(said, dict) else None
    return {**below, **said} if isinstance(said, dict) and isinstance(below, dict) else said


def _several(value: object) -> object:
    return [value] if isinstance(value, str) else value


class UpsellExpectation(Expectation):
    """What has to be true of a message or of a verdict; one class for both, because stored cases hold all of it.

    Phrases are matched as whole words, ignoring case; `a|b` is either one, `ap*` any word that begins like this.
    """

    item: Annotated[tuple[ItemId, ...], BeforeValidator(_several)] = Field(
        default=(), description="The items that may be chosen."
    )
    must_mention: tuple[Phrase, ...] = ()  # each phrase has to occur in the message
    must_not_mention: tuple[Phrase, ...] = ()  # none of them may
    max_words: int | None = Field(default=None, gt=0, description="Maximum number of words of the body.")
    approved: bool | None = Field(default=None, description="A person's label: whether the message may be sent.")
    points: Points | None = Field(default=None, description="The points that this person gave.")
    low: tuple[Criterion, ...] = Field(default=(), description="Criteria that are below the bound.")


class UpsellCase(Case):
    """A case of upsell-message or upsell-judge."""

    given: UpsellGiven
    expect: UpsellExpectation = UpsellExpectation()
