"""Requests by how and what they refuse: `refrain from contacting us`, `inutile de me relancer`. Data only.

Ways to refuse (no need to, spare me, please abstain from), combined with the acts of writing to somebody. `REFUSED`
holds what only a request can say; `TOLD` holds what could be about others, so that who is to do it is checked.
"""

from agents.checks.phrases import Phrases, each

_WHO = r"(?:^|[.,;:!?()-] ?|\b(?:i|we|i'd|we'd|please|and|but|so|customer|client|user|kindly|really|also) )"
_DOING = (
    r"(?:contacting|e-?mailing|mailing|messaging|texting|calling|phoning|writing(?: to)?|following up(?: with| on)?|reaching out(?: to)?|bothering|chasing|pestering|"
    r"getting in touch(?: with)?|getting back to|sending|approaching|spamming|pinging|trying to (?:win|get|reach|contact|sell|convince)(?: to)?)"
)
_DO = (
    r"(?:contact|e-?mail|mail|message|text|call|phone|write(?: to)?|follow up(?: with| on)?|reach out(?: to)?|bother|chase|pester|get in touch(?: with)?|"
    r"get back to|send|approach|spam|ping|try to (?:win|get|reach|contact|sell|convince)(?: to)?|reply|respond)"
)
_ME = r"(?: (?:to )?(?:me|us|this (?:address|person|customer|e-?mail)|anything|any (?:more )?\w+|more|again|further|back)\b|[ .!]*$|, )"
_GETTING = r"(?:getting|receiving|hearing|seeing|reading|being sent|to get|to receive|to hear|to see|to be sent)"
_THINGS = r"(?:e-?mails?|mails?|newsletters?|messages?|spam|marketing|calls?|offers?|promos?|promotions?|follow[- ]?ups?|contact|reminders?|correspondence|communications?|from you|stuff)"

