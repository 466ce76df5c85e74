"""What the offline letters quote of a customer: whole sentences of their own words that can stand in an email."""

import re

from agents.checks.injection import speaks_to_ai
from agents.winback.offline.plain_words import READ_LIMIT, clean
from agents.winback.offline.unexplained import says_something
from schemas.sender import Language
from schemas.winback.campaign import CampaignInput

_QUOTE_LENGTH, _QUOTED_WORDS = 240, 3
_FEW_WORDS = 2  # of a reason without a cause, which leave nothing else to take up
_MARKS: dict[Language, tuple[str, str]] = {
    "en": ("\u201c", "\u201d"),
    "de": ("\u201e", "\u201c"),
    "fr": ("\u00ab\u00a0", "\u00a0\u00bb"),
    "es": ("\u00ab", "\u00bb"),
    "it": ("\u00ab", "\u00bb"),
    "pt": ("\u00ab", "\u00bb"),
    "nl": ("\u201c", "\u201d"),
}
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
# Words that nobody wants quoted back, and what would look like a link, a phone number or one of our placeholders.
_UNFIT = re.compile(
    r"[\"\u201c\u201d\u201e\u00ab\u00bb{}\[\]<>`|\\^@#*]|://|www\.|\d{5}|\b(?:shit|crap|fuck|damn|idiot|stupid|sucks?|scam|fraud|"
    r"lawyer|sue|hate|schei|merde|mierda|cazzo|kut)",
    re.IGNORECASE,
)


def quoted(inputs: CampaignInput, lead: str = "In your words: ") -> str:
    """The customer's own words, where they can stand in an email; nothing else of the reason is repeated."""
    reason = inputs.customer.cancellation_reason or ""
    reason = reason if inputs.own_words is None else inputs.own_words
    quote = _whole_sentences(reason)
    fewest = _FEW_WORDS if inputs.analysis.category == "unclear" else _QUOTED_WORDS
    fit = len(quote.split()) >= fewest and not _UNFIT.search(quote) and not speaks_to_ai(reason)
    if not fit or quote not in reason or not _is_taken_up(inputs, reason):
        return ""
    before, behind = _MARKS[inputs.language]
    return f"{lead}{before}{quote}{behind}"


def _is_taken_up(inputs: CampaignInput, reason: str) -> bool:
    """The end of a business is not quoted back; words that name no cause are, where they say something."""
    if inputs.analysis.topic:
        return True
    category = inputs.analysis.category
    return category != "business_closure" and (category != "unclear" or says_something(reason))


def _whole_sentences(reason: str) -> str:
    """The first sentences that fit; none of them is ever cut off, and a text that was cut is not quoted."""
    kept = ""
    first_line = next((line for line in reason.splitlines() if line.strip()), "")
    for sentence in _SENTENCE.split(clean(first_line, READ_LIMIT)):
        longer = f"{kept} {sentence}".strip()
        if len(longer) > _QUOTE_LENGTH or sentence.endswith("\u2026") or _UNFIT.search(sentence):
            break
        kept = longer
    return kept
