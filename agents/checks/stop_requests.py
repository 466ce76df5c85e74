"""Cancellation reasons that ask not to be written to, or to be erased.

Nobody is emailed against such a request (GDPR Art. 21(2) and 17, CAN-SPAM § 7704(a)(4)), and no email repeats it. A
sentence is judged by who is to do what: "stop emailing us" is a request, "we had to stop emailing our leads" is not.
The patterns take linear time, on text of bounded length.
"""

import re
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded
from agents.checks.phrases import Phrasebook, clause_before
from agents.checks.stop_clauses import asks_erasure, refuses_contact
from agents.checks.stop_elsewhere import ERASE_ELSEWHERE, STOP_ELSEWHERE
from agents.checks.stop_notes import ERASED, NOTES
from agents.checks.stop_phrases import ERASE, NOT_ASKED, STOP, WHOLE, WISHES
from agents.checks.stop_refusals import REFUSED, TOLD
from agents.checks.stop_reported import REPORTED, REPORTED_ERASURE
from agents.checks.stop_slang import typed_out

Request = Literal["asked_to_stop", "asks_erasure"]
_READ = 20_000  # what the reader keeps of a reason
_FEWEST_WORDS = 2
_CLAUSE = 60
_ERASE, _ERASE_ELSEWHERE = Phrasebook(ERASE, ERASED, REPORTED_ERASURE), Phrasebook(ERASE_ELSEWHERE)
_WISHES, _STOP = Phrasebook(WISHES, NOTES, REFUSED, REPORTED, STOP_ELSEWHERE), Phrasebook(STOP, TOLD)
_CLAUSE_END = re.compile(r"[.!?;:]")
_SENTENCE_END = re.compile(r"(?:(?<=[.!?])\s|\s*\n)\s*(?=[^\sa-z])")


@lru_cache(maxsize=2_048)
def request_in(text: str) -> Request | None:
    """Which of the two a text asks for, if any: to be left alone, or to be erased."""
    return _request(typed_out(" ".join(folded(text[:_READ]).split())))


def without_requests(text: str) -> str:
    """A text as an email may quote it: without the sentences that ask for either."""
    if request_in(text) is None:
        return text
    sentences = _SENTENCE_END.split(text[:_READ])
    kept = " ".join(sentence for sentence in sentences if request_in(sentence) is None)
    # A request that spans two lines is in neither of them alone.
    if request_in(kept) is not None or len(kept.split()) < _FEWEST_WORDS:
        return ""
    return kept


def _request(plain: str) -> Request | None:
    if plain.strip(" .!'\"").replace("_", " ") in WHOLE:
        return "asked_to_stop"
    if _found(_ERASE, plain, asked=True) or _found(_ERASE_ELSEWHERE, plain, asked=False) or asks_erasure(plain):
        return "asks_erasure"
    wished = _found(_WISHES, plain, asked=False)
    stopped = wished or _found(_STOP, plain, asked=True) or refuses_contact(plain)
    return "asked_to_stop" if stopped else None


def _found(book: Phrasebook, plain: str, *, asked: bool) -> bool:
    """Whether one of the phrases occurs; with `asked`, only where it is put as a request."""
    return any(
        not asked or not NOT_ASKED.search(clause_before(plain, at, _CLAUSE, _CLAUSE_END))
        for at in book.occurrences(plain)
    )