# A request wherever it occurs.
REFUSED: tuple[Phrases, ...] = (
    # English
    *each(
        ((" you to ",), r"\breport(?:ed|ing)? you to (?:the )?(?:ico|cnil|dpa|ftc|acma|dpc|data protection|authorit|regulator|spamhaus|spamcop)"),
        (("contact", "communication", "correspondence", "message"), r"\b(?:contact|communications?|correspondence|messages?) (?:must|should|shall|has to|have to|will|is to|are to) (?:now |only )?(?:go|goes) (?:through|via|to) (?:my|our|him|her|them|the) ?(?:lawyers?|attorneys?|solicitors?|counsel|legal)?\b"),
        (("spam", "junk", "trash", "bin"), r"\b(?:your|any) (?:e-?mails?|messages?) (?:will |now )*(?:go|goes|are going) (?:straight |directly )?(?:to|into) (?:my |our |the )?(?:spam|junk|trash|bin)(?: folder)? (?:from now|now on|in future|going forward)"),
        (("appreciate", "ask", "like", "love", "prefer", "rather", "request"), rf"{_WHO}(?:would |'d |will |do )?(?:appreciate|prefer|like|rather|ask|request|love)(?: it)?(?: if you)?(?: (?:to|you|that|could|would|please|be|being))* (?:not|never|no longer|stopped|didn't|did not|don't|do not)(?: (?:to|be|being|ever))* (?:{_GETTING}|{_DO}|{_DOING}|contacted|e-?mailed|mailed|called|bothered|written|on|get|receive|hear)\b(?! (?:errors|the export))"),
        (("desire", "intention", "interest", "wish"), rf"{_WHO}(?:have |had |has |has got |there is )?(?:no|zero|not any) (?:further |more )?(?:interest|wish|desire|intention)(?: in| for| to| of)(?: \w+)? (?:further |more |any |your |{_GETTING} |being )*(?:{_THINGS}|contacted|e-?mailed|called)\b(?! (?:feature|tool|module|marketing features))"),
        (("not interested in ",), rf"{_WHO}(?:am |are |is |'m |'re )?not interested in (?:any |further |more |your |{_GETTING} |being |other |future )+(?:{_THINGS}|contacted|e-?mailed|called|to talk)\b"),
        (("decline", "forbade", "forbid", "object", "opted out of", "refuse", "reject", "revoked", "said no to"), r"\b(?:i|we|customer|client) (?:have |has |had |already |clearly |just )*(?:said no to|refused?s?|declined?s?|opted out of|revoked|rejects?|objected to|objects? to|forbade|forbids?) (?:all |any |your |further |the |use of my |to (?:receive|get) )*(?:\w+ )?(?:e-?mails?|marketing|newsletters?|mailings?|advertising|contact|communications?|calls)\b(?! (?:feature|tool|module|integration|editor))"),
        ((" to ", "approaching", "bothering", "calling", "chasing", "contacting", "following up", "getting back to", "getting in touch", "mailing", "messaging", "pestering", "phoning", "pinging", "reaching out", "sending", "spamming", "texting", "writing"), rf"\bno,? (?:thanks|thank you|thx) to (?:any |further |more |future |all |your )*(?:\w+ )?{_THINGS}\b|\bno (?:more|further) {_DOING}(?: (?:to )?(?:me|us))?(?:,? please)?[ .!]*$"),
        (("ask", "demand", "insist", "prefer", "request", "want"), r"\b(?:requests?|requested|wants?|asks? for|asked for|demands?|demanded|prefers?|preferred|insists? on) (?:absolutely )?no (?:more |further |marketing |e-?mail |sales )*(?:e-?mails?|mails?|contact|calls?|communications?|marketing|newsletters?|messages?|follow[- ]?ups?|outreach|correspondence)\b(?! (?:feature|tool|module|limit))"),
        (("called", "contacted", "mailed", "spam", "stop ", "used", "written"), r"\b(?:address|e-?mail|number|contact details|data|inbox) (?:should|must|may|can|is|shall) (?:not|no longer|never)(?: longer)? (?:to )?be (?:used|contacted|e-?mailed|mailed|written|spammed|called)\b|\bspam\b[^.!?]{0,20}\bstop (?:it|that|this)\b|\bstop (?:it|that|this) (?:now|already|please)[ .!]*$"),
        (("quit", "stop"), r"\byou(?: guys| people| all| lot)? (?:\w+ )?(?:need to|should|must|have to|has to|gotta|got to|better|ought to|can) (?:please |really )?(?:stop|quit)\b[^.!?]{0,25}\b(?:e-?mail\w*|mails?|mailing|contacting|messag\w+|calling|calls|writing|spam\w*|promos?|newsletters?|marketing|texts|bothering|pestering)\b"),
        (("no ",), rf"(?:^|[.,;:!?()-] ?|\b(?:please|and|but|so|want|wants) )no (?:more )?{_THINGS},? (?:and |or |nor )?no (?:more )?{_THINGS}\b(?! (?:feature|tool|module|integration|editor|template|tracking|support))"),
        (("be left ", "left alone"), r"\b(?:want|wish|like|prefer|ask|love|need|rather)\w* (?:\w+ )?(?:to )?be left (?:alone|in peace|be)\b|^(?:just )?left alone[ .!]*$"),
        (("do not", "don't", "never"), rf"(?:^|[.,;:!?()-] ?|\b(?:please|and|but|so) )(?:do not|don't|never)(?: ever)? {_DO}(?: me| us)?(?:,| or| and| nor)(?: even)?(?: don't| do not| never)? {_DO}\b(?! (?:our|my|the|them|your|a|from|new|all|with|it|people|customers|clients))"),
        (("bin", "discard", "drop", "erase", "forget", "lose", "scrap", "trash"), r"(?:^|[.,;:!?()-] ?|\b(?:please|and|but|so|now|just) )(?:forget|lose|drop|erase|trash|bin|discard|scrap) (?:that |about )?(?:my|our|this) (?:e-?mail|mail|phone)?(?: ?(?:address|number|contact|details|id))?\b(?! (?:campaign|template|list|server|integration))[^.!?]{0,15}[ .!]*$"),
        (("from", "heed", "hono", "observe", "off", "out of", "process", "respect"), r"(?:^|[.,;:!?()-] ?|\b(?:please|and|so|just|kindly) )(?:take|remove|get|strike|drop|delete|keep) (?:my|our|this) (?:\w+ )?\w+ (?:off|from|out of) (?:of )?(?:all |any |your |the |every )+(?:\w+ )?(?:lists?|mailings?|newsletters?|e-?mails?|marketing|campaigns?|communications?)\b|\b(?:respect|honou?r|process|observe|heed) (?:my|our|the|this) (?:opt[- ]?out|unsubscribe\w*|unsubscription|objection|withdrawal|wish not|request not)\b"),
        (("inbox", "mailbox"), r"\b(?:leave|stay out of|keep out of|get out of|out of|off)(?: of)? (?:my|our) (?:inbox|mailbox)\b(?: alone)?"),
        (("annoyed", "bored", "done", "enough of", "fed up", "had it with", "sick", "tired"), rf"\b(?:sick|tired|fed up|done|bored|annoyed)(?: and tired)? (?:of|with|by) (?:all |{_GETTING} )*(?:your|these|those|all these|this)(?: \w+)? {_THINGS}\b(?! (?:not|never|bounc|fail|being|that (?:do|did|never|fail|bounc)))|\b(?:enough of|had it with) your(?: \w+)? {_THINGS}\b"),
        (("spare ",), r"\bspare (?:me|us) (?:from )?(?:the|your|any|further|all|these)\b[^.!?]{0,20}\b(?:e-?mails?|mails?|messages?|newsletters?|calls?|spam|pitch\w*|offers?|follow[- ]?ups?|contact)"),
        (("keep", "leave"), r"\b(?:keep|leave) (?:me|us|my (?:e-?mail|address|name|number)|our (?:e-?mail|address|name)) (?:off|out of)\b[^.!?]{0,20}\b(?:lists?|campaigns?|mailings?|e-?mails?|marketing|newsletters?|outreach|funnel|crm|database)\b"),
        (("care", "need", "want", "wish"), rf"{_WHO}(?:do not|don't|never|no longer)(?: ever)? (?:want|wish|care|need) (?:to )?(?:hear|be hearing|listen|read)(?: anything| any ?more| any| another \w+| more| a word)*(?: (?:from|of|about) (?:you|your \w+|this company|this|them))?(?: guys| people| again| any ?more| ever)*[ .!,]*$"),
    ),
    # German
    *each(
        (("absehen", "abzusehen", "verzicht", "von "), r"\b(?:bitte|bitten|wurde\w*)\b[^.!?]{0,15}\bvon (?:weiteren?|jeglichen?|allen|kunftigen|zukunftigen|jeder|jedweder|einer|solchen)\b[^.!?]{0,40}\b(?:absehen|abzusehen|abstand)|\b(?:auf|von) (?:weitere|jegliche|alle|kunftige|zukunftige)[nr]? (?:kontakt\w*|mails?|e-?mails?|anfragen|nachrichten|werbung|angebote|anschreiben|nachfragen|zusendungen)\b[^.!?]{0,20}\b(?:verzicht|absehen|abzusehen)"),
        (("bekommen", "erhalten", "horen", "lesen", "mailen", "schick", "senden", "von "), r"\b(?:mochte\w*|will|wollen|wunsche\w*|bitte|schick\w*|send\w*)\b[^.!?]{0,20}\b(?:nichts|nix) (?:mehr|weiter)\b[^.!?]{0,20}\b(?:von (?:ihnen|euch|ihrer|eurer)|horen|erhalten|bekommen|schicken|senden|lesen|zusenden|mailen|zugeschickt)\b|\bschick\w* (?:mir|uns) (?:bitte )?(?:nichts|nix) mehr\b"),
        (("bedarf", "interesse", "lust", "wunsch"), r"\b(?:kein(?:erlei)?|null) (?:interesse|bedarf|lust|wunsch) (?:mehr )?(?:an|auf|nach) (?:\w+ )?(?:kontakt\w*|mails?|e-?mails?|werbung|newsletter\w*|angeboten?|nachrichten|anrufen?|anschreiben|post|zusendungen)\b"),
        (("abbestellt", "abgelehnt", "untersagt", "verboten", "widersprach", "widerspricht", "widersprochen"), r"\b(?:werbung|newsletter|kontaktaufnahme|kontakt|mailings?|e-?mails?|zusendung\w*|datenverarbeitung|verarbeitung|datennutzung)\b[^.!?]{0,30}\b(?:widersprochen|widersprach|widerspricht|untersagt|verboten|abgelehnt|abbestellt)\b"),
        (("austragen", "entfernen", "loschen", "nehmen", "streichen"), r"\b(?:bitte|bitten)\b[^.!?]{0,20}\b(?:e-?mail-?|mail-?)?(?:adressen?|mail|kontakt\w*|telefonnummer|nummer|namen?) (?:bitte |umgehend |sofort )?(?:aus|von) (?:dem|der|den|eurem|ihrem|eurer|ihrer|allen|euren|ihren) (?:\w+ )?(?:\w+ )?(?:nehmen|loschen|entfernen|streichen|austragen|rausnehmen)\b"),
        (("ehen", "entfernung", "ieht", "loschung", "mehr", "von ", "wieder"), r"\bvon (?:\w+ )?\w*(?:mails?|werbung|anrufen|kontakt\w*|newslettern?|zusendungen|nachrichten|anschreiben|angeboten) (?:\w+ )?(?:abzusehen|absehen|abstand)\b|\b(?:sehen|sieht) (?:sie )?(?:bitte )?von (?:\w+ )?\w*(?:mails?|werbung|anrufen|kontakt\w*|newslettern?|zusendungen|nachrichten|anfragen)\b[^.!?]{0,15}\bab\b|\b(?:schick|send|schreib|mail)\w* (?:mir|uns) (?:\w+ )?(?:nichts|nix|keine \w+|nie) (?:mehr|wieder)\b|\b(?:loschung|entfernung) (?:aller|meiner|unserer|samtlicher|der) (?:\w+ )?(?:daten|angaben|konten) (?:erbeten|gewunscht|erwunscht|bitte|verlangt|gefordert)\b"),
        (("sparen sie", "spart", "verschon"), r"\b(?:verschon\w*|spart|sparen sie) (?:mich|uns|mir|euch|sich)\b[^.!?]{0,25}\b(?:mails?|e-?mails?|werbung|newsletter\w*|angebote\w*|nachrichten|anrufe\w*|post|anschreiben|kontakt\w*)"),
        (("anruf", "anzuruf", "behellig", "belastig", "kontaktier", "mailen", "nerven", "schreib", "storen"), r"\b(?:bitte|bitten|wunsch\w*|mochte\w*)\b[^.!?]{0,40}\b(?:mich|uns|mir|kunden)\b[^.!?]{0,25}\b(?:nicht|nie)(?: mehr| langer| weiter| wieder| erneut)* (?:zu )?(?:kontaktier\w*|anschreib\w*|anzuschreib\w*|anruf\w*|anzuruf\w*|mailen|belastig\w*|schreib\w*|storen|nerven|behellig\w*)"),
        (("schicken", "senden"), r"(?:^|[.,;:!?-] |\bbitte )(?:kein(?:e|en)? )(?:weiteren? )?(?:werbung|mails?|e-?mails?|newsletter|nachrichten|post|angebote|anrufe)(?: mehr)? (?:mehr )?(?:schicken|senden|zusenden|zuschicken|verschicken an (?:mich|uns))(?: bitte)?[ .!]*$"),
    ),
    # French
    *each(
        (("abstenez", "ca ne sert a rien", "evite", "inutile", "pas besoin", "pas la peine", "vous abstenir"), r"\b(?:inutile|pas la peine|pas besoin|ca ne sert a rien|evite\w*|d'eviter|abstenez[- ]vous|vous abstenir|de vous abstenir)(?: d[e'])? ?(?:de )?(?:me|nous|m'|continuer a|toute)? ?(?:me |nous |m')?(?:(?:re)?contact\w*|(?:re)?lanc\w*|sollicit\w*|derang\w*|(?:r')?appel\w*|rappel\w*|ecri\w*|envoy\w*|demarch\w*|prise de contact|joindre)\b(?! (?:le support|nos|les clients))"),
        (("avoir ", "entendre parler", "etre ", "nouvelles", "recevoir quoi", "rien recevoir"), r"\b(?:veu[xt]|voulons|souhait\w*|desir\w*)\b[^.!?]{0,8}\bplus (?:jamais )?(?:rien )?(?:entendre parler|avoir (?:de|affaire|a faire|de nouvelles)|rien recevoir|de (?:vos )?nouvelles|recevoir quoi|etre (?:re)?(?:contact|relanc|derang|sollicit|appel|joint)\w*)\b"),
        (("contre", "interdi", "oppos", "refus", "stop "), r"\b(?:refus\w*|interdi\w*|oppos\w*|contre)\b[^.!?]{0,20}\b(?:tout\w*|le|la|les|a|au|aux|votre|vos)\b[^.!?]{0,15}\b(?:demarchage|prospection|sollicitation\w*|publicites?|pub|relances?|newsletters?|mailings?|marketing|contact)\b|(?:^|[.,;:!?-] |plait )stop (?:a |aux |les |vos |avec (?:les |vos ))?(?:mails?|e-?mails?|pubs?|publicites?|newsletters?|relances?|messages?|sms|appels?)\b(?! (?:de nos|a nos|ne |vers))"),
        (("abonne", "abonnons", "appeler", "contacter", "demarcher", "deranger", "ecrire", "inscris", "inscrivons", "lancer", "mailer", "solliciter"), r"\b(?:je |j'|on |nous )?(?:me |nous )?(?:desinscris|desabonne|desinscrivons|desabonnons)\b[^.!?]{0,15}\b(?:de|des) (?:tout|tous|toutes|vos|votre|la|cette)\b|(?:^|[.,;:!?-] )ne (?:pas|plus) (?:re)?(?:lancer|contacter|appeler|solliciter|demarcher|deranger|mailer|ecrire)(?: (?:ce|cette|le|la) (?:client\w*|personne|contact|adresse|compte))?[ .!]*$"),
        (("enlevez", "m'ecrivez", "m'envoyer", "m'envoyez", "me mailez", "ne cherchez p", "nous envoyez", "otez", "oubliez", "sortez", "virez"), r"\b(?:m'envoyez|nous envoyez|m'ecrivez|me mailez|m'envoyer) plus (?:rien|jamais)\b|\boubliez[- ](?:moi|nous)\b[ .!]*$|\b(?:sortez|virez|enlevez|otez)[- ](?:moi|nous) de (?:vos|votre|la|cette)\b|\bne cherchez (?:plus|pas) a (?:me|nous) (?:joindre|recontact\w*|contact\w*)"),
        ((" interesse",), r"\b(?:pas|plus|aucunement|nullement) interesse\w* par (?:vos|d'autres|de nouveaux|de nouvelles|des|un nouveau|votre) (?:\w+ )?(?:mails?|e-?mails?|messages?|newsletters?|relances?|offres?|sollicitations?|contacts?)\b"),
    ),
    # Spanish
    *each(
        (("agradeceria", "favor", "pedimos", "pido", "preferiria", "prefiero", "rogamos", "ruego", "solicito"), r"\b(?:favor|por favor|pido|pedimos|solicito|ruego|rogamos|agradeceria|les pido|preferiria|prefiero)(?:,| de| que)* no (?:me |nos |volver a |vuelvan a |seguir |sigan )*(?:contact|escrib|llam|mand|envi|molest|insist)\w*"),
        (("anden", "basta ", "continuen", "esten", "siga", "vuelvan a"), r"\bno (?:me |nos |le |les )(?:sigan|siga|continuen|vuelvan a|anden|esten) (?:mandando|enviando|llamando|escribiendo|contactando|molestando|mandar|enviar|llamar|escribir|contactar|molestar)|\bbasta (?:ya )?(?:de |con )?(?:\w+ )?(?:publicidad|correos?|e-?mails?|mensajes?|llamadas)\b"),
        (("abstenerse", "abstenganse", "abstengase", "evitar", "evite", "insistan", "olvidense de "), r"\b(?:abstenganse|abstengase|eviten|evite|evitar|abstenerse)(?: de)? (?:contactar|escribir|llamar|enviar|mandar|molestar)\w*|\bno (?:me |nos )?insistan\b|\bolvidense de (?:mi|nosotros)\b"),
        ((" saber ", "es necesario", "hace falta"), r"\bno (?:quier[eo]|queremos|deseo|deseamos|desea)(?: \w+)? saber (?:nada )?(?:mas )?(?:nada )?(?:de|mas) (?:ustedes|vosotros|uds|esta empresa|su empresa|nada)?|\bno (?:hace falta|es necesario) que (?:me|nos) (?:contact|escrib|llam|mand|envi)\w*"),
        (("no est",), r"\b(?:no estoy|no estamos|no esta) interesad[oa]s? en (?:recibir|sus|mas|que me|ser) (?:\w+ ){0,2}(?:correos?|e-?mails?|mails?|mensajes?|llamadas|publicidad|contactad\w+|contacten|informacion|boletin\w*)\b"),
    ),
    # Italian
    *each(
        ((" non ",), r"\b(?:prego|preghiamo|chied\w+|gentilmente|preferi\w+|favore|richied\w+)(?: vivamente| cortesemente)? (?:di|che) non (?:mi |ci |piu |venga |vengo |essere )*(?:(?:ri)?contatta\w*|scriv\w*|chiam\w*|disturb\w*|invi\w*|mand\w*|ricev\w*)"),
        (("astenersi", "astenetevi", "evitare", "evitate", "inutile"), r"\b(?:evitate|evitare|astenetevi|astenersi|inutile)(?: di| dal| dallo)? (?:continuare a )?(?:(?:ri)?contatta\w*|scriver\w*|chiamar\w*|disturbar\w*|inviar\w*|mandar\w*|inviarmi|mandarmi)"),
        (("avere a che fare", "dimenticate", "non insistete", "saper", "sentir"), r"\bnon (?:voglio|vogliamo|vuole|desidero)(?: \w+)? (?:sentir\w*|saper\w*|avere a che fare)\b[^.!?]{0,20}|\bdimenticat(?:emi|eci)\b[ .!]*$|\bnon insistete\b"),
        (("interessat",), r"\bnon (?:sono|siamo|e) (?:piu )?interessat[oaie] a(?:lle|i|lla|l)? (?:vostr[eai]|ricever\w*|altr[ei]|essere) ?(?:\w+ )?(?:e-?mails?|mails?|messaggi|newsletter|offert[ea]|comunicazioni|contattat\w|promozioni)?"),
    ),
    # Portuguese
    *each(
        (("nao ",), r"\b(?:peco|pedimos|solicito|gostaria|prefiro|favor|por favor|agradeco)(?:,| de| que| para)* (?:de )?nao (?:me |nos |mais |ser |voltem a |voltar a |receber )*(?:contat|contact|escrev|lig|mand|envi|incomod|perturb|procur|entr|mensag|e-?mail)\w*"),
        (("abstenha-se", "abstenham-se", "esquecam-me", "evite", "me esquecam", "nao me procure", "nao precisa", "parem"), r"\b(?:evitem?|abstenham-se|abstenha-se|parem)(?: de)? (?:me |nos )?(?:contat|contact|escrev|lig|mand|envi|incomod)\w*|\bnao me procurem?\b|\besquecam-me\b|\bme esquecam\b|\bnao precisam?(?: \w+)? (?:me |nos |de me )?(?:contat|contact|escrev|lig|mand|envi)\w*"),
        ((" interesse em ", " saber "), r"\bnao (?:quero|queremos|quer|desejo)(?: \w+)? saber (?:mais )?(?:nada )?(?:de|desta|dessa) (?:voces|vos|empresa|nada)\b|\bnao (?:tenho|temos|ha) interesse em (?:\w+ )?(?:receber|contat\w*|contact\w*|mensagens|e-?mails?|ofertas|ser)\b"),
    ),
    # Dutch
    *each(
        (("behoefte", "interesse", "liever geen ", "zin"), r"\bgeen (?:behoefte|interesse|zin)(?: meer)? (?:aan|in) (?:\w+ )?(?:contact|e-?mails?|mails?|mailtjes|nieuwsbrie\w*|reclame|berichten|telefoontjes|aanbiedingen)\b|\bliever geen (?:\w+ )?(?:contact|e-?mails?|mails?|mailtjes|nieuwsbrie\w*|reclame|berichten|telefoontjes)\b(?! (?:verliezen|missen))"),
        (("bespaar ", "iets", "iks", "lastig", "ooit"), r"\b(?:wil|willen|hoef|hoeven|wens)(?: \w+){0,2} (?:niets|niks|nooit)(?: meer)?(?: \w+){0,2} (?:horen|ontvangen|krijgen|te horen|te ontvangen)\b|\b(?:val|vallen) (?:mij|me|ons)\b[^.!?]{0,15}\bniet (?:meer |langer )?lastig\b|\bbespaar (?:mij|me|ons)\b[^.!?]{0,20}\b(?:mails?|mailtjes|berichten|reclame|telefoontjes)"),
        (("aan te schrijven", "bellen", "benaderen", "contacteren", "lastig", "mailen", "storen"), r"(?:^|[.,;:!?-] |\b(?:alstublieft|graag|verzoek(?: om)?|verzoeke) )(?:mij |me |ons )?(?:niet|nooit) (?:meer |verder |langer )?(?:te )?(?:contacteren|mailen|bellen|benaderen|e-?mailen|aan te schrijven|lastig ?vallen|storen)\b"),
    ),
)  # fmt: skip
# A request only where it is put as one.
TOLD: tuple[Phrases, ...] = (
    *each(
        (("abstain", "avoid", "desist", "hold off", "refrain"), rf"\b(?:refrain|abstain|desist|avoid|hold off)(?: from| on)? (?:any |further |all |ever |from )*{_DOING}{_ME}"),
        (("abstain", "desist", "refrain"), r"\b(?:refrain|abstain|desist) from (?:any |further |all |more )*(?:contact|e-?mails?|mails?|calls?|communications?|messages|marketing|outreach|follow[- ]?ups?)\b"),
        (("need", "point", "reason", "use"), rf"(?:^|[.,;:!?()-] ?|\b(?:please|and|so|but|there is|there's|really) )(?:no|not any|absolutely no) (?:need|point|use|reason)(?: in| for you| to bother)? (?:to |in |for )?(?:you to )?(?:{_DO}|{_DOING}){_ME}"),
        (("bother", "dare", "try"), rf"(?:^|[.,;:!?()-] ?|\b(?:please|and|so|but) )(?:don't|do not|never) (?:even )?(?:bother|try|dare)(?: to| with)? ?(?:{_DO}|{_DOING})\b"),
    ),
)  # fmt: skip
