"""Short requests for a person: "a human, please!", "agent", "connect me to support".

In a chat these few words are a sentence of their own. In a longer text they may be about anything ("we need a person
who runs this"), so the rules that read reasons and letters (`agents.checks.needs_person`) rightly ask for more.
"""

import re
from functools import lru_cache

from agents.checks.fold import fold
from agents.support.guardrails.sentences import sentences

_MOST_WORDS, _MOST_SENTENCES = 10, 20
_SIGNS = re.compile(r"[^\w\s']+")
_ENGLISH = (
    r"(?:hi|hello|hey|ok|no|just|please|so|now|then| )*"
    r"(?:(?:i|we) (?:just )?(?:want|need|would like|would prefer|prefer|demand)"
    r"|(?:can|could|may) (?:i|we) (?:have|get|reach)"
    r"|(?:(?:can|could) you )?(?:please )?(?:give|get|find|connect|transfer|put|pass|hand|forward|escalate)"
    r"(?: (?:me|us|this|it))?(?: (?:over|through|on))?(?: (?:to|with))?"
    r"|is there|are there|where is|i'd like|talk to|speak to|speak with|talk with)?"
    r" ?(?:please )?(?:a|an|any|some|the|your|one of your)? ?"
    r"(?:(?:real|live|actual|human|other|customer|support|service|tech|technical) )*"
    r"(?:person|people|human|humans|human being|agent|operator|representative|rep|advisor|adviser|staff|support|"
    r"support team|team member|colleague|supervisor|manager|somebody real|someone real)"
    r"(?: (?:instead|please|now|here|there|available|asap|right now|to talk to|to speak to|to speak with"
    r"|i can talk to))*"
)
_GERMAN = (
    r"(?:ich (?:will|mochte|brauche|hatte gern) |bitte |geben sie mir )*(?:einen|eine|ein|nen|mit einem)? ?"
    r"(?:echten |echter |richtigen )?(?:mensch|menschen|mitarbeiter|mitarbeiterin|person|berater)(?: bitte| sprechen)*"
)
_SPANISH = (
    r"(?:yo |quiero |necesito |deme |por favor )*(?:a |con )?(?:una? )?"
    r"(?:agente|humano|persona(?: real)?|operador|asesor)(?: por favor)?"
)
_FRENCH = (
    r"(?:je veux|je voudrais|donnez moi|passez moi)? ?(?:une? )?(?:vrai |vraie |autre )?"
    r"(?:humain|personne|conseiller|agent|operateur)(?: s'il vous plait| svp)?"
)
_ITALIAN = (
    r"(?:voglio|vorrei|mi serve|passatemi)? ?(?:un |una |un')?(?:operatore|persona(?: vera)?|umano|consulente)"
    r"(?: per favore)?"
)
_PORTUGUESE = r"(?:quero|preciso de|queria)? ?(?:uma? )?(?:atendente|pessoa(?: real)?|humano|operador)(?: por favor)?"
_DUTCH = r"(?:ik wil |graag )*(?:een )?(?:echt |echte )?(?:mens|medewerker|persoon)(?: graag| alstublieft| spreken)*"
_LANGUAGES = (_ENGLISH, _GERMAN, _SPANISH, _FRENCH, _ITALIAN, _PORTUGUESE, _DUTCH)
_ASKS = re.compile("|".join(f"(?:{pattern})" for pattern in _LANGUAGES))
# Alone these are a subject and no request.
_SUBJECTS = frozenset({"support", "the support", "your support", "staff", "people", "persona", "personne", "person"})


@lru_cache(maxsize=2_048)
def asks_for_person(text: str) -> bool:
    """Whether a sentence of a message is such a request and nothing else."""
    found = (" ".join(_SIGNS.sub(" ", fold(sentence)).split()) for sentence in sentences(text)[:_MOST_SENTENCES])
    return any(
        said not in _SUBJECTS and len(said.split()) <= _MOST_WORDS and _ASKS.fullmatch(said) is not None
        for said in found
        if said
    )
