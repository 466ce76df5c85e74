"""Whether somebody says that they could not get out: no button, no answer, no end of the contract.

They are owed an apology and are sold nothing, whatever else they write; what they leave over is how they were treated.
"""

import re

from agents.checks.fold import fold
from agents.winback.manners import WRONGED
from schemas.winback.campaign import CampaignInput

_TO_LEAVE = (
    r"(?:cancel|unsubscribe|leave(?! (?:\w+ )?(?:comment|feedback|review|rating|message|note|reply))|get out|opt out|end (?:it|my|our|the)|stop (?:my|our|the) (?:sub|mem|plan|account|contract)\w*"
    r"|(?:close|delete|remove) (?:it|(?:my|our|the|an?) (?:\w+ )?account\w*))\b"
)
_ENGLISH = (
    rf"(?:can not|cannot|cant|could not|couldnt|unable to|(?:im|not )possible to|tr(?:y|ied|ying) (?:\w+ ){{0,3}}to"
    rf"|(?:hard|difficult|pain|nightmare) to|let (?:me|us)|refuses? to|how (?:do|can|to|would)(?: i| we)?"
    rf"|(?:no|any) (?:\w+ )?(?:way|option|button|link|place) (?:anywhere |there )?to|where to|will not let (?:me|us)) (?:\w+ ){{0,2}}{_TO_LEAVE}"
    r"|no (?:cancel|unsubscribe|delete)(?:lation)? (?:button|link|option)"
    r"|(?:cancel|unsubscribe)\w* (?:button|link|form|page|process) (?:\w+ ){0,2}(?:not|does not|never|broken|missing|gone|hidden|nothing|nowhere)"
    r"|(?:closing|cancell?ing)\b.{0,20}\b(?:is|was) (?:not possible|impossible|a nightmare|hard)"
)
_GERMAN = (
    r"kundig\w*\b.{0,40}(?:nicht (?:angenommen|akzeptiert|anerkannt|bestatigt|moglich)|untergegangen|ignoriert|unmoglich)"
    r"|(?:nicht|versuch\w*|unmoglich\w*)\b.{0,20}\bzu kundigen|kundigen (?:dauert|geht n\w+|kann man n\w+|unmoglich)|wort kundigung"
    r"|(?:kann|konnte|lasst sich)\b.{0,30}\bnicht (?:\w+ )?(?:kundigen|gekundigt|loschen|gelosht)\b|kein\w* kundigungs?\w*"
)
_FRENCH = (
    r"(?:impossible|difficile|complique|n'arrive (?:pas|plus)|essai\w+|refus\w+|comment|peux pas|parviens pas) (?:\w+ ){0,2}(?:de |a |d')?"
    r"(?:(?:me )?desabonner|resilier|cloturer|fermer|partir|supprimer (?:mon|le) compte)\b|resiliations? (?:impossible|ignoree|pas prise)\w*"
    r"|resili\w+\b.{0,40}(?:pas prise? en compte|raccroch)"
)
_SPANISH = (
    r"(?:no (?:me )?(?:dejan?|consigo|puedo|logro|se puede|hay (?:forma|manera|opcion)|encuentro como)|intent\w+|imposible|ninguna para)\b.{0,25}"
    r"(?:\bbaja\b|cancelar|borrar (?:mi|la) cuenta)|(?:baja|cancelar|irse)\b.{0,30}(?:odisea|trabas|imposible|ni caso)"
)
_ITALIAN = (
    r"(?:non (?:riesco|si riesce|si puo|posso|mi fanno)|impossibile|difficile|prov\w+)\b.{0,20}"
    r"(?:disdire|disdetta|recedere|cancellarmi|chiudere il conto|annullare l'abb\w+)|parola disdetta"
)
_PORTUGUESE = (
    r"(?:nao (?:consigo|consegui|deixam|da (?:para|pra)|ha como)|tent\w+|dificil|impossivel)\b.{0,20}(?:cancel\w*|encerrar)"
    r"|cancelar\b.{0,30}(?:cai|desliga|fora do ar)"
)
_DUTCH = (
    r"(?:kan (?:\w+ ){0,3}niet|kon niet|lukt niet|onmogelijk|prob\w+|vraag\w*|woord)\b.{0,30}(?:opzeg\w*|op te zeggen|af te sluiten|afsluiten)"
    r"|(?:opzeggen|afsluiten) (?:lukt|kan) (?:\w+ )?niet"
)
PATTERN = f"{_ENGLISH}|{_GERMAN}|{_FRENCH}|{_SPANISH}|{_ITALIAN}|{_PORTUGUESE}|{_DUTCH}"
_READ = re.compile(PATTERN)


def could_not_leave(reason: str) -> bool:
    """Whether the reason says that leaving itself was made hard, in one of seven languages."""
    return _READ.search(fold(reason)) is not None


def with_nothing_to_sell(inputs: CampaignInput) -> CampaignInput:
    """For whoever could not leave: no offer, nothing that has changed since, and an apology before any other topic.

    A wrong charge and lost trust are apologised for in letters of their own.
    """
    said = inputs.customer.cancellation_reason or ""
    if inputs.analysis.topic in WRONGED or inputs.analysis.category == "business_closure" or not could_not_leave(said):
        return inputs
    analysis = inputs.analysis.model_copy(update={"topic": None})
    return inputs.model_copy(update={"analysis": analysis, "answer": "", "offers": []})
