"""Three emails to a customer that left, put together from fixed texts."""

import re

from agents.models.offline.text import READ_LIMIT, clean, plain_words, word_set
from agents.models.offline.wording import (
    ANY_TIER,
    COPY,
    OFFER_WORDS,
    TIER_TONES,
    TIERS,
    TONE_WORDS,
    TONES,
    CategoryCopy,
    Tone,
    ToneCopy,
)
from schemas.campaign import Campaign, CampaignInput, Email
from schemas.churn_analysis import Category

_SUBJECT_LENGTH, _NAME_LENGTH, _OFFER_LENGTH = 60, 40, 300
_UNSURE_BELOW = 60
# A name in an email must not look like a placeholder, markup or a link.
_MARKUP = re.compile(r"[{}\[\]<>`|\\^]|%(\(\w*\))?[sdrf]\b")
_LINK = re.compile(r"://|www\.", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{%|\[[A-Za-z _]+\]|%s")
_TONE_OF = {word: tone for tone, words in TONE_WORDS.items() for word in word_set(words)}
_DENIALS = word_set("not never no avoid without less dont")
_CAUSES: dict[Category, str] = {
    "pricing": "over the price",
    "features": "over something missing in the product",
    "onboarding": "because getting started was too hard",
    "competition": "for an alternative",
    "business_closure": "because the company or the project ended",
    "unclear": "without a clear reason",
}


def write(inputs: CampaignInput) -> Campaign:
    """Email 1 acknowledges and asks, 2 proposes, 3 closes without pressure. No offer but one that is approved."""
    tone = _tone(inputs.guidance, inputs.customer.subscription_tier)
    offer = _offer(inputs.offers, inputs.analysis.category)
    return Campaign(emails=_emails(inputs, tone, offer), summary=_summary(inputs, tone, offer))


def _emails(inputs: CampaignInput, tone: Tone, offer: str) -> list[Email]:
    copy = COPY[inputs.analysis.category]
    tier = TIERS.get(inputs.customer.subscription_tier or "", ANY_TIER)
    manner = TONES[tone]
    name = display_name(inputs.customer.company_name)
    bodies = (
        (f"{tier.thanks} {_acknowledgement(copy, manner, inputs.analysis.confidence)}", copy.question),
        (manner.again, copy.proposal, offer, tier.route),
        (copy.close, manner.last),
    )
    greeting = f"{manner.greeting} {name} team," if name else f"{manner.greeting} team,"
    asks = (copy.asks[0], tier.ask, copy.asks[1])
    subjects = (_subject(name, copy.subjects[0]), *copy.subjects[1:])
    return [
        Email(number=number, subject=subject, body=_body(greeting, *paragraphs, manner.close), cta=ask)
        for number, (subject, paragraphs, ask) in enumerate(zip(subjects, bodies, asks, strict=True), start=1)
    ]


def _acknowledgement(copy: CategoryCopy, manner: ToneCopy, confidence: int) -> str:
    if not copy.stated:
        return copy.regret
    opening = manner.unsure if confidence < _UNSURE_BELOW else manner.stated
    return f"{opening} {copy.stated}. {copy.regret}"


def _body(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def display_name(company_name: str | None) -> str:
    """The name as it can stand in a greeting, or nothing where it is no name."""
    raw = clean(company_name or "", _NAME_LENGTH * 4)
    name = clean(_MARKUP.sub(" ", raw), _NAME_LENGTH)
    is_name = any(character.isalnum() for character in name) and not _LINK.search(raw)
    return name if is_name else ""


def _subject(name: str, text: str) -> str:
    room = _SUBJECT_LENGTH - len(text) - 2
    return clean(name, room) + ": " + text if name else text


def _tone(guidance: str, tier: str | None) -> Tone:
    """The first tone that the guidance asks for, else the one that suits the tier."""
    words = plain_words(guidance)
    asked = (
        _TONE_OF[word]
        for at, word in enumerate(words)
        if word in _TONE_OF and _DENIALS.isdisjoint(words[max(0, at - 2) : at])
    )
    return next(asked, TIER_TONES.get(tier or "", "plain"))


def _offer(offers: list[str], category: Category) -> str:
    """The approved offer that suits the cause best, word for word; a cut offer would be another offer."""
    usable = [offer for offer in (clean(text, READ_LIMIT) for text in offers) if _is_usable(offer)]
    if not usable or category == "business_closure":
        return ""
    wanted = word_set(OFFER_WORDS[category])
    best = max(usable, key=lambda offer: len(wanted.intersection(plain_words(offer))))
    return "What we can offer you: " + best + ("" if best[-1] in ".!?" else ".")


def _is_usable(offer: str) -> bool:
    is_text = any(character.isalnum() for character in offer)
    return is_text and len(offer) <= _OFFER_LENGTH and not _PLACEHOLDER.search(offer)


def _summary(inputs: CampaignInput, tone: Tone, offer: str) -> str:
    tier = inputs.customer.subscription_tier
    customer = f"{tier} customer" if tier in TIERS else "customer"
    with_offer = " with one approved offer" if offer else ""
    cause = _CAUSES[inputs.analysis.category]
    parts = f"a question, a proposal{with_offer}, and an open door"
    return f"Three {tone} emails for one {customer} that left {cause}: {parts}."
