"""What in a message is not true or not allowed, in words that a model can act on."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from agents.upsell import asking, item_rules, manners, truth
from agents.upsell.written import Asked, Given, Written
from schemas.upsell.brand import Voicing
from schemas.upsell.message import Criterion, CustomerFacts, FittingItem, UpsellMessage

_SHOWN = 6
Rule = Callable[[Given, Written], Iterable[str]]
# In the order in which they help: without its item, nothing else of a message can be right.
_RULES: tuple[tuple[Criterion, Rule], ...] = (
    ("service_validity", item_rules.one_item),
    ("service_validity", item_rules.benefits),
    ("service_validity", item_rules.prices),
    ("service_validity", item_rules.rhythm),
    ("service_validity", item_rules.inclusions),
    ("appropriateness", manners.length),
    ("appropriateness", manners.greeting),
    ("appropriateness", manners.names),
    ("brand", asking.one_soft_ask),
    ("brand", manners.avoided),
    ("appropriateness", truth.claims),
    ("service_validity", truth.numbers),
    ("service_validity", truth.offers),
    ("service_validity", truth.statements),
    ("appropriateness", truth.household),
    ("brand", truth.links),
    ("brand", manners.residue_left),
    ("brand", manners.prose),
)


def violations(asked: Asked, message: UpsellMessage) -> list[str]:
    """What breaks a rule; empty if all is well."""
    return [said for _, said in faults(asked, message)][:_SHOWN]


def faults(asked: Asked, message: UpsellMessage) -> list[tuple[Criterion, str]]:
    """The same with the criterion of the judge that each concerns, all of them."""
    return list(_faults(_Question(asked.customer, asked.items, asked.brand), message))


class _Question(NamedTuple):
    customer: CustomerFacts
    items: tuple[FittingItem, ...]
    brand: Voicing


# The writer without a model, the check of its answer and the judge without a model ask the same three times.
@lru_cache(maxsize=64)
def _faults(asked: _Question, message: UpsellMessage) -> tuple[tuple[Criterion, str], ...]:
    item = next((one for one in asked.items if one.id == message.item), None)
    if item is None:
        known = ", ".join(one.id for one in asked.items)
        return (("service_validity", f"item: {message.item} is none of the items that were given: {known}"),)
    return tuple(dict.fromkeys(_broken(Given(asked, item), message)))


def _broken(given: Given, message: UpsellMessage) -> Iterator[tuple[Criterion, str]]:
    written = Written(given, message)
    for criterion, rule in _RULES:
        yield from ((criterion, problem) for problem in rule(given, written))
