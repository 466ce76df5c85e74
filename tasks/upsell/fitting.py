"""Which items of a catalogue are right for a customer, by conditions that are data; the most fitting first."""

import re
from collections.abc import Mapping
from functools import lru_cache

from schemas.upsell.catalogue import Catalogue, Condition, Fact, Item, Trigger
from schemas.upsell.event import Event
from schemas.upsell.message import FittingItem
from tasks.upsell.facts import Known, facts_of, of_last_year

MOST = 5  # items that the agents are given


def fitting(event: Event, catalogue: Catalogue) -> tuple[FittingItem, ...]:
    """The items that fit, the one with the heaviest trigger first; of two that are equal, the one listed first."""
    facts = facts_of(event)
    found = [(held, item) for item in catalogue.items if (held := _held(item, event, facts))]
    found.sort(key=lambda one: -one[0][0].weight)
    return tuple(_offered(item, held) for held, item in found[:MOST])


def _held(item: Item, event: Event, facts: Mapping[Fact, Known]) -> list[Trigger]:
    """The triggers that hold, the heaviest first; none if the item is out of place for this customer now."""
    if item.months and event.occurred_at.month not in item.months:
        return []
    if event.current_plan and any(_mentions(event.current_plan, plan) for plan in item.not_with_plans):
        return []
    done = [visit.type for visit in of_last_year(event)] if item.not_after_services else []
    if any(_mentions(kind, service) for kind in done for service in item.not_after_services):
        return []
    held = [one for one in item.triggers if all(fulfils(facts.get(when.fact), when) for when in one.when)]
    return sorted(held, key=lambda one: -one.weight)


def _offered(item: Item, held: list[Trigger]) -> FittingItem:
    because = tuple(dict.fromkeys(one.because for one in held))
    shown = item.model_dump(include={"id", "name", "billing", "price", "summary", "benefits"})
    return FittingItem(**shown, because=because)


def fulfils(value: Known | None, condition: Condition) -> bool:
    """Whether what is known of a fact meets a condition; what is not known meets none."""
    if value is None:
        return False
    texts = [_folded(one) for one in (value if isinstance(value, tuple) else (str(value),))]
    if condition.any_of and not any(_folded(one) in texts for one in condition.any_of):
        return False
    if any(_folded(one) in texts for one in condition.none_of):
        return False
    if condition.mentions and not any(_mentions(said, word) for said in texts for word in condition.mentions):
        return False
    return _within(value, condition)


def _within(value: Known, condition: Condition) -> bool:
    if condition.at_least is None and condition.at_most is None:
        return True
    if not isinstance(value, int | float):
        return False
    low = condition.at_least is None or value >= condition.at_least
    return low and (condition.at_most is None or value <= condition.at_most)


@lru_cache(maxsize=8_192)
def _folded(text: str) -> str:
    """Without case, and with blanks for what parts words: `One_Time` and `one-time` are one plan."""
    return " ".join(re.sub(r"[\s_\-/]+", " ", text.casefold()).split())


def _mentions(text: str, words: str) -> bool:
    """Whether a text holds these words as whole words."""
    return _pattern(words).search(_folded(text)) is not None


@lru_cache(maxsize=2_048)
def _pattern(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(_folded(words))}(?!\w)")
