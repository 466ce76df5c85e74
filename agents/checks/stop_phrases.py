"""How people ask to be left alone or to be erased, in the seven languages. Data only, in folded form.

Based on what people write in issue trackers and reviews, and on the template letters of data protection authorities.
`[^.!?]{0,40}` keeps a phrase within its sentence and the search linear.
"""

import re

from agents.checks.phrases import each, group

# Requests if they are the whole text.
WHOLE = frozenset(
    ["stop", "please stop", "stop please", "just stop", "stop it", "enough", "unsubscribe", "unsubscribed", "unsubscribe me", "please unsubscribe", "please unsubscribe me", "unsubscribe please", "opt out", "opt me out", "opted out", "remove me", "please remove me", "remove us", "do not contact", "do not email", "do not mail", "donotcontact", "dnc", "no contact", "no emails", "no more emails", "no marketing", "leave me alone", "go away", "stop spam", "stop emails", "abmelden", "bitte abmelden", "keine werbung", "kein kontakt", "keine e-mails", "nicht kontaktieren", "werbesperre", "kontaktsperre", "desabonnement", "ne pas contacter", "ne plus contacter", "desinscription", "no contactar", "no molestar", "no enviar correos", "non contattare", "disiscrizione", "disiscritto", "cancellami", "nao contactar", "nao contatar", "descadastrar", "descadastro", "uitschrijven", "afmelden", "niet mailen", "niet contacteren", "niet benaderen", "geen contact", "gdpr request", "gdpr opt out"]
)  # fmt: skip

_US = r"(?:me|us|my|our|this|these)"
_MAIL = (
    r"(?:e-?mails?|mails?|newsletters?|messages?|spam|junk|marketing|mailings?|reminders?|notifications?|offers?|promo\w*|"
    r"communications?|texts|texting|ads|advert\w*|crap|correspondence|letters)"
)
_BOTHER = r"(?:e-?mailing|mailing|spamming|contacting|messaging|writing|calling|phoning|bothering|pestering|harassing|bombarding|texting|soliciting)"
_LIST = r"(?:lists?|mailing|database|data base|newsletters?|records|crm|system|distribution|campaigns?|e-?mails?|mails?|contacts)"
_OURS_TOLD = r"(?:me|us|this (?:e-?mail|address|person|contact|subscriber)|my (?:e-?mail|address|name|contact|details|info)|our (?:e-?mail|address|company|name|details|office|team))"

# What the writer wants or does, said outright.
WISHES = (
    # English
    *group(
        ("spam", "never", "want", "wish", "care", "like", "need", "consent", "agree", "not interested", "withdraw", "revok", "object", "unsub", "report"),
        rf"\b(?:do not|don't|dont|no longer|not|never) (?:want|wish|care|like|need|consent|agree)(?: to)? (?:hear|receive|get|be (?:contacted|e-?mailed|called|bothered|spammed|on))\b[^.!?]{{0,30}}\b(?:from you|again|anymore|{_MAIL}|contact\w*|lists?)",
        rf"\b(?:do not|don't|dont|no longer|not|never) (?:want|wish|need) (?:any |your |more |any more |further |to be |these |those ){{1,3}}(?:{_MAIL}|contact(?:ed)?|contact from)\b",
        r"\b(?:withdraw|revoke|withdrawing|revoking|withdrawn|revoked)\w* (?:any |all |said |my |our |the ){0,3}(?:\w+ )?consent\b|\bobject(?:ing)? to (?:the |any |your |all |receiving ){0,3}(?:processing|direct marketing|marketing|profiling|use of (?:my|our)|e-?mails)",
        r"\b(?:do not|don't|dont) want to hear\b[^.!?]{0,20}\byou\b|\bno longer (?:wish|want)(?:es)? to (?:be contacted|hear)\b|\bnot interested in (?:hearing|receiving|your (?:e-?mail|offer|newsletter|mail))",
        r"\b(?:i|i'm|we|we're|me|us) (?:\w+ ){0,2}(?:(?:unable|not able|impossible) to|can't|cannot|can not|could not|couldn't) (?:\w+ )?unsubscribe\b[^.!?]{0,30}\b(?:your|these|this|the|those|all)\b[^.!?]{0,20}\b(?:e-?mails?|mails?|lists?|newsletters?|messages?)\b",
        r"\b(?:like|want|wish|prefer|tried|need|asked|ask|requested) (?:\w+ )?to (?:\w+ )?unsubscribe(?: as well| too| please| now| already| from (?:this|it|here))?(?:[ .!]*$|[.!?;,] )",
        r"\b(?:i|we|i've|we've) (?:\w+ ){0,3}(?:find|see|found|have|had|is|was|there's)(?: \w+)? (?:way|link|button|option|chance) to unsubscribe\b(?! (?:our|the|them|their|people|users|customers|contacts|someone|from our))",
        r"\b(?:e-?mails?|mails?|messages?|spam)\b[^.!?]{0,40}\breport(?:ed)? (?:you )?to (?:the|your|my)\b",
        r"\b(?:clicked|pressed|hit)(?: on)? (?:the |your )?unsubscribe\b|\b(?:consider|considered|call) (?:this|it|these|your \w+) (?:as )?spam\b",
    ),
    *each(
        (("opt-out", "optout", "removal request", "unsubscri"), r"\b(?:i|we|i've|we've) (?:\w+ ){0,3}(?:sent|filed|made|clicked|submitted|mailed|replied with) (?:\w+ ){0,3}(?:unsubscri\w+|opt-?outs?|removal requests?)\b[^.!?]{0,60}\b(?:still|keep|again|yet)\b"),
        (("agreed", "opted in", "signed up", "subscribed"), r"\b(?:never|not) (?:signed up|opted in|subscribed|agreed) (?:for|to) (?:this|that|these|any of (?:this|these)|your (?:e-?mails?|newsletter|list))\b"),
    ),
)  # fmt: skip

