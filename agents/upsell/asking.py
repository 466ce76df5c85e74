"""One soft ask: a question or a wish that leaves the choice to the customer, and nothing else that asks."""

import re
from collections.abc import Iterator

from agents.checks.asks import asks_for_reply, links_in
from agents.upsell.wording import folded, sentences
from agents.upsell.written import Given, Written

_SOFT = re.compile(
    r"\?|(?<!\w)(?:if (?:you|it|that|this)|whenever|when(?:ever)? it suits|feel free|should you|in case you|at your (?:own )?(?:pace|leisure)|just (?:let|reply|tell|ask)|happy to|glad to|let us know|let me know|you (?:can|could|may|might|are welcome))(?!\w)"
)
_HARD = re.compile(
    r"(?<!\w)(?:(?:book|call|start|reply|sign up|schedule|order|buy|try|act)(?: \w+){0,4} (?:now|today)|now|immediately|right away|must|have to|need to|do not wait|hurry|sign up|buy|order|purchase|confirm your|commit|pay|before (?:it|friday|monday|the end)|asap|urgent\w*|so we can start)(?!\w)"
)
_VERB = r"(?:call|ring|phone|text|reply|respond|answer|write|email|e-mail|book|schedule|reserve|order|buy|visit|click|tap|follow|go to|sign|register|contact|get in touch|reach out|let (?:us|me) know|tell us|send us|fill|head|check out|subscribe|join|choose|pick|start|try|say yes|give us|request|download|confirm)"
# An order to the reader at the start of a sentence or clause, or a question that asks for a step.
_ORDER = re.compile(
    rf"^(?:(?:so|then|simply|just|please|and|or|kindly|to \w+(?: \w+){{0,6}},|if [^,]+,|whenever [^,]+,) )*(?:please |just |simply |kindly )?{_VERB}(?!\w)"
)
_YOU_CAN = re.compile(rf"(?<!\w)you (?:can|could|may|might) (?:also |simply |just |always |even )?{_VERB}(?!\w)")
_QUESTION = re.compile(
    r"^(?:so,? )?(?:[^?]*, )?(?:would|will|could|can|may|might|shall|should|do|does|are|is|how about|what about|what do|which|when)(?!\w)[^?]*(?<!\w)(?:you|your|we|i)(?!\w)[^?]*\?$"
)
# The same in German and Spanish, where every question that is left asks for something.
_HARD_OTHERS = re.compile(
    r"(?<!\w)(?:sofort|umgehend|unverzuglich|heute noch|noch heute|sie mussen|jetzt (?:buchen|bestellen|anmelden)|bis (?:montag|freitag|morgen)|ya|ahora mismo|hoy mismo|cuanto antes|tiene que|debe|inmediatamente|antes del? \w+)(?!\w)"
)
_ORDER_OTHERS = re.compile(
    r"^(?:(?:bitte|dann|am besten|einfach|por favor|entonces|simplemente),? )*(?:(?:rufen|schreiben|antworten|melden|buchen|bestellen|klicken|besuchen|vereinbaren|reservieren|anmelden|kontaktieren|kommen|holen|tragen|fullen|abonnieren|sichern) sie(?! gern zeit)"
    r"|(?:llam|escrib|respond|reserv|compr|visit|contact|contrat|solicit)\w{1,2}(?:nos|me|le|lo|la)?\b(?! (?:de|del|con) )|pida(?:nos|lo|la)?|haga clic|inscribase|suscribase|rellene|envie(?:nos)?|venga a)(?!\w)"
)
_MOST = 2  # sentences that ask: the ask, and one that says how to answer it


def one_soft_ask(given: Given, written: Written) -> Iterator[str]:
    """The ask stands in the body, leaves the choice, and is the only one."""
    ask, body = _plain(written.message.ask), _plain(written.message.body)
    if ask not in body:
        yield "ask: it does not stand in the body word for word"
    if _SOFT.search(ask) is None or _hard(given).search(ask):
        yield f"ask: {written.message.ask[:60]!r} is no soft ask; ask a question that leaves the choice to the customer"
    others = [one for one in _asking(written.message.body, given) if _plain(one) not in ask and ask not in _plain(one)]
    links = links_in(written.message.body)
    if len(others) >= _MOST or (others and not _tells_how(others[0], ask, body, _hard(given))):
        yield f"it asks for something else, too: {others[-1][:60]!r}; keep one ask"
    elif len(links) > 1 or (links and asks_for_reply(written.message.body)):
        yield "it asks for a reply and for a click; ask for one of them"


def _hard(given: Given) -> re.Pattern[str]:
    return _HARD if given.language == "en" else _HARD_OTHERS


def _asking(body: str, given: Given) -> list[str]:
    asks = _asks if given.language == "en" else _asks_otherwise
    return [one for one in sentences(body) if asks(folded(one))]


def _asks_otherwise(folded: str) -> bool:
    bare = folded.strip(" \u00bf\u00a1")
    return bare.endswith("?") or (_ORDER_OTHERS.match(bare) is not None and bare.endswith((".", "!")))


def _asks(folded: str) -> bool:
    bare = folded.strip()
    return bool(_ORDER.match(bare) or _QUESTION.match(bare) or (_YOU_CAN.search(bare) and _REACHES.search(bare)))


_REACHES = re.compile(r"(?<!\w)(?:call|reply|click|book|link|website|phone|email|sign up|https?)(?!\w)")


def _tells_how(sentence: str, ask: str, body: str, hard: re.Pattern[str]) -> bool:
    """Whether a sentence stands right after the ask and only says how to answer, as in `Just reply.`."""
    at, after = body.find(_plain(sentence)), body.find(ask) + len(ask)
    return not sentence.endswith("?") and 0 <= at - after <= 2 and hard.search(folded(sentence)) is None  # noqa: PLR2004


def _plain(text: str) -> str:
    return " ".join(folded(text).split())
