"""Which approved offer suits a cause."""

import re

from agents.winback.offer_fit import fit
from agents.winback.offline.plain_words import READ_LIMIT, clean
from schemas.customer import Category

_OFFER_LENGTH = 300
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{%|\[[A-Za-z _]+\]|%s")


def suitable_offer(offers: list[str], category: Category) -> str:
    """The approved offer that suits the cause best, word for word; none where all of them speak of other causes."""
    usable = [offer for offer in (clean(text, READ_LIMIT) for text in offers) if _is_usable(offer)]
    scored = [(fit(offer, category), offer) for offer in usable]
    if category == "business_closure" or not any(score >= 0 for score, _ in scored):
        return ""
    best = max(scored, key=lambda one: one[0])[1]
    return best + ("" if best[-1] in ".!?" else ".")


def _is_usable(offer: str) -> bool:
    is_text = any(character.isalnum() for character in offer)
    return is_text and len(offer) <= _OFFER_LENGTH and not _PLACEHOLDER.search(offer)