# What somebody is told to do, unless `NOT_ASKED` comes before it.
STOP = (
    # English
    *group(
        ("stop", "quit", "cease", "remov", "take ", "taken", "unsub", "unsuscri", "unlist", "opt-out", "opt out", "opted", "opt me", "opt us", "opting", "strike", "scratch", "exclude", "delete ", "drop me", "drop us", "contact", "mail", "alone", "in peace", "let me be", "leave me", "leave us", "spam", "hear", "write", "bother", "get me off", "get us off", " off ", "no more", "no further", "call me", "call us", "phone", "text ", "message", "disturb", "lose my", "report", "solicit", "terminate", "discontinue"),
        rf"\b(?:stop|quit|cease)(?: (?:all|any|with|please|ever))* {_BOTHER}\b(?: (?:{_US}|to {_US}|at {_US})\b|[ .!]*$|[ ,]+(?:please|now|already|at once|immediately))",
        rf"\b(?:stop|quit|cease) send\w* {_US}\b",
        r"(?:^|[.,;:!?-] ?|\b(?:please|and|kindly|must) )(?:stop|cease|terminate|discontinue) (?:all |any |every )(?:further |future |more |other )?(?:contact|communications?|correspondence|outreach|marketing)\b",
        rf"\b(?:stop|quit|cease)(?: (?:all|any|with|the|your|these|those|this|further|sending|receiving|getting|to send))+ (?:\w+ ){{0,3}}{_MAIL}\b(?! (?:through|with|from our|via|to our|campaigns? (?:with|through)))",
        rf"\bmake (?:it|this|them|(?:these|those|the|your) {_MAIL}) stop\b",
        rf"\b(?:get|getting) (?:me |us )?off (?:of )?(?:your|the|this|that|these)\b[^.!?]{{0,20}}\b{_LIST}\b",
        r"\b(?:have|already|i've|i) (?:already )?unsubscribed\b[^.!?]{0,40}\b(?:times|twice|still|again|emails?|mails?|list)\b",
        rf"(?:^|[,:;.!?(] ?|\b(?:please|want|and|so|with|wish|like) )no (?:more|further) (?:\w+ )?{_MAIL}\b(?! (?:per|in|on|allowed|left|than|sent|to our|can|could|went))",
        r"(?:^|[,:;.!?(] ?|\b(?:please|want|and|so) )no (?:more|further) (?:contact|calls|solicitations?)\b",
        r"\bleave (?:me|us) (?:alone|be|in peace)\b|\blose my (?:e-?mail|number|address)\b|\bcease and desist\b",
        r"\b(?:report|mark|flag)(?:ing)? (?:you|your \w+|this|these) (?:as|for) spam\b|\b(?:do not|don't) (?:contact|e-?mail)[ -]list\b",
    ),
    *each(
        (("end", "stop"), rf"\b(?:want|like|need|ask|tell|told|asked|make) (?:\w+ )?(?:{_MAIL}|it|this|them|these {_MAIL}|your {_MAIL}) (?:to )?(?:stop|end)\b"),
        (("from", "off", "out of"), rf"\b(?:remove|take|delete|strike|scratch|unlist|drop|exclude|get) {_OURS_TOLD}\b[^.!?]{{0,40}}\b(?:from|off|out of)\b[^.!?]{{0,30}}\b{_LIST}\b"),
        (("opt", "remove", "unlist", "unsubscribe", "unsuscribe"), rf"\b(?:remove|unlist|unsubscribe|unsuscribe|opt) (?:out )?{_OURS_TOLD}\b(?! from (?:the|our|my) (?:plan|team|project|workspace))"),
        (("deleted", "dropped", "off", "removed", "taken", "unlisted", "unsubscribed"), rf"\b(?:any way to |a way to )?(?:be|get|been|getting|being) (?:removed|taken|deleted|dropped|off|unlisted|unsubscribed)\b[^.!?]{{0,30}}\b(?:your|the|this|that|any|all|these)\b[^.!?]{{0,20}}\b{_LIST}\b"),
        (("scrib",), rf"\bun-?sub?scrib\w*(?: {_US}(?: \w+)?)? (?:from|to) (?:your|these|those|this|the|all|any|every)\b[^.!?]{{0,30}}\b(?:e-?mails?|mails?|lists?|newsletters?|messages?|mailings?|communications?|group)\b"),
        (("do not", "don't", "dont", "never"), rf"(?:^|[,:;.!?(] ?|\b(?:please|and|so|but|kindly|again|just) )(?:do not|don't|dont|never)(?: ever| please)? (?:contact|e-?mail|mail|call|phone|ring|text|bother|disturb|message|write to|write|approach|chase|solicit|send)\b(?: (?:{_US}|anything|any|more|again|anymore|your)\b|[ .!]*$)"),
        (("again", "any longer", "any more", "anymore", "ever", "further"), rf"\b(?:do not|don't|dont|never|not to|no longer) (?:\w+ )?(?:contact|e-?mail|mail|call|bother|disturb|message|write to|write|send) (?:{_US}|any|anything)\b[^.!?]{{0,20}}\b(?:again|anymore|any ?more|any longer|ever|further)\b"),
        (("out from", "out of", "to opt"), r"\bopt(?:ing|ed)?[ -]?out (?:of|from) (?:your|all|any|further|these|the|marketing|e-?mail)\b[^.!?]{0,30}\b(?:e-?mails?|mails?|marketing|communications?|newsletters?|lists?|messages?)\b|\b(?:like|want|wish) to opt[ -]?out[ .!]*$"),
    ),
    # German
    *group(
        ("zusend", "versand", "unterlassen", "nehm", "streich", "entfern", "trag", "losch", "verteiler", "liste", "newsletter", "kartei", "keine", "kein ", "ruhe", "frieden", "verschon", "nicht", "widersp", "widerr", "einwillig", "zustimm", "sperre", "melden sie", "auf", "hol", "schmeiss", "datenbank"),
        r"\b(?:nehm|streich|entfern|trag|losch|hol|schmeiss)\w*\b[^.!?]{0,20}\b(?:mich|uns|mein\w*|unser\w*|diese)\b[^.!?]{0,40}\b(?:verteiler\w*|\w*liste|newsletter\w*|datenbank|kartei|adressbestand|aus|raus)\b",
        r"\baus (?:ihrem|eurem|dem|allen|jedem|ihren|euren|der|ihrer|eurer)\b[^.!?]{0,20}\b(?:\w*verteilern?|\w*listen?|datenbank|newsletter|kartei)\b[^.!?]{0,20}\b(?:nehm|streich|entfern|losch|austrag|raus|abmeld|genommen|gestrichen|entfernt)",
        r"\b(?:bitte|mochte\w*|will|wollen|wunsche\w*|schick\w*|send\w*|verbitte)\b[^.!?]{0,40}\bkeine(?:rlei)?\b[^.!?]{0,20}\b(?:e-?mails?|mails?|newsletter|werbung|werbe\w*|nachrichten|post|kontaktaufnahmen?|anrufe|informationen|zusendung\w*)\b(?! (?:in|im|auf|bei) (?:der|dem|den|die|unser\w*) )",
        r"^keine (?:weiteren? )?(?:e-?mails?|mails?|newsletter|werbung|werbe\w*|nachrichten|post|kontaktaufnahmen?|anrufe)(?: (?:mehr|bitte|an mich|an uns|danke|erwunscht))*[ .!]*$",
        r"\bhor(?:en sie|t)\b[^.!?]{0,20}\bauf\b[^.!?]{0,40}\b(?:schreib|mail|anschreib|anzuschreib|kontakt|belastig|zu send|zuzusend|zu schick|spam|anruf|anzuruf)",
        r"\blass(?:en sie|t)? (?:mich|uns) (?:bitte |endlich |doch )*in (?:ruhe|frieden)\b|\bverschon(?:en sie|t|e) (?:mich|uns)\b",
        r"\b(?:bitte )(?:mich|uns) (?:\w+ )?nicht (?:mehr |weiter )?(?:kontaktieren|anschreiben|anrufen|belastigen)\b",
        r"\bwidersprech\w*\b[^.!?]{0,80}\b(?:werb|nutzung|verarbeitung|kontakt|zusendung|verwendung|speicherung)|\b(?:werbe)?widerspruch\b[^.!?]{0,40}\b(?:werb|verarbeitung|dsgvo|art|daten)|\bwerbewiderspruch\b",
        r"\bwiderruf\w*\b[^.!?]{0,40}\b(?:einwilligung|zustimmung|einverstandnis)|\b(?:einwilligung|zustimmung)\b[^.!?]{0,30}\b(?:widerruf|zuruckzieh|zuruckgezog|zuruck)",
        r"\b(?:werbe|kontakt)sperre\b|\bkein(?:e|en)? (?:weitere[rn]? |weiterer |mehr )?kontakt(?:aufnahme)?\b[^.!?]{0,15}\b(?:mehr|erwunscht|gewunscht|bitte)\b|\bvom newsletter\b[^.!?]{0,15}\b(?:abmeld|abgemeld|streich)",
        r"\bmelden sie (?:mich|uns)\b[^.!?]{0,30}\bab\b",
    ),
    *each(
        (("keine", "nicht", "nie", "sie mich", "sie mir", "sie uns"), r"\b(?:kontaktieren|schreiben|rufen|mailen|belastigen) sie (?:mich|uns|mir)\b[^.!?]{0,20}\b(?:nicht|nie|keine)\b|(?:^|[,;:] |\bbitte |\bund )(?:kontaktier|schreib|ruf|mail|belastig)e?t? (?:mich|uns|mir)\b[^.!?]{0,20}\b(?:nicht|nie|keine)\b"),
        (("bitte", "mochte", "will", "wollen", "wunsche"), r"\b(?:bitte|mochte\w*|will|wollen|wunsche\w*)\b[^.!?]{0,40}\b(?:nicht|nie) (?:mehr|weiter|langer|wieder|von)\b[^.!?]{0,40}\b(?:kontaktier|angeschrieb|anschreib|anruf|angeruf|belastig|beworben|anzuschreib|werbung|mails?|angemailt)"),
        (("mochte", "will", "wollen", "wunsche"), r"\b(?:mochte\w*|will|wollen|wunsche\w*)\b[^.!?]{0,40}\b(?:newsletter|e-?mails?|mails?|werbung|werbe\w*|post|nachrichten|zusendung\w*)\b[^.!?]{0,20}\b(?:nicht|nie)(?: mehr| weiter| langer)* (?:erhalt|bekomm|empfang|haben|zugesandt|geschickt)"),
        (("entfernung", "unterlassen sie", "versand", "zuschicken", "zusendung"), r"\b(?:zusendung|versand|zuschicken)\b[^.!?]{0,50}\b(?:unterbind|unterbund|einstell|einzustell|eingestellt|unterlass|untersag|beende)|\bunterlassen sie\b|\bentfernung (?:meiner|unserer|aus)\b[^.!?]{0,40}\b(?:\w*liste|verteiler|datenbank|adresse)"),
    ),
    # French
    *group(
        ("refus", "retir", "enlev", "otez", "rayez", "radi", "supprim", "effac", "arret", "cess", "-moi", "-nous", " moi", "desabon", "desins", "ne ", "plus", "tranquille", "en paix", "oppos", "consentement", "veuillez", "merci de", "souhait", "veux", "voul"),
        r"\b(?:arret\w*|cess\w*)(?: [a-z]+)? de (?:m'|me |nous |vos )?(?:\w+ )?(?:ecri|envoy|contact|spam|harcel|sollicit|relanc|derang|mail|appel|bombard)",
        r"\b(?:retir\w*|enlev\w*|otez|rayez|desinscri\w*|desabonn\w*|radi\w*|supprim\w*|effac\w*)[- ](?:moi|nous|mon (?:adresse|e-?mail|mail|nom)|notre (?:adresse|e-?mail|mail|nom))\b(?:[^.!?]{0,40}\b(?:listes?|base|fichiers?|mailing|newsletter|envois|diffusion|e-?mails?|mails?|contacts)|[ .!]*$)",
        r"(?<!vous )\bne (?:me|nous|m')(?: ?plus)? ?(?:re)?(?:contact|ecri|envoy|sollicit|derang|relanc|appel)\w*(?:ez|er|re) (?:plus|pas|jamais)",
        r"\bne (?:plus|pas)(?: jamais)? (?:recevoir|etre (?:re)?(?:contact|sollicit|derang|demarch)\w*|(?:me|nous) (?:re)?(?:contact|envoy|ecri|sollicit)\w*|m'(?:ecri|envoy|appel)\w*)",
        r"^plus (?:de|aucun) (?:mails?|e-?mails?|courriels?|messages?|newsletters?|pub\w*|contact)\b(?! (?:avec|entre|depuis|possible|recu|envoy|part|dans|chez|du|de la))|\blaissez[- ](?:moi|nous)(?: donc)? (?:tranquilles?|en paix)\b",
        r"\bm'oppose\b[^.!?]{0,60}\b(?:traitement|prospection|utilisation|sollicitation)|\b(?:retire|revoque)\b[^.!?]{0,15}\bconsentement\b",
        r"\b(?:oppos\w*|refus\w*)\b[^.!?]{0,30}\b(?:recevoir|publicites?|envois?|reception|demarchage|prospection)\b",
    ),
    *each(
        (("base", "desabonn", "desinscri", "envois", "fichier", "liste", "mail", "newsletter", "radi", "retir"), r"\b(?:desinscri\w*|desabonn\w*|ret(?:ire|ir)\w*|radi\w*)[- ](?:moi|nous)\b|\b(?:me|nous) (?:desinscrire|desabonner|retirer|rayer|enlever|supprimer|sortir|oter|effacer|radier)\b[^.!?]{0,20}\b(?:de (?:vos|votre|cette|la|toutes)|des)\b[^.!?]{0,20}\b(?:listes?|newsletters?|e-?mails?|mails?|envois|fichiers?|base|mailing)"),
        (("aucun", "pas", "plus"), r"\b(?:veux|souhaite|voulons|souhaitons|desire|veuillez|merci de)\b[^.!?]{0,20}\b(?:plus|aucun\w*|pas)\b[^.!?]{0,30}\b(?:recevoir|envoyer|contacter|contactee?s?|mails?|e-?mails?|newsletters?|publicites?|sollicitations?)\b"),
    ),
    # Spanish
    *group(
        ("que me", "que nos", "que trat", "que us", "que ut", "oposicion", "baja", "exclusion", "eliminacion", "dej", "par", "cesen", "no me", "no nos", "me de", "nos de", "enme", "eme ", "arme", "adme", "correo", "direccion", "e-mail", "email", "no quiero", "no deseo", "no queremos", "no deseamos", "no quisiera", "no mas", "no contactar", "revoc", "me opongo", "dar de baja", "den de baja"),
        r"\b(?:dej(?:en|a|ad|e)|par(?:en|a|e|ad)|cesen)(?: \w+)? de (?:enviar|mandar|escribir|contactar|molestar|llamar|spamear|acosar)",
        r"\bno (?:me|nos) (?:(?:envi|mand|contact|molest|llam)(?:en|es|e|eis)|escrib(?:an|as|a)|vuelv(?:an|a|as) a)\b",
        r"\bno (?:quiero|deseo|queremos|deseamos|quisiera)\b(?:(?!\b(?:pagar|enviar|mandar|perder|usar)\b)[^.!?]){0,30}\b(?:recibir|correos?|e-?mails?|mensajes|publicidad|comunicaciones|contacto|contacten|contactad[oa]s?|contactarme|contactarnos|boletin\w*)\b",
        r"\bdej(?:en|a|ad|e)(?:me|nos) (?:en paz|tranquil\w*)\b|\brevoc\w*\b[^.!?]{0,15}\bconsentimiento\b|\bme opongo al?\b[^.!?]{0,15}\btratamiento\b|^no (?:mas|contactar)\b[^.!?]{0,20}(?:correos?|e-?mails?|publicidad|mensajes|$)",
        r"\b(?:solicit|pid|exij)\w*\b[^.!?]{0,40}\b(?:baja|exclusion|eliminacion)\b[^.!?]{0,30}\b(?:lista|correos?|boletin|publicidad|newsletter|envios)\b",
    ),
    *each(
        (("base de datos", "bases", "boletin", "contactos", "correo", "lista", "mail", "mailing", "newsletter"), r"\b(?:quit|elimin|borr|saqu|sac|retir|remuev|d)[a-z]{0,6}(?:me|nos)\b[^.!?]{0,40}\b(?:listas?|base de datos|bases|correos?|boletin\w*|newsletters?|mailing|e-?mails?|contactos)\b"),
        (("contacto", "correo", "direccion", "mail", "nombre"), r"\b(?:quit|elimin|borr|saqu|retir|remuev|den de baja|dar de baja)\w* (?:mi|nuestro|este)s? (?:correo|e-?mail|direccion|contacto|nombre)\b"),
        (("derecho de oposicion", "que", "que me", "que nos"), r"\bno (?:deseo|quiero|autorizo|consiento|queremos|deseamos)(?: \w+)? que (?:me |nos )?(?:trat|us|utili|envi|mand|contact|llam)\w*|\b(?:solicito|pido|quiero|exijo|ruego|deseo) que (?:me|nos) (?:exclu|elimin|borr|saqu|quit|retir|den de baja)\w*|\bderecho de oposicion\b"),
    ),
    # Italian
    *group(
        ("chied", "vorrei", "smett", "basta", "piantatela", "finitela", "cessate", "temi", "teci", "rmi", "rci", "indirizzo", "nostr", "mio", "mia", "mail", "voglio", "vogliamo", "desider", "lasciate", "revoco", "mi oppongo"),
        r"\b(?:smett\w*|basta|piantatela|finitela|cessate)(?: \w+)? (?:di|con)\b[^.!?]{0,20}\b(?:scriver|inviar|mandar|contattar|chiamar|disturbar|importunar|e-?mail|mail|messagg|spam|newsletter|tempestar)",
        r"\b(?:cancella|rimuove|toglie|elimina|disiscrive|depenna|leva)(?:temi|teci|rmi|rci)\b[^.!?]{0,40}",
        r"\bnon (?:contatta|scrive|manda|invia|chiama|disturba)te(?:mi|ci)\b|\bnon (?:voglio|vogliamo|desidero|desideriamo)(?: \w+){0,2} (?:ricever|esser\w* contatta|esser\w* disturba|vostr\w* (?:e-?mail|mail))",
        r"\blasciate(?:mi|ci) (?:in pace|stare)\b|\brevoco\b[^.!?]{0,15}\bconsenso\b|\bmi oppongo al\b[^.!?]{0,15}\btrattamento\b|^basta (?:e-?mail|mail|messaggi|pubblicita|spam)",
    ),
    *each(
        (("contatto", "indirizzo", "mail", "nome", "nominativo"), r"\b(?:cancella|rimuov|togli|elimin|disiscriv)\w* (?:il |la )?(?:mio|nostro|mia|nostra|questo) (?:indirizzo|e-?mail|mail|nominativo|nome|contatto)\b"),
        (("cancellazione", "disiscrizione", "mi oppongo", "rimozione"), r"\b(?:chied|richied|desider|vorrei|vogli)\w*\b[^.!?]{0,40}\b(?:rimozione|cancellazione|disiscrizione)\b[^.!?]{0,40}\b(?:lista|liste|mailing|newsletter|elenco|invii)\b|\bmi oppongo\b[^.!?]{0,50}\b(?:invio|pubblicit|marketing|commercial)"),
    ),
    # Portuguese
    *group(
        ("remoc", "exclus", "retirada", "par", "deixem", "cessem", "remov", "retire", "retiro", "tire", "exclua", "apague", "descadastr", "cancele", "nao ", "em paz", "revogo", "oponho", "chega de", "basta de"),
        r"\b(?:parem?|parar|deixem de|cessem)(?: \w+)? de (?:me |nos )?(?:enviar|mandar|escrever|contact|contat|ligar|incomodar|spam|perturbar|importunar)",
        r"\b(?:removam?|retirem?|tirem?|excluam?|apaguem?|descadastr\w+|cancelem)[- ](?:me|nos|o meu|meu|o nosso)\b[^.!?]{0,40}",
        r"\bme (?:removam?|retirem?|tirem?|excluam?|descadastr\w+)\b[^.!?]{0,40}",
        r"\bnao (?:me|nos) (?:(?:envi|mand|contact|contat|incomod|perturb)(?:em|e)|escrevam?|liguem?)\b|\bnao (?:quero|queremos|desejo|desejamos|pretendo)\b[^.!?]{0,25}\b(?:receber|ser (?:contact|contat|incomodad)\w*|e-?mails?|mensagens|newsletters?|comunicac\w+|propaganda|publicidade)",
        r"\bdeixem?[- ](?:me|nos) em paz\b|\bme deixem? em paz\b|\b(?:revogo|retiro)\b[^.!?]{0,15}\bconsentimento\b|\boponho-me ao\b[^.!?]{0,15}\btratamento\b|^(?:chega|basta) de (?:e-?mails?|spam|mensagens)",
        r"\b(?:solicit\w*|pe[cd]\w*|quero|queremos|exijo|desejo)\b[^.!?]{0,60}\b(?:remocao|exclusao|retirada)\b[^.!?]{0,60}\b(?:base|lista|cadastro|mailing|contactos|contatos)\b",
    ),
    # Dutch
    *group(
        ("stop", "hou", "kap ", "haal", "verwijder", "schrap", "gooi", "schrijf", "meld", "neem", "geen", "niet", "nooit", "rust", "toestemming", "bezwaar"),
        r"\b(?:haal|verwijder|schrap|gooi|schrijf|meld|neem)\w* (?:mij|me|ons|mijn (?:e-?mail|adres|naam)\w*|onze? (?:e-?mail|adres|naam)\w*)\b[^.!?]{0,30}\b(?:\w*lijst\w*|bestand|database|nieuwsbrief|uit|af)\b",
        r"\b(?:wil|wens|wensen|willen|graag|stuur|gelieve|verzoek)\b[^.!?]{0,30}\b(?:geen|niet)\b[^.!?]{0,30}\b(?:e-?mails?|mails?|mailtjes|nieuwsbrie\w*|berichten|reclame|contact|benader\w*|gemaild|gebeld|gecontacteerd)\b[^.!?]{0,15}\b(?:meer|worden|ontvangen|sturen)\b",
        r"^geen (?:verdere |e-?mails?|mails?|nieuwsbrie\w*|reclame|contact)[^.!?]{0,20}(?:meer)?[.!]*$|\b(?:mail|bel|schrijf|contacteer|benader) (?:mij|me|ons) (?:\w+ )?(?:niet|nooit)\b|\bstuur (?:mij|me|ons) (?:geen|nooit|niet)\b",
        r"\blaat (?:mij|me|ons) (?:\w+ )?met rust\b|\btrek\w*\b[^.!?]{0,30}\btoestemming\b[^.!?]{0,10}\bin\b|\bmaak\b[^.!?]{0,15}\bbezwaar tegen\b",
        r"\b(?:post|mails?|e-?mails?|reclame|berichten|nieuwsbrie\w*)\b[^.!?]{0,30}\bniet (?:meer |langer )?op prijs\b|\bniet (?:meer|langer) (?:gebeld|gemaild|benaderd|gecontacteerd|lastiggevallen)\b",
    ),
    *each(
        (("hou op", "houd op", "kap", "stop"), r"\b(?:stop|hou(?:d)? op|kap|stoppen)(?: \w+)?(?: met| om)\b[^.!?]{0,25}\b(?:e?-?mail\w*|stur\w*|spam\w*|schrijven|bellen|versturen|lastig\w*|benaderen|nieuwsbrie\w*|berichten)"),
    ),
)  # fmt: skip

