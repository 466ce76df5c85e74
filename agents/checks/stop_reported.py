"""Requests that a team reports of a customer without naming one: `Pidió que no le escribamos más`. Data only.

`stop_notes` asks for a subject or an order; a note of a call has only the verb of asking, in the past as often as not.
"""

from agents.checks.phrases import Phrases, each

REPORTED: tuple[Phrases, ...] = each(
    # English
    (("never ",), r"\b(?:i|we) never (?:agreed|consented|signed up|opted in|subscribed) (?:to|for) (?:any |your |the |these |receive |getting |get )*(?:marketing|newsletters?|mailings?|promotion\w*|promos?|spam|marketing e-?mails?)\b"),
    # Spanish
    (("no ",), r"\b(?:pidio|pide|piden|pidieron|ha pedido|han pedido|solicit[oa]|exig[eo]|exigio|rueg[ao]|insiste en)\b(?: \w+){0,2}? (?:que )?(?:ya )?no (?:se |le |les |lo |la |los |las |me |nos )?(?:vuelv\w+ a |volv\w+ a |sigamos |seguir )?(?:recib\w+|escrib\w+|contact\w+|envi\w+|mand\w+|llam\w+|ser contactad\w+|molest\w+)"),
    # Italian
    (("non ",), r"\b(?:ha chiesto|hanno chiesto|chiede|chiedono|chiedeva|richiede|pretende|ha preteso)\b(?: \w+){0,2}? (?:di|che) non (?:\w+ ){0,2}?(?:ricev\w+|contattat\w+|contatt\w+|scriv\w+|invi\w+|mand\w+|chiam\w+|disturb\w+)"),
    (("smett",), r"\bsmett(?:ete(?:la)?|a(?:no)?|etela|ila|i) di (?:mandar|inviar|scriver|chiamar|contattar|disturbar|tormentar)(?:mi|ci|e)\b"),
    # Portuguese
    (("nao ",), r"\b(?:pediu|pedem|pede|pediram|solicit(?:ou|a|am|aram)|exig(?:iu|e|em)|insist(?:iu|e) (?:em|para))\b(?: \w+){0,2}? (?:para |que )?nao (?:\w+ ){0,2}?(?:receb\w+|contat(?:ar|ad|em|em[oa]s)\w*|contact(?:ar|ad|em)\w*|entr\w+ (?:mais )?em conta\w+|envi(?:ar|em|emos)\w*|mand(?:ar|em|emos)\w*|escrev\w+|lig(?:ar|uem|amos)\w*|incomod\w+)"),
    (("deixe", "pare"), r"\b(?:deixem?|parem?) de (?:me |nos )?(?:mandar|enviar|escrever|contat\w+|contact\w+|ligar|incomodar|perturbar)\b"),
    # German
    (("bat ", "gebeten"), r"\b(?:hat (?:darum )?gebeten|bat (?:uns )?darum|bat uns)\b[^.!?]{0,30}\b(?:nicht|keine?)\b[^.!?]{0,20}\b(?:kontakt\w*|angeschrieben|anzuschreiben|e-?mails?|mails?|angerufen|anzurufen|werbung)"),
    # French
    (("a demande", "ont demande"), r"\b(?:a|ont) demande a (?:ce qu'on |ce que nous )?ne (?:plus|pas) (?:\w+ )?(?:recevoir|etre (?:contacte|sollicite|demarche)\w*|l[ea] contact\w+|lui ecri\w+)"),
    # Dutch
    (("gevraagd", "verzocht"), r"\b(?:heeft|hebben) (?:ons )?(?:gevraagd|verzocht)\b[^.!?]{0,20}\b(?:niet|geen)\b[^.!?]{0,20}\b(?:benader\w*|mailen|gemaild|contact\w*|e-?mails?|mails?|bellen|gebeld)"),
)  # fmt: skip

REPORTED_ERASURE: tuple[Phrases, ...] = each(
    # English
    (("wiped", "deleted", "erased", "removed", "purged", "destroyed"), r"\b(?:wants?|wanted|asks? for|asked for|asks? to have|asked to have|requests?|requested|demands?|demanded) (?:to have )?(?:his|her|their|all|my|our)(?: of (?:his|her|their|my|our))?(?: \w+){0,2}? (?:data|information|details|records?)(?: to be)? (?:wiped|deleted|erased|removed|purged|destroyed)\b"),
    (("erase", "delete", "wipe", "remove", "purge"), r"(?:^|[.,;:!?-] ?|\b(?:please|and|also|just|now) )(?:erase|delete|wipe|remove|purge) (?:me|us) (?:completely |entirely )?from (?:all )?(?:your|the) (?:\w+ )?(?:systems?|databases?|records|crm|files|servers)\b"),
    # German
    (("loschung",), r"\b(?:verlang|forder|beantrag|wunsch|bitte|besteh)\w*(?: \w+){0,2}? (?:vollstandige |sofortige )?loschung (?:seiner|ihrer|aller|der|von|meiner|unserer)\b[^.!?]{0,20}\b(?:daten|kontos?|kundendaten|profils?)"),
    # Dutch
    (("verwijdering",), r"\b(?:verzoekt|verzocht|vraagt|vroeg|wil|eist|wenst|wenste|verzoek)\b(?: \w+){0,2}? verwijdering van (?:zijn|haar|hun|alle|mijn|onze)\b[^.!?]{0,20}\b(?:gegevens|data|account)"),
)  # fmt: skip
