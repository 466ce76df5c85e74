"""What an email quotes of the customer: their own words, in whole sentences; never a note of ours.

A column has a voice (`schemas.reading.ColumnVoice`); what of the reason is not the customer's is read, and never said.
"""

import re
from collections.abc import Iterator

from agents.checks.fold import fold
from schemas.winback.campaign import CampaignInput, Email

_QUOTED = re.compile('["\u201c\u201e\u00ab]([^"\u201d\u201c\u00bb\n]+)["\u201d\u201c\u00bb]')
_WORDS = 3  # fewer are a name or a term
_RUN = 6  # words of a note that stand in an email in this order were taken from it
_BOUNDS = '.!?"\u2026'


def notes_quoted(inputs: CampaignInput, email: Email) -> Iterator[str]:
    """Words of the reason in an email that the customer did not write."""
    reason, own = fold(inputs.customer.cancellation_reason or ""), inputs.own_words
    if own is None or not reason:
        return
    allowed, said = fold(own), fold(f"{email.subject}\n{email.body}\n{email.cta}")
    for quote in _QUOTED.findall(f"{email.subject}\n{email.body}"):
        words = " ".join(_words(fold(quote)))
        if len(words.split()) >= _WORDS and _holds(reason, words) and not _holds(allowed, words):
            yield quote[:60]
    run = _taken(_words(reason), " ".join(_words(said)), " ".join(_words(allowed)))
    if run:
        yield run


def cut_off(inputs: CampaignInput, email: Email) -> Iterator[str]:
    """Quotes of the customer that begin or end within a sentence."""
    lines = [" ".join(line.split()) for line in (inputs.customer.cancellation_reason or "").splitlines()]
    for said in _QUOTED.findall(email.body):
        quote = " ".join(said.strip().rstrip("\u2026.").split())
        holding = [line for line in lines if quote in line]
        if holding and len(quote.split()) >= _WORDS and not any(_whole(line, quote) for line in holding):
            yield said[:60]


def _whole(line: str, quote: str) -> bool:
    before, behind = (part.strip() for part in line.split(quote, 1))
    return (not before or before[-1] in _BOUNDS) and (not behind or behind[0] in _BOUNDS)


def _words(folded: str) -> list[str]:
    return re.findall(r"\w+", folded)


def _holds(text: str, words: str) -> bool:
    return words in " ".join(_words(text))


def _taken(reason: list[str], said: str, allowed: str) -> str:
    """The first run of words of a note that an email repeats without quotation marks."""
    for start in range(len(reason) - _RUN + 1):
        run = " ".join(reason[start : start + _RUN])
        if run in said and run not in allowed:
            return run
    return ""