_LAW = r"(?:gdpr|dsgvo|ds-?gvo|rgpd|avg|ccpa|cpra|lgpd|pipeda|data protection (?:act|law|regulation)|datenschutz-?grundverordnung|general data protection regulation)"
_GONE = (
    r"(?:eras\w+|delet\w+|forgotten|remov\w+|destroy|purge|losch\w*|loesch\w*|vergessen\w*|effac\w*|supprim\w*|suppression|oubli|suprim\w*|supresion|"
    r"borr\w+|eliminac\w*|elimin[ae]\w*|olvido|cancellazione|cancell\w+|oblio|verwijder\w*|vergetelheid|apag\w+|esquec\w+|exclu\w+)"
)
_MINE = r"(?:my|our|all|any|every|everything|personal|the)"
_DATA = r"(?:data|datas|information|info|details|records?|account|accounts|profile|file|everything|history|pii)"

ERASE = (
    # English
    *group(
        ("delet", "cancellation of", "eras", "destroy", "purge", "wipe", "dispose", "remov", "eradicate", "right to", "right of", "forget"),
        rf"\b(?:delete|erase|wipe) me\b(?! (?:from|off))|\b(?:delete|erase|destroy|purge|wipe|dispose of|remove|eradicate) (?:everything|anything|all traces?|whatever|(?:{_MINE}|of|and|entire|stored|remaining|existing|associated|old|personal|user|customer|client|contact|company|business|e-?mail){{0,1}}(?: (?:of|and|my|our|all|personal|entire|stored|remaining|the|associated|user|customer|client|contact|company|business|e-?mail))* {_DATA})\b(?! (?:points?|sets?|sources?|types?|fields?|tables?))",
        rf"\b(?:erasure|deletion|removal) of (?:\w+ ){{0,3}}(?:{_DATA})\b[^.!?]{{0,40}}\b(?:concerning|about|relat\w+|associated|belong\w+|me|us|my|our)\b|\b(?:request|demand|ask|want|require|hereby)\w*\b[^.!?]{{0,40}}\b(?:erasure|deletion) of\b",
        rf"\b(?:request|demand|want|ask)\w*\b[^.!?]{{0,40}}\b(?:my|our|all|personal)\b[^.!?]{{0,25}}\b{_DATA}\b[^.!?]{{0,25}}\b(?:deleted|erased|removed|destroyed|wiped|purged)\b",
        rf"\b(?:want|have|see|get)\b[^.!?]{{0,12}}\b(?:my|our|all my|all our)\b[^.!?]{{0,20}}\b{_DATA}\b[^.!?]{{0,15}}\b(?:deleted|erased|wiped|purged)\b",
        r"\b(?:i|we)(?:'ve| have| had)? (?:already )?(?:requested|asked for|demanded) (?:an? |my |our |the )?(?:account|data|profile) (?:deletion|erasure|removal)\b",
        r"\b(?:ask|request)\w* for the (?:cancellation|deletion|erasure) of the (?:account|profile|data)\b[^.!?]{0,40}\be-?mail address\b",
        r"\bright (?:to|of) (?:erasure|be forgotten|deletion)\b|\bright to have (?:my|our)\b[^.!?]{0,30}\b(?:deleted|erased)\b|\b(?:data|account|gdpr|dsar) (?:deletion|erasure) request\b|\bforget (?:me|all about me)\b",
    ),
    # The law by its name, in any of the languages
    *group(
        ("gdpr", "dsgvo", "ds-gvo", "rgpd", "avg", "ccpa", "cpra", "lgpd", "pipeda", "data protection", "datenschutz", "17"),
        rf"\b{_LAW}\b[^!?]{{0,80}}\b{_GONE}\b(?! (?:tools?|tooling|features?|workflows?|support|module|process|button|function\w*|requests? (?:of|from|by) our)\b)|\b{_GONE}\b[^!?]{{0,80}}\b{_LAW}\b|\bart(?:\.|icle|ikel|icolo|igo|iculo)?\.? ?17\b[^!?]{{0,60}}\b(?:{_LAW}|{_GONE})|\b(?:{_LAW}|{_GONE})\b[^!?]{{0,60}}\bart(?:\.|icle|ikel|icolo|igo|iculo)?\.? ?17\b",
    ),
    # German
    *group(
        ("losch", "loesch", "vernicht", "entfern", "vergess"),
        r"\b(?:losch|loesch|vernicht|entfern)\w*(?: sie| bitte| hiermit| umgehend| sofort| unverzuglich){0,3} (?:alle|samtliche|meine|unsere|die|jegliche|mein|unser)\w*\b[^.!?]{0,50}\b(?:\w*daten|konto|account|angaben|informationen|profil|kundenkonto)\b(?![^.!?]{0,20}\bnicht\b)",
        r"\b(?:bitte|hiermit|mochte\w*|verlange\w*|fordere\w*|beantrage\w*|dass sie|wunsche\w*|um)\b(?:(?!\bnicht\b|\bkonn|\bkann\b)[^.!?]){0,90}\b(?:daten|konto|account|profil|angaben)\b(?:(?!\bnicht\b|\bkonn|\bkann\b)[^.!?]){0,30}\b(?:zu )?(?:losch|loesch|geloscht|geloescht|vernicht)",
        r"\b(?:um|auf|die) (?:die |unverzugliche |umgehende )?(?:losch|loesch)ung\b[^.!?]{0,40}\b(?:meiner|unserer|aller|samtlicher|meines|unseres|personenbezogen\w*)\b|\brecht auf (?:losch|loesch|vergess)|\bantrag auf (?:losch|loesch)",
    ),
    # French
    *group(
        ("supprim", "effac", "detrui", "suppression", "oubli"),
        r"\b(?:supprimez|effacez|detruisez)\b[^.!?]{0,25}\b(?:mes|nos|mon|notre|toutes|donnees|compte)\b|\b(?:veuillez|merci de|demande\w*|souhaite\w*|exige\w*|prie de|vouloir|veux)\b[^.!?]{0,40}\b(?:supprim|effac|suppression|detrui)\w*\b[^.!?]{0,40}\b(?:donnees|compte|informations|profil)\b",
        r"\b(?:merci|prie|veuillez|priere)\b[^.!?]{0,15}\bd'(?:effacer|supprimer)\b[^.!?]{0,25}\b(?:mes|mon|nos|notre|toutes)\b|\bdroit a l'(?:effacement|oubli)|\bdroit a la suppression",
        r"\bque (?:mes|nos|toutes (?:mes|les))\b[^.!?]{0,30}\b(?:donnees|informations)\b[^.!?]{0,25}\b(?:supprim|effac|detrui)",
    ),
    # Spanish
    *group(
        ("borr", "elimin", "supri", "destruya", "cancelacion", "olvido", "supres"),
        r"\bderecho (?:al olvido|de supresion|de cancelacion|a la supresion)",
        r"\bque (?:mis|nuestros|todos mis|mi)\b[^.!?]{0,20}\b(?:datos|cuenta)\b[^.!?]{0,25}\b(?:elimin|borr|suprim)",
    ),
    *each(
        (("borrad", "borre", "cuenta", "datos", "destruyan", "eliminad", "elimine", "informacion", "suprima"), r"\b(?:borren|eliminen|supriman|destruyan|borre|elimine|suprima|borrad|eliminad)\b[^.!?]{0,25}\b(?:mis|nuestros|todos|mi|datos|cuenta|informacion)\b|\b(?:solicit|pid|exij|quier|dese|quisier|favor de|ruego)\w*\b[^.!?]{0,40}\b(?:borr|elimin|supr|cancelacion)\w*\b[^.!?]{0,30}\b(?:datos|cuenta|informacion)\b"),
    ),
    # Italian
    *group(
        ("cancell", "elimin", "rimu", "rimoz", "distrugg", "oblio"),
        r"\b(?:cancellate|eliminate|rimuovete|distruggete|cancelli|elimini)\b[^.!?]{0,25}\b(?:miei|nostri|tutti|mio|dati|account)\b|\b(?:chied|richied|vogli|esig|desider|prego di)\w*\b[^.!?]{0,40}\b(?:cancell|elimin|rimoz)\w*\b[^.!?]{0,40}\b(?:dati|account|informazioni)\b",
        r"\bdiritto (?:all'oblio|alla cancellazione)",
    ),
    *each(
        (("account", "dati"), r"\bche (?:i miei|i nostri|tutti i (?:miei|nostri)|il mio)\b[^.!?]{0,20}\b(?:dati|account)\b[^.!?]{0,50}\b(?:cancell|elimin|rimoss)"),
    ),
    # Portuguese
    *group(
        ("apag", "elimin", "exclu", "remov", "remoc", "delet", "destru", "esquec"),
        r"\b(?:apaguem?|eliminem?|excluam?|removam?|deletem?|destruam)\b[^.!?]{0,25}\b(?:meus|minhas?|meu|nossos|todos|dados|conta)\b|\b(?:solicit|pe[cd]|exij|quero|desej|requeir)\w*\b[^.!?]{0,40}\b(?:elimin|exclu|apag|remoc|delet)\w*\b[^.!?]{0,40}\b(?:dados|conta|informac\w+)\b",
        r"\bdireito (?:ao esquecimento|ao apagamento|a eliminacao|de eliminacao)",
        r"\bque (?:os meus|meus|todos os meus|a minha|os nossos)\b[^.!?]{0,20}\b(?:dados|conta)\b[^.!?]{0,25}\b(?:apag|elimin|exclu|remov|delet)|\bpedido de (?:exclusao|eliminacao|remocao)\b[^.!?]{0,20}\bdados\b",
    ),
    # Dutch
    *group(
        ("verwijder", "wis", "vernietig", "verget"),
        r"\b(?:verwijder|wis|vernietig)(?: u| alstublieft| aub| graag| direct| onmiddellijk)* (?:al |alle )?(?:mijn|onze|de|persoons\w*|alle)\b[^.!?]{0,25}\b(?:\w*gegevens|data|account|profiel)\b|\b(?:verzoek|graag|wil|eis|gelieve|vraag)\b(?:(?!\bniet\b|\bkon)[^.!?]){0,50}\b(?:\w*gegevens|data|account)\b(?:(?!\bniet\b|\bkon)[^.!?]){0,25}\b(?:verwijder|wis|vernietig)",
        r"\brecht op (?:vergetelheid|gegevenswissing|verwijdering)",
        r"\b(?:verwijdering|wissing|vernietiging) van (?:al |alle )?(?:mijn|onze|alle|de)\b[^.!?]{0,25}\b(?:\w*gegevens|data|account)\b|\bvergeten (?:te )?worden\b|\bdat (?:mijn|onze)\b[^.!?]{0,25}\b(?:\w*gegevens|data|account)\b[^.!?]{0,20}\b(?:verwijderd|gewist|vernietigd)",
    ),
)  # fmt: skip

