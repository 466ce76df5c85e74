"""Whether a catalogue can be used, and what in it is probably not meant so."""

from collections.abc import Iterator

from pydantic import BaseModel

from agents.core.yaml_file import model_in
from blocks.source import read_file
from schemas.printable import counted, printable
from schemas.upsell.catalogue import Catalogue, Condition, Fact, Item
from tasks.bulk.place import open_place

_NUMBERS: frozenset[Fact] = frozenset(
    (
        "month", "property_age_years", "size_sqft", "visits", "visits_last_year", "days_since_service", "satisfaction",
        "tenure_days",
    )
)  # fmt: skip


class CatalogueCheck(BaseModel):
    """What was found."""

    name: str
    version: str
    items: int
    doubts: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        """In a sentence."""
        doubts = f", {counted(len(self.doubts), 'doubt')}:" if self.doubts else ""
        return printable(f"{self.name} {self.version}: {counted(self.items, 'item')} can be offered{doubts}")


async def check_catalogue(source: str, environment: str) -> CatalogueCheck:
    """Raises `BadInputError` that names the field at fault."""
    place = await open_place(environment)
    file = await read_file(source, place.environment.aws, place.settings.s3_endpoint)
    found = model_in(file.content, file.name, Catalogue)
    doubts = tuple(printable(doubt) for item in found.items for doubt in _doubts(item))
    return CatalogueCheck(name=found.name, version=found.version, items=len(found.items), doubts=doubts)


def _doubts(item: Item) -> Iterator[str]:
    for trigger in item.triggers:
        for condition in trigger.when:
            yield from (f"{item.id}: {doubt}" for doubt in _of_condition(condition))
    if item.price is None:
        yield f"{item.id}: says no price, so no message names one"
    plans = {one.casefold() for one in item.not_with_plans}
    asked = {one.casefold() for t in item.triggers for c in t.when if c.fact == "plan" for one in c.any_of}
    if both := sorted(plans & asked):
        yield f"{item.id}: plan {both[0]} is asked for, and excluded by not_with_plans"


def _of_condition(condition: Condition) -> Iterator[str]:
    bounded = condition.at_least is not None or condition.at_most is not None
    if bounded and condition.fact not in _NUMBERS:
        yield f"{condition.fact} is a word, so at_least and at_most never hold"
    if condition.mentions and condition.fact in _NUMBERS:
        yield f"{condition.fact} is a number, so mentions never hold"
    low, high = condition.at_least, condition.at_most
    if low is not None and high is not None and low > high:
        yield f"{condition.fact}: at_least {low:g} is above at_most {high:g}, so nothing fulfils it"
