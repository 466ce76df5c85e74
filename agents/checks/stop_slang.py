"""How cancellation forms are typed: short forms, slips and thanks, translated to the words of `stop_phrases`."""

import re

_WORDS = {
    "please": "pls plz plse plss plez pleas pleease",
    "you": "u ya yall",
    "your": "ur yr",
    "with": "w",
    "don't": "dnt donot dont",
    "doesn't": "doesnt dosent",
    "want to": "wanna",
    "messages": "msgs msg mesages messeges",
    "address": "adress addres addy addi",
    "email": "emial emal eamil emai e-mial",
    "emails": "emials emals eamils",
    "contact": "contac contackt conatct cotact",
    "contacted": "contaced contcated conatcted",
    "receive": "recieve recive receve",
    "unsubscribe": "unsub unsubcribe unsubscibe unsubsribe unsuscribe unsubscrib unsubscrive",
    "anymore": "anymor anymre",
    "por favor": "pfv pf porfa xfa porfi porfavor",
    "que": "q qe",
    "s'il vous plait": "svp stp",
    "alstublieft": "aub alsjeblieft asjeblieft ajb",
    "kontaktieren": "kontaktiren contaktieren kontaktiern",
    "per favore": "perfavore xfavore",
}  # fmt: skip
_MEANT = {slip: word for word, slips in _WORDS.items() for slip in slips.split(" ")}
_DOTTED = re.compile(r"\b(?:a\.u\.b|s\.v\.p|s\.t\.p|p\.f|p\.f\.v|a\.s\.a\.p|inkl|incl|bzw|ggf)\b\.?")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")
# Umlauts as typed on keyboards without them; only the stems that occur in requests.
_STEMS = (("moecht", "mocht"), ("wuensch", "wunsch"), ("hoeren", "horen"), ("hoert", "hort"), ("loesch", "losch"))
_THANKS = re.compile(
    r"(?:[ ,.!]{1,3}(?:thanks|thank you|thank u|thx|tnx|ty|cheers|ok|okay|merci|danke|gracias|grazie|obrigad[oa]|"
    r"bedankt|dank u|dankjewel|mfg|regards|kind regards|best regards)){1,4}[ .!]{0,9}$"
)
_TAIL = 80  # characters at the end that may hold thanks


def typed_out(plain: str) -> str:
    """A folded text with its short forms written out, and without the thanks at its end."""
    text = _DOTTED.sub(lambda found: found[0].replace(".", ""), plain)
    text = _WORD.sub(lambda found: _MEANT.get(found[0], found[0]), text)
    for slip, stem in _STEMS:
        text = text.replace(slip, stem)
    tail = text[-_TAIL:]
    return text[: len(text) - len(tail)] + _THANKS.sub("", tail)
