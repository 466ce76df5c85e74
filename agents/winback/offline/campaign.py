"""Three emails to a customer who left, assembled from fixed texts."""

import re

from agents.checks.injection import speaks_to_ai
from agents.winback.offline.changed import CHANGED
from agents.winback.offline.english import (
    ANY_TIER,
    COPY,
    OFFER_ASK,
    OFFER_WORDS,
    TIER_TONES,
    TIERS,
    TONE_WORDS,
    TONES,
    CategoryCopy,
    Tone,
    ToneCopy,
)
from agents.winback.offline.plain_words import READ_LIMIT, clean, plain_words, word_set
from agents.winback.offline.stays import Stay, stay_of
from agents.winback.offline.translations import TRANSLATIONS, Translation
from schemas.winback.campaign import Campaign, CampaignInput, Email
from schemas.winback.churn_analysis import Category

_SUBJECT_LENGTH, _NAME_LENGTH, _OFFER_LENGTH = 60, 40, 300
_QUOTE_LENGTH, _QUOTED_WORDS = 160, 3
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
_ID = re.compile(r"(?=(?:\D*\d){3})[A-Z0-9]+(?:[-_./#][A-Z0-9]+)*")  # an account's number where a name should be
# Words that nobody wants quoted back, and what would look like a link, a phone number or one of our placeholders.
_UNFIT = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb{}\[\]<>`|\\^@#*]|://|www\.|\d{5}|\b(?:shit|crap|fuck|damn|idiot|stupid|sucks?|scam|fraud|"
    r"lawyer|sue|hate|schei|merde|mierda|cazzo|kut)",
    re.IGNORECASE,
)
_UNSURE_BELOW = 60
# A name in an email must not look like a placeholder, markup or a link.
_MARKUP = re.compile(r"[{}\[\]<>`|\\^]|%(\(\w*\))?[sdrf]\b")
_LINK = re.compile(r"://|www\.", re.IGNORECASE)
_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{%|\[[A-Za-z _]+\]|%s")
_TONE_OF = {word: tone for tone, words in TONE_WORDS.items() for word in word_set(words)}
_OFFER_WORDS = {category: word_set(words) for category, words in OFFER_WORDS.items()}
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
    """Email 1 acknowledges and asks, 2 proposes, 3 closes without pressure. Offers only what is approved."""
    tone = _tone(inputs.guidance, inputs.customer.subscription_tier)
    offer = _offer(inputs.offers, inputs.analysis.category)
    translation = TRANSLATIONS.get(inputs.language)
    emails = _emails(inputs, tone, offer) if translation is None else _translated(inputs, translation, offer)
    return Campaign(emails=emails, summary=_summary(inputs, tone, offer))


def _emails(inputs: CampaignInput, tone: Tone, offer: str) -> list[Email]:
    copy = _answering(COPY[inputs.analysis.category], inputs)
    closed = inputs.analysis.category == "business_closure"  # nobody is asked for a meeting then
    tier = ANY_TIER if closed else TIERS.get(inputs.customer.subscription_tier or "", ANY_TIER)
    manner = TONES[tone]
    name = display_name(inputs.customer.company_name)
    stay = stay_of(inputs.customer, inputs.language)
    bodies = (
        (
            f"{stay.thanks or tier.thanks} {_acknowledgement(copy, manner, inputs.analysis.confidence)}",
            _quoted(inputs),
            copy.question,
        ),
        (
            stay.left or manner.again,
            copy.proposal,
            _proposed(inputs, f"What we can offer you: {offer}", offer, tier.route),
        ),
        (_last(inputs, stay), copy.close, manner.last),
    )
    greeting = f"{manner.greeting} {name} team," if name else f"{manner.greeting} team,"
    asks = (copy.asks[0], OFFER_ASK if offer else _second_ask(inputs, tier.ask), copy.asks[1])
    close = f"{manner.close.partition(chr(10))[0]}\n{_signature(inputs, 'The customer team')}"
    return _numbered(name, copy.subjects, bodies, asks, greeting, close)


def _translated(inputs: CampaignInput, words: Translation, offer: str) -> list[Email]:
    copy = _answering(words.copy[inputs.analysis.category], inputs)
    name = display_name(inputs.customer.company_name)
    stated = f"{words.unsure} {copy.stated}" if inputs.analysis.confidence < _UNSURE_BELOW else copy.stated
    acknowledged = f"{stated} {copy.regret}" if copy.stated else copy.regret
    stay = stay_of(inputs.customer, inputs.language)
    bodies = (
        (
            f"{stay.thanks or words.thanks} {acknowledged}",
            _quoted(inputs, words.quote),
            copy.question,
        ),
        (stay.left or words.again, copy.proposal, _proposed(inputs, f"{words.offer}{offer}", offer, "")),
        (_last(inputs, stay), copy.close, words.last),
    )
    before, behind = words.greeting
    greeting = f"{before}{name}{behind}" if name else words.greeting_anyone
    asks = (copy.asks[0], _second_ask(inputs, words.route), copy.asks[1])
    close = f"{words.close}\n{_signature(inputs, words.team)}"
    return _numbered(name, copy.subjects, bodies, asks, greeting, close)


def _last(inputs: CampaignInput, stay: Stay) -> str:
    """That this is the last email; the end of a business is no decision to speak of."""
    return "" if inputs.analysis.category == "business_closure" else stay.last


def _answering(copy: CategoryCopy, inputs: CampaignInput) -> CategoryCopy:
    """What has changed since, word for word, in place of the question; the emails after it go on from there."""
    if not inputs.answer:
        return copy
    words = CHANGED[inputs.language]
    said = inputs.answer + ("" if inputs.answer[-1] in ".!?" else ".")
    return copy._replace(
        subjects=(*copy.subjects[:2], words.subject),
        question=f"{words.lead}{said} {words.question}",
        proposal=f"{said} {words.again}",
        close=words.close,
        asks=(words.ask, words.again_ask),
    )


def _proposed(inputs: CampaignInput, offering: str, offer: str, route: str) -> str:
    """The offer, or how to go on; never both, because they would be two things to answer."""
    if offer:
        return offering
    return "" if inputs.answer else route


def _second_ask(inputs: CampaignInput, usual: str) -> str:
    return CHANGED[inputs.language].again_ask if inputs.answer else usual


def _numbered(
    name: str,
    subjects: tuple[str, str, str],
    bodies: tuple[tuple[str, ...], ...],
    asks: tuple[str, str, str],
    greeting: str,
    close: str,
) -> list[Email]:
    headed = (_subject(name, subjects[0]), *subjects[1:])
    return [
        Email(number=number, subject=subject, body=_body(greeting, *paragraphs, close), cta=ask)
        for number, (subject, paragraphs, ask) in enumerate(zip(headed, bodies, asks, strict=True), start=1)
    ]


def _signature(inputs: CampaignInput, team: str) -> str:
    """The signatory and the company, as far as the sender profile says."""
    lines = (clean(inputs.sender.signatory, _NAME_LENGTH * 2), clean(inputs.sender.company, _NAME_LENGTH * 2))
    return "\n".join(line for line in lines if line) or team


def _quoted(inputs: CampaignInput, lead: str = "In your words: ") -> str:
    """The customer's own words, where they can stand in an email; nothing else of the reason is repeated."""
    reason = inputs.customer.cancellation_reason or ""
    quote = _whole_sentences(reason)
    fit = len(quote.split()) >= _QUOTED_WORDS and not _UNFIT.search(quote) and not speaks_to_ai(reason)
    if not fit or quote not in reason or inputs.analysis.category in ("business_closure", "unclear"):
        return ""
    return f'{lead}"{quote}"'


def _whole_sentences(reason: str) -> str:
    """The first sentences that fit; none of them is ever cut off, and a text that was cut is not quoted."""
    kept = ""
    for sentence in _SENTENCE.split(clean(reason, READ_LIMIT)):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > _QUOTE_LENGTH or sentence.endswith("\u2026"):
            break
        kept = longer
    return kept


def _acknowledgement(copy: CategoryCopy, manner: ToneCopy, confidence: int) -> str:
    if not copy.stated:
        return copy.regret
    opening = manner.unsure if confidence < _UNSURE_BELOW else manner.stated
    return f"{opening} {copy.stated}. {copy.regret}"


def _body(*paragraphs: str) -> str:
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def display_name(company_name: str | None) -> str:
    """The name in a form fit for a greeting, or nothing if it is not a name."""
    raw = clean(company_name or "", _NAME_LENGTH * 4)
    name = clean(_MARKUP.sub(" ", raw), _NAME_LENGTH)
    is_name = any(map(str.isalnum, name)) and not _LINK.search(raw) and not _ID.fullmatch(name)
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
    """The approved offer that suits the cause best, word for word; none where all of them speak of other causes."""
    usable = [offer for offer in (clean(text, READ_LIMIT) for text in offers) if _is_usable(offer)]
    scored = [(_suits(offer, category), offer) for offer in usable]
    if category == "business_closure" or not any(score >= 0 for score, _ in scored):
        return ""
    best = max(scored, key=lambda one: one[0])[1]
    return best + ("" if best[-1] in ".!?" else ".")


def _suits(offer: str, category: Category) -> int:
    """How many of a cause's words an offer holds; -1 where it holds only those of other causes."""
    said = set(plain_words(offer))
    found = len(_OFFER_WORDS[category] & said)
    elsewhere = any(words & said for words in _OFFER_WORDS.values())
    return found if found or not elsewhere else -1


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
