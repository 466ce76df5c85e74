"""Notes that ask for a call or a word with somebody before anything is written, in the seven languages. Data only.

As `person_outbursts`: folded, linear, each pattern behind stems. A customer who complains that one has to call before
one can cancel asks for nothing: what is written has to be named, or the clause has to begin as a note does.
"""

from agents.checks.phrases import Phrases, each

# Where a clause begins, or what an instruction begins with.
_NOTE = (
    r"(?:^|(?<=[.!?;:,(])|(?<= [-\u2013\u2014])|\b(?:please|pls|plz|always|must|better|should|and|but|nb|note|bitte|unbedingt|immer|besser"
    r"|merci de|svp|veuillez|toujours|il faut|prudence|por favor|favor|mejor|siempre|hay que|ojo|per favore|meglio|sempre|si prega di|bisogna|e melhor"
    r"|graag|altijd|liever|aub|svp)) ?"
)
_WHOM = r"(?:[\w.'-]+ ){1,4}?"

TALK_FIRST: tuple[Phrases, ...] = (
    # English
    *each(
        (("before", "prior to"), r"\b(?:call|calls|phone|ring|telephone|speak|talk|check|clear|contact|ask|consult|loop in|see|go through)\b(?:[^.!?;]|(?<=\b\w)\.){0,50}\b(?:before|prior to) (?:\w+ ){0,2}(?:writ\w+|e-?mail\w*|mail\w*|send\w*|contact\w*|reach\w*|messag\w*|outreach|any (?:contact|campaign|message|mailing))\b"),
        ((" first",), rf"{_NOTE}(?:call|phone|ring|telephone|speak (?:to|with)|talk (?:to|with)|check with|clear with|consult|contact|ask) (?:[\w.'-]+ ){{0,5}}?first\b(?! (?:time|name|line|thing|of all|place))"),
        (("don't", "do not", "not to be", "never", "no e"), r"\b(?:do not|don't|dont|never|not to be|no) (?:e-?mail\w*|writ\w+|contact\w*|mail\w*|send\w*|reach\w* out)\b[^.!?;]{0,30}\b(?:before|until|unless|without) (?:\w+ ){0,4}(?:call\w*|phon\w*|spok\w*|talk\w*|speak\w*|check\w*|approv\w*|ok)\b"),
    ),
    # German
    *each(
        (("anruf", "telefonier", "sprechen", "rucksprache", "absprache", "absprechen", "abstimm"), rf"{_NOTE}(?:erst|zuerst|vorher|vorab|zunachst) (?:[\w.'-]+ ){{0,5}}?(?:anrufen|telefonieren|sprechen|absprechen|abstimmen|rucksprache)\b|{_NOTE}(?:(?!man\b|muss)[\w.'-]+ ){{0,4}}?(?:vorher|vorab|zuerst|erst) (?:anrufen|telefonieren)\b|\bvor (?:\w+ ){{0,2}}(?:anschreiben|mail|e-mail|mailing|kontakt|kontaktaufnahme|schreiben|versand)\b[^.!?;]{{0,40}}\b(?:anrufen|anruf|sprechen|telefonieren|rucksprache|abstimmen)\b|\b(?:anrufen|sprechen|telefonieren|rucksprache|abstimmen)\b[^.!?;]{{0,30}}\b(?:bevor|ehe) (?:\w+ ){{0,3}}(?:schreib\w*|mail\w*|anschreib\w*|kontaktier\w*)|\b(?:nur|erst) nach (?:\w+ )?(?:rucksprache|absprache|telefonat)\b|\bnicht (?:anschreiben|kontaktieren|mailen)\b[^.!?;]{{0,20}}\b(?:bevor|ohne|ehe)\b"),
    ),
    # French
    *each(
        (("appel", "telephon", "parler", "voir avec", "demander a"), rf"{_NOTE}(?:[\w'-]+ ){{0,2}}?(?:appeler|appelez|telephoner|telephonez|parler|parlez|voir|demander)\b[^.!?;]{{0,40}}\b(?:d'abord|avant (?:d'ecrire|d'envoyer|tout (?:mail|envoi|contact|message|e-?mail)|de (?:contacter|recontacter|relancer)|toute relance|le mail))|{_NOTE}(?:d'abord|avant tout,?) (?:appeler|telephoner|parler a|voir avec)\b|\bne pas (?:ecrire|contacter|envoyer|relancer)\b[^.!?;]{{0,30}}\b(?:avant|sans) (?:d'avoir |avoir |d')?(?:appel\w*|parl\w*|telephon\w*|vu\b)"),
    ),
    # Spanish
    *each(
        (("llamar", "llamen", "llame", "hablar", "hable", "consultar"), rf"{_NOTE}(?:[\w'-]+ ){{0,2}}?(?:llamar|llame|llamen|hablar|hable|consultar)\b[^.!?;]{{0,40}}\b(?:antes de (?:escribir|enviar|mandar|contactar|cualquier)\w*|primero\b|antes$)|{_NOTE}(?:antes|primero),? (?:llamar|hablar con|consultar con)\b|\bno (?:escribir|contactar|enviar|mandar)\b[^.!?;]{{0,30}}\b(?:antes de|sin|hasta) (?:llamar|hablar|haber)\b"),
    ),
    # Italian
    *each(
        (("chiam", "telefon", "parlare", "sentire"), rf"{_NOTE}(?:[\w'-]+ ){{0,2}}?(?:chiamare|chiamate|telefonare|parlare|sentire)\b[^.!?;]{{0,40}}\bprima(?: di (?:scriver\w*|mandar\w*|inviar\w*|contattar\w*|qualsiasi))?\b(?! (?:volta|che|di (?:poter|disdir|cancellar)))|{_NOTE}prima (?:chiamare|telefonare|parlare con|sentire)\b|\bnon (?:scrivere|contattare|mandare|inviare)\b[^.!?;]{{0,30}}\b(?:prima di|senza) (?:aver )?(?:chiam\w*|parl\w*|sent\w*)"),
        (("prima di",), r"\bprima di (?:scriver\w*|mandar\w*|inviar\w*|contattar\w*)\b[^.!?;]{0,30}\b(?:parla(?:te|re)|chiama(?:te|re)|sentite|sentire|chiede(?:te|re))\b"),
    ),
    # Portuguese
    *each(
        (("ligar", "telefon", "falar"), rf"{_NOTE}(?:[\w'-]+ ){{0,2}}?(?:ligar|liguem|telefonar|falar)\b[^.!?;]{{0,40}}\b(?:antes de (?:escrever|enviar|mandar|contac?tar|qualquer)\w*|primeiro\b|antes$)|{_NOTE}(?:antes|primeiro),? (?:ligar|telefonar|falar com)\b|\bnao (?:escrever|contac?tar|enviar|mandar)\b[^.!?;]{{0,30}}\b(?:antes de|sem) (?:ligar|falar|telefonar)"),
    ),
    # Dutch
    *each(
        (("bel", "overleg", "spreken", "praten"), rf"{_NOTE}eerst (?:[\w.'-]+ ){{0,4}}?(?:bellen|overleggen|spreken|praten|overleg)\b|{_NOTE}(?:bel|bellen|overleg) (?:[\w.'-]+ ){{0,4}}?(?:eerst|voordat (?:\w+ ){{0,3}}(?:mail\w*|schrijf\w*|schrijven|contact\w*))\b|\b(?:bellen|overleggen|overleg|spreken)\b[^.!?;]{{0,20}}\b(?:voordat|alvorens|voor) (?:\w+ ){{0,3}}(?:mail\w*|schrijf\w*|schrijven|te schrijven|contact\w*)\b|\bniet (?:mailen|schrijven|aanschrijven|benaderen)\b[^.!?;]{{0,20}}\b(?:voordat|zonder|voor)\b"),
    ),
)  # fmt: skip