_HELPERS = (
    r"(?:(?:had|have|has|want|wants|wanted|decided|need|needs|needed|will|would|also|just|simply|then|to|are|were|is|was|going|forced|ended|up|"
    r"could|can|might|may|did|do|does|chose|plan|planned|started|trying|tried|us|even) )"
)
# Before words like these it is not a request: somebody else's act, something that failed, a feature.
NOT_ASKED = re.compile(
    rf"(?:\b(?:we|they|it|he|she|which|that|system|tool|app|software|sync|import|update|support|you guys|(?:our|the|my|their|some|your|all|many) (?:\w+ )?"
    rf"(?:users?|customers?|clients?|contacts?|subscribers?|readers?|members?|recipients?|leads?|people|team|staff|students?|guests|visitors|accountants?|tool|app|system|software)|people|users|customers|clients|contacts|subscribers|recipients|someone|somebody|anyone|everyone|everybody|nobody) {_HELPERS}{{0,5}}"
    r"|\b(?:could not|couldn't|couldnt|cannot|can not|can't|cant|unable to|not able to|no way (?:for \w+ )?to|no option to|no button to|impossible to|impossible for \w+ to|"
    r"not possible to|hard to|difficult to|how to|option to|ability to|feature to|tried to|trying to|failed to|had to|did not|didn't|does not|doesn't|"
    r"would not|wouldn't|won't|let (?:us|me|users)|lets (?:us|me|users)|allow\w* (?:us|me|users|you) to|way to|easy to|for) (?!you\b|u\b|someone\b|somebody\b|anyone\b|please\b)(?:\w+ ){0,2}"
    r"|\b(?:do not|don't|never|not) |\bno pud\w+ |\bno pued\w+ |\bimposible |\bno (?:se )?(?:puede|podia) |\bne (?:peux|pouvons|pouvais|peut|pouvait) pas |\bimpossible de "
    r"|\bnon (?:riesco|posso|potevo|possiamo|si puo) (?:a )?|\bimpossibile |\bnao (?:consigo|consegui|posso|conseguimos|da para|e possivel) |\bimpossivel )$"
)  # fmt: skip
