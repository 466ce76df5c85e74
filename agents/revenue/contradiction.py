"""Does what was said in a call contradict that a deal is about to be won? Patterns over English sentences.

Written for sentences of the demo and what comes to mind beside them, so what is measured on the demo flatters it.
"""

import re

_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")
_DEAL = r"(?:project|purchase|deal|evaluation|procurement|initiative|everything|whole thing|decision|rollout|this|it)"
_GONE = r"(?:frozen|cut|gone|withdrawn|cancelled|canceled|slashed|not approved|rejected|reallocated)"
_OTHER = r"(?:another|a different|some other|the other|a competing) (?:vendor|supplier|provider|product|tool|solution)"
_LEFT = r"(?:has left|left|is gone|was let go|resigned)"
_NOT = r"(?:will not|won't|are not going to|aren't going to|cannot|can't)"
_ON_HOLD = (
    rf"\b(?:put|placed|putting) (?:the |this |that )?{_DEAL} on (?:hold|ice)\b"
    rf"|\b{_DEAL} (?:is|was|has been) (?:now |put |placed )*on (?:hold|ice)\b"
)
_CONTRADICTS = re.compile(
    "|".join(
        (
            rf"\bbudget\b[^,;]{{0,40}}\b{_GONE}\b",
            r"\b(?:there is|there's|they have|we have|have) no (?:more )?budget\b",
            _ON_HOLD,
            rf"\b{_DEAL}\b[^,;]{{0,20}}\b(?:postponed|shelved|paused|cancelled|canceled|stopped|called off)\b",
            rf"\b(?:chosen|chose|picked|selected|signed with|going with|gone with|went with|decided for) {_OTHER}\b",
            r"\b(?:build|building|built|develop) (?:it|this|something|their own|our own)?\b[^,;]{0,20}\bin[- ]?house\b",
            rf"\b(?:sponsor|champion|decision maker|buyer)\b[^,;]{{0,20}}\b{_LEFT}\b",
            rf"\b{_NOT} (?:go forward|move forward|proceed|sign|buy|renew|continue with us)\b",
            r"\bnothing can be signed\b",
            r"\bdecided against (?:us|our|the purchase|buying|it because)\b",
        )
    ),
    re.IGNORECASE,
)


def contradiction(text: str) -> str | None:
    """The first sentence that says that the deal will not be won, or None."""
    for sentence in _SENTENCE.findall(text[:20_000]):
        if _CONTRADICTS.search(sentence):
            return str(sentence.strip()[:300])
    return None
