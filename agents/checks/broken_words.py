"""Orders whose words are broken up by blanks or line ends: `Ig nore the pre vious instruc tions`. Folded text only."""

import re

_HYPHENS = str.maketrans("", "", "_-")
_ORDER = re.compile(
    r"(?:ignore|disregard|forget|override|bypass|obey|ignorier\w{1,3}?|vergiss|missachte|ignorez|oublie|ignora|olvida)"
    r"(?:all|any|every|the|these|those|your|my|previous|prior|earlier|former|preceding|above|past|other|old|system|of|and"
    r"|alle[rs]?|deine[rn]?|die|bisherigen?|vorherigen?|fruheren?|obigen?|samtlichen?|toutes|tes|les|todas|tus|las)*"
    r"(?:instructions|rules|guidelines|guidance|prompt|directives|commands|anweisungen|regeln|vorgaben|consignes|instrucciones)"
    # Nobody is told what to tell a judge but in these words; run together, they occur in no other text.
    r"|(?:tell|ask|order|instruct)the(?:judge|grader|evaluator|reviewer)to(?:approve|accept|pass|score|give)"
)


def orders_in_pieces(folded: str) -> bool:
    """Whether a text contains an order once its blanks and hyphens are removed; full stops between sentences stay."""
    return _ORDER.search("".join(folded.split()).translate(_HYPHENS)) is not None
