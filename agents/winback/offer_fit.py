"""Whether an offer suits a cause by what it says, where the sender has not tagged it with causes."""

from agents.winback.offline.plain_words import plain_words, word_set
from schemas.customer import Category, SubscriptionTier
from schemas.sender import Language, Sender

# None suits a business that closed; of who gave no reason nobody knows what would.
_WORDS: dict[Category, frozenset[str]] = {
    "pricing": word_set("price discount percent off free month months plan pause credit cheaper rate"),
    "features": word_set("feature access beta preview roadmap integration upgrade api"),
    "onboarding": word_set("onboarding training session setup help support workshop migration coaching"),
    "competition": word_set("migration switch match discount free month months import"),
    "business_closure": frozenset(),
    "unclear": frozenset(),
}


def fit(offer: str, category: Category) -> int:
    """How many of a cause's words an offer holds; -1 where it holds only those of other causes."""
    said = set(plain_words(offer))
    found = len(_WORDS[category] & said)
    elsewhere = any(words & said for words in _WORDS.values())
    return found if found or not elsewhere else -1


def suitable_offers(sender: Sender, tier: SubscriptionTier | None, category: Category, language: Language) -> list[str]:
    """The approved offers for a customer; one without causes only where what it says does not speak of others.

    A discount without a tag is not for who left over a missing feature. The sender's own tags are taken at their word.
    """
    plain = set(sender.plain_offers(tier))
    offers = sender.offers_for(tier, category, language)
    return [offer for offer in offers if offer not in plain or fit(offer, category) >= 0]
