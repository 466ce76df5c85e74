"""Texts that no automatic email may answer: threats, anger, `never again`, a wish for a person, `call before you write`.

Read as requests to stop are (`stop_requests`): folded, phrase by phrase, each with stems that a text must hold before a
pattern looks at it. The patterns take linear time, on text of bounded length.
"""

import re
from functools import lru_cache
from typing import Literal

from agents.checks.folding import folded
from agents.checks.person_first import TALK_FIRST
from agents.checks.person_outbursts import ANGER, NEVER_AGAIN, WANTS_PERSON
from agents.checks.person_threats import THREATS
from agents.checks.phrases import Phrasebook, clause_before

Need = Literal["legal_threat", "anger", "never_again", "wants_person", "talk_first"]
_READ = 20_000  # what the reader keeps of a reason
# The most serious first: it is what the hold says.
_NEEDS: tuple[tuple[Need, Phrasebook], ...] = (
    ("legal_threat", Phrasebook(THREATS)),
    ("anger", Phrasebook(ANGER)),
    ("never_again", Phrasebook(NEVER_AGAIN)),
    ("wants_person", Phrasebook(WANTS_PERSON)),
    ("talk_first", Phrasebook(TALK_FIRST)),
)
# A denial, or somebody else's words, right before the phrase.
_NOT_MEANT = re.compile(
    r"\b(?:not|n't|no|without|never|isn't|hardly|nicht|kein\w*|ohne|pas|sans|sin|senza|nao|sem|geen|niet|zonder|"
    r"(?:our|their|his|her) (?:own )?(?:customers?|clients?|users?|patients|guests|students|members) (?:\w+ ){0,2})"
    r"(?: (?:a|an|any|the|that|so|really|being|ein\w*|une?|un|una|een|de|d'|di|to be|say|saying|calling (?:you|it|this)))* ?$"
)
_BEFORE = 40
_CLAUSE_END = re.compile(r"[.!?;:,]")
_DENIED_TOO: frozenset[Need] = frozenset({"anger", "legal_threat"})


@lru_cache(maxsize=2_048)
def need_in(text: str) -> Need | None:
    """What in a text only a person can answer, the most serious; None if nothing does."""
    plain = " ".join(folded(text[:_READ]).split())
    for need, book in _NEEDS:
        if _found(need, book, plain):
            return need
    return "anger" if _shouts(text) else None


def _found(need: Need, book: Phrasebook, plain: str) -> bool:
    return any(
        need not in _DENIED_TOO or not _NOT_MEANT.search(clause_before(plain, at, _BEFORE, _CLAUSE_END))
        for at in book.occurrences(plain)
    )


_SHOUTED = re.compile(r"\b[A-Z\u00c0-\u00de']{2,40}\b")
_FEWEST_SHOUTED, _FEWEST_MARKS = 5, 2
_KIND = re.compile(r"\b(?:thank|love|great|awesome|best|danke|merci|gracias|grazie|obrigad|bedankt)", re.IGNORECASE)


def _shouts(text: str) -> bool:
    """Capitals alone are how an old form stores a reason; with exclamation marks they are raised voices."""
    text = text[:_READ]
    if text.count("!") < _FEWEST_MARKS or _KIND.search(text) is not None:
        return False
    return len(_SHOUTED.findall(text)) >= _FEWEST_SHOUTED
