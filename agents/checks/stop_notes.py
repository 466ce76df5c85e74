"""Requests as telegrams and notes put them: `no emails please`, `Kunde wünscht keine Kontaktaufnahme`. Data only.

In cancellation forms people leave out who speaks, and teams note it in the third person. If somebody else is the
subject (`our customers do not want ...`), it is not a request; so each pattern says where its clause begins.
"""

from agents.checks.phrases import Phrases, each

# Where a clause begins in which people speak for themselves or about the one customer.
_START = r"(?:^|[.,;:!?()-] ?|\b(?:please|and|but|so|because|also|just|again|or) )"
_WHO = r"(?:(?:i|we|customer|client|user|contact|he|she|owner|prospect|and|but|also|please|clearly|really|just|simply) ){0,4}"
_NOT = r"(?:do not|don't|does not|doesn't|did not|didn't|no longer|never|would not|wouldn't|will not|won't)"
_CONTACT = (
    r"(?:e-?mails?|mails?|newsletters?|messages?|spam|mailings?|contact|calls?|phone calls|sales calls|outreach|follow[- ]?ups?|solicitations?|"
    r"communications?|marketing|promos?|promotions?|offers?|win[- ]?backs?|texts|correspondence|notifications?|reminders?)"
)
_TOUCHED = r"(?:contacted|e-?mailed|mailed|called|phoned|texted|messaged|written to|bothered|approached|pestered|solicited|chased|spammed|marketed to|reached out to|followed up with|on (?:your|the|any) \w* ?list)"
_REACH = (
    r"(?:contact|e-?mail|mail|call|phone|text|bother|message|write|reach out|follow up|followup|get in touch|be in touch|get back|"
    r"ping|spam|approach|chase|solicit|reply|respond|try to (?:win|get|bring|reach|contact|call|sell|change)|send)"
)
_TO_US = r"(?: (?:to )?(?:me|us)| again| ever| any ?more| any longer| further| anything| any \w+| back| more| at all| with (?:me|us)| (?:me|us) back)"
_END = r"[ .!]*$"

NOTES: tuple[Phrases, ...] = (
    # English
    *each(
        (("call", "communication", "contact", "correspondence", "follow", "mail", "marketing", "message", "newsletter", "notification", "offer", "outreach", "promo", "reminder", "solicitation", "spam", "texts", "win"), rf"{_START}(?:no|zero) (?:(?:more|further|additional|any|other|marketing|promo|sales|win[- ]?back|follow[- ]?up|phone) )*{_CONTACT}(?: ?(?:,|/|or|and|nor) (?:more )?{_CONTACT})*(?: (?:to|from|for) (?:me|us|you|you guys|your \w+|anyone))*,? (?:please|wanted|desired|requested|wished|whatsoever|at all|ever|again|any ?more|from you(?: guys)?|to (?:me|us))\b"),
        (("please",), rf"\bplease,? (?:absolutely |really )?no (?:(?:more|further|additional|other|marketing|promo|sales|win[- ]?back|follow[- ]?up|phone) )*{_CONTACT}\b(?! (?:was|were|is|are|got|gets|arriv|came|per|limit|in|on|if|unless|when))"),
        (("being ", "getting ", "to be ", "to get "), rf"{_START}{_WHO}{_NOT} (?:\w+ )?(?:want|wish|like|care|need|expect|intend|agree)(?: \w+)? (?:to be |being |to get |getting ){_TOUCHED}\b"),
        (("accept", "desire", "want", "welcome", "wish"), rf"{_START}{_WHO}{_NOT} (?:\w+ )?(?:want|wish|welcome|desire|accept)(?: for)? (?:any |your |more |further |these |those |all |the |sales |marketing |of |this |to (?:get|have|see|receive|read|hear) )+(?:\w+ )?{_CONTACT}\b(?! (?:feature|tool|module|editor|builder|integration|template|tracking|campaign|system|option|to our|to be|on our|with|for our|functional))"),
        (("didn't", "doesn't", "don't", "never", "no longer", "not", "won't", "wouldn't"), rf"{_START}(?:{_NOT}|not) (?:ever |please |even |bother to ){{0,3}}{_REACH}{_TO_US}+"),
        (("did not", "didn't", "do not", "does not", "doesn't", "don't", "never", "no longer", "will not", "won't", "would not", "wouldn't"), rf"{_START}{_NOT} (?:ever |please |even |bother to ){{0,3}}(?:contact|e-?mail|mail|call|reach out|follow up|get in touch|ping|approach|chase|solicit|message){_END}"),
        (("cut it out", "enough", "knock it off", "lay off", "quit", "stop"), rf"{_START}(?:stop|quit|enough|lay off|knock it off|cut it out)(?: it| already| please)*(?: with| of)? (?:all |the |your |these |those |this |that )+(?:\w+ )?{_CONTACT}\b(?! (?:feature|tool|module|from our|to our|through))"),
        (("list",), rf"{_START}(?:to be|must be|should be)? ?(?:taken|removed|off|deleted) (?:from |off |of )*(?:all |your |the |any |every )*(?:\w+ )?(?:mailing |e-?mail |marketing |contact )?lists?\b{_END}"),
        (("'d like", "need", "want", "wish", "would like"), rf"{_START}(?:i |we )?(?:want|need|wish|would like|'d like) (?:to be |to get |get )?(?:off|out of|removed from|taken off) (?:all |your |the |this |any |every )*(?:\w+ )?(?:mailing |e-?mail |marketing |contact )?(?:lists?|mailings?|newsletters?|e-?mails?|database)\b"),
        (("asked", "asks", "demanded", "demands", "requested", "requests", "wants", "wishes"), rf"\b(?:customer|client|user|contact|owner) (?:has )?(?:asked|requested|wants|wishes|demanded|demands|requests|asks)(?: us)? (?:no |not to be |to not be |to be left |not to (?:get|receive) |to be removed |that we (?:do not|don't|stop|never) )(?:further |more |any |ever )*(?:{_CONTACT}|{_TOUCHED}|alone|from|contact|e-?mail|call)"),
    ),
    # German
    *each(
        (("kein",), r"\b(?:wunsch(?:t|en|e)|mochte[nt]?|will|wollen|bitte[nt]?|bittet um|verbitte[nt]?)\b(?:(?!\bkunden\b|\bversend|\bkonn)[^.!?]){0,30}\bkein(?:e|en|er|erlei)? (?:(?:weitere[nr]?|mehr|einzige[nr]?|sonstige[nr]?|eure|ihre|solche[nr]?|werbliche[nr]?) ){0,2}(?:kontakt\w*|(?:werbe-?|spam-?|e-?)?mails?|newsletter|werbung|anrufe?n?|anschreiben|nachrichten|ruckmeldung|post|angebote|zuschriften|benachrichtigungen)\b(?! (?:mehr )?(?:versend|verlier|verschick|schreib|selbst|verpass)| (?:in|im|auf|bei) (?:der|dem|den|die|unser\w*) |e\b)"),
        (("angemailt", "angerufen", "angeschrieben", "angesprochen", "anrufen", "belastigt", "beworben", "genervt", "gestort", "kontaktieren", "kontaktiert", "mailen", "melden", "nerven", "schreiben", "storen"), r"\b(?:wunsch(?:t|en|e)|mochte[nt]?|will|wollen|darf|durfen|bitte)\b(?:(?!\bunsere\b|\bkonn)[^.!?]){0,30}\b(?:nicht|nie)(?: mehr| langer| weiter| wieder| erneut| per \w+| von (?:ihnen|euch))* (?:kontaktiert|angeschrieben|angerufen|angemailt|belastigt|beworben|genervt|gestort|angesprochen|kontaktieren|anschreiben|anrufen|anmailen|mailen|melden|schreiben|nerven|storen|zumailen)\b"),
        (("kein",), r"(?:^|[.,;:!?-] |\bbitte,? )(?:absolut |wirklich |ab sofort )?kein(?:e|en|erlei)? (?:weitere[nr]? |mehr )?(?:kontakt\w*|(?:werbe-?|spam-?|e-?)?mails?|newsletter|werbung|anrufe?|anschreiben|nachrichten|post|zuschriften)(?: (?:oder|und|,) \w+)?(?: (?:mehr|bitte|an (?:mich|uns)|von (?:ihnen|euch)|erwunscht|gewunscht|gewollt|zusenden|schicken|senden|danke|aufnehmen|zu (?:mir|uns)))+[ .!]*$"),
        (("anrufen", "anschreiben", "belastigen", "bewerben", "kontakten", "kontaktieren", "mailen", "nerven", "storen"), r"(?:^|[.,;:!?-] |\bbitte )(?:mich |uns |kunden? )?(?:\w+ )?(?:nicht|nie) (?:mehr |wieder |weiter )?(?:kontaktieren|anschreiben|anrufen|anmailen|mailen|zumailen|belastigen|bewerben|nerven|storen|kontakten)(?: (?:und|oder) \w+)?(?: bitte)?[ .!]*$"),
        (("erwunscht", "genug", "gewollt", "gewunscht", "raus", "schluss"), r"\b(?:kontakt\w*|mails?|e-?mails?|werbung|newsletter|anrufe|anschreiben|zusendung\w*) (?:ist |sind |wird |werden )?(?:\w+ )?(?:nicht|un)(?: (?:mehr|langer|weiter))? ?(?:erwunscht|gewunscht|gewollt)\b|\b(?:schluss|genug|raus) (?:jetzt )?(?:mit|von|aus) (?:den|euren|ihren|dem|der|eurem|ihrem|diesen) (?:\w+ )?(?:mails?|e-?mails?|newslettern?|nachrichten|verteiler|liste|werbung)\b"),
        (("untersag", "verbiet", "verbitt"), r"\b(?:untersag|verbiet|verbitt)\w*\b[^.!?]{0,40}\b(?:kontakt\w*|werbung|mails?|e-?mails?|anrufe|zusendung\w*|anschreiben|nutzung|verarbeitung)\b"),
    ),
    # French
    *each(
        (("arret", "cess", "finissez", "stop"), r"(?:^|[.,;:!?-] |\b(?:merci|svp|plait) )(?:arret\w*|cess\w*|stopp?e?z?|stop|finissez)(?: [a-z']+){0,2}? (?:avec |a |aux )?(?:vos|les|ces|tes|cette|tous vos|toutes vos|tous ces|le|votre|aux) (?:\w+ )?(?:mails?|e-?mails?|messages?|newsletters?|pubs?|publicites?|relances?|sollicitations?|envois|courriels?|appels|spams?|demarchage|harcelement)\b(?! (?:de nos|a nos|vers|ne |automatiques ne))"),
        (("aucun", "pas d", "plus d"), r"\b(?:souhait\w*|veu[xt]|voulons|veulent|desir\w*)\b(?:(?!\bclients\b|\benvoyer\b)[^.!?]){0,15}\b(?:aucun\w*|pas d[e'u]s?|plus d[e'u]s?|plus aucun\w*)(?: autres?)? ?(?:contacts?|relances?|sollicitations?|prospection|appels?|demarchage|mails?|e-?mails?|messages?|newsletters?|pubs?|publicites?|courriels?)\b"),
        (("a l'avenir", "de votre part", "desire", "merci", "s'il vous plait", "souhaite", "voulu"), r"(?:^|[.,;:!?-] |\b(?:merci|plait),? )(?:pas|plus|aucun\w*)(?: d[e'u]s?| autres?)* ?(?:contacts?|relances?|sollicitations?|prospection|appels?|demarchage|mails?|e-?mails?|messages?|newsletters?|pubs?|publicites?|courriels?)(?: (?:ni|ou|et) (?:d[e'] ?)?\w+)?,? (?:s'il vous plait|merci|souhaite\w*|desire\w*|de votre part|a l'avenir|voulus?)\b"),
        (("appel", "contact", "demarch", "derang", "ecri", "importun", "lanc", "sollicit"), r"(?:^|[.,;:!?-] |\b(?:merci de|veuillez|priere de|client\w*|demande|a|souhaite\w*|veut|veux) )(?:ne (?:plus|pas|jamais) |a ne (?:plus|pas) )(?:(?:me|nous|le|la|les|etre) )?(?:(?:re)?contact\w*|(?:re)?lanc\w*|sollicit\w*|derang\w*|appel\w*|demarch\w*|ecri\w*|importun\w*)\b(?! (?:nos|mes|les clients|le support))"),
        (("assez", "fichez", "foutez", "laissez", "marre", "plein le dos", "ras le bol"), r"\b(?:foutez|fichez|laissez)[- ](?:moi|nous) (?:la paix|tranquilles?|en paix)\b|\b(?:marre|ras le bol|assez|plein le dos) de (?:vos|ces) (?:mails?|e-?mails?|messages?|pubs?|relances?|newsletters?)\b"),
    ),
    # Spanish
    *each(
        (("boletines", "contacto", "correo", "llamadas", "mail", "mensaje", "newsletter", "publicidad", "spam"), r"(?:^|[.,;:!?-] |\bpor favor,? |\by )(?:ya )?(?:no|ni un|ningun)(?: envien| manden)? (?:mas )?(?:correos?|e-?mails?|mails?|mensajes?|publicidad|llamadas|spam|contacto|boletines|newsletters?)(?: (?:ni|o|y) \w+)?(?: (?:mas|por favor|de ustedes|vuestros|suyos))*[ .!]*$"),
        (("acept", "autoriz", "desea", "deseo", "queremos", "quier"), r"(?:^|[.,;:!?-] |\b(?:cliente|el|ella|usuario|contacto|por favor|ya|y|que|yo|pero) )no (?:quier[eo]n?|desea[ns]?|deseo|deseamos|queremos|acept[ao]|autoriz[ao])(?: \w+)? (?:ser (?:re)?(?:contactad|molestad|llamad)\w*|(?:recibir|mas|ningun|tener)\b[^.!?]{0,25}\b(?:correos?|e-?mails?|mails?|mensajes?|publicidad|llamadas|contacto|ofertas|informacion|newsletters?)|contacto|correos?|que (?:me|nos|le|les) (?:contact|escrib|llam|mand|envi|molest|busqu)\w*)"),
        (("contact", "enviar", "envien", "escrib", "llam", "mandar", "manden", "molest"), r"(?:^|[.,;:!?-] |\bpor favor,? )(?:ya )?no (?:me |nos |le |les |lo )?(?:vuelvan a |volver a )?(?:contact(?:ar|en|arlo|arle|arme|arnos)|llam(?:ar|en|arlo|arme)|escrib(?:ir|an|irle|irme)|molest(?:ar|en|arme)|enviar|mandar|envien|manden)(?: mas| de nuevo| otra vez| nunca| nada| por favor| correos?| e-?mails?| mails?| publicidad| ofertas| mensajes?| (?:ni|y|o) \w+)*[ .!]*$"),
        (("basta ",), r"\bbasta (?:ya )?(?:de|con) (?:\w+ )?(?:correos?|e-?mails?|mails?|mensajes?|publicidad|spam|llamadas)\b"),
    ),
    # Italian
    *each(
        (("basta", "mai", "nessun", "niente"), r"(?:^|[.,;:!?-] |\b(?:per favore|prego|e),? )(?:niente|nessuna?|basta|mai)(?: piu| altre| altri| ulteriori| con le| con i| con| vostre| altra)* (?:e-?mails?|mails?|messaggi|messaggio|pubblicita|newsletter|contatt[oi]|chiamate|telefonate|spam|comunicazioni)(?: (?:per favore|grazie|da parte vostra|da voi|in futuro))*[ .!]*$"),
        (("accetto", "autorizzo", "desider", "gradiamo", "gradisc", "intendo", "vogliamo", "voglio", "vuole"), r"(?:^|[.,;:!?-] |\b(?:cliente|lui|lei|utente|e|ma|che|io|per favore) )non (?:vuole|voglio|vogliamo|desider[aoi]\w*|gradisc[eo]|gradiamo|intendo|accetto|autorizzo)(?: piu)? (?:(?:piu )?(?:esser[e]? (?:piu )?(?:ri)?(?:contattat|disturbat|chiamat)\w*|ricever\w*|aver\w*)|e-?mails?|mails?|contatt[oi]|comunicazioni|newsletter|altre? \w+|altri \w+|vostre \w+)\b(?! (?:errori|pagamenti|ordini))"),
        (("non ",), r"(?:^|[.,;:!?-] |\bper favore,? |\bdi )(?:per favore )?non (?:mi |ci |piu |lo |la )*(?:(?:ri)?contatta\w*|scriver\w*|scrive\w*|chiama\w*|disturba\w*|inviar\w*|mandar\w*|invia(?!mo\b)\w*|manda(?!mo\b)\w*)(?: piu| mai piu| ulteriormente| altre| altro| nulla| niente| e-?mails?| mails?| newsletter| per favore| pubblicita| (?:e|o|ne) \w+)*[ .!]*$"),
    ),
    # Portuguese
    *each(
        (("nao ",), r"(?:^|[.,;:!?-] |\b(?:por favor|favor|peco|e|mas|para|pra|solicito|pedimos),? )(?:ja )?nao (?:me |nos |lhe )?(?:quero que )?(?:entr(?:ar|em|e)(?: mais)? em conta[c]?to|(?:contat|contact|lig|escrev|mand|envi|incomod|perturb)(?:ar|em|e|am|er)(?:[- ]me|[- ]nos)?)(?: mais| novamente| comigo| conosco| connosco| nunca| nada| para mim| de novo| por favor| e-?mails?| emails| mensagens| propaganda| newsletters?| publicidade| (?:e|ou|nem) \w+)*[ .!]*$"),
        (("nao ",), r"(?:^|[.,;:!?-] |\b(?:cliente|ele|ela|usuario|e|mas|que|eu|ja|por favor) )nao (?:quer|quero|queremos|deseja|desejo|desejamos|pretend[eo]|gostaria|aceit[oa]|autoriz[oa])(?: \w+)? (?:(?:mais )?(?:ser (?:conta[c]?tad|incomodad|perturbad)\w*|receber\b[^.!?]{0,25}\b(?:e-?mails?|mensagens|propaganda|publicidade|contactos?|contatos?|ofertas|newsletters?|nada)|contactos?|contatos?|e-?mails?|mensagens)|que (?:me|nos) (?:contat|contact|lig|mand|envi|escrev)\w*)"),
        (("basta de", "chega de", "nada de", "nenhum", "pare", "sem"), r"(?:^|[.,;:!?-] |\bpor favor,? )(?:sem|chega de|basta de|nada de|nenhum|parem com|pare com|parem|pare)(?: os| as| mais| esses| essas| de)* (?:e-?mails?|mails?|mensagens|propaganda|publicidade|contactos?|contatos?|newsletters?|spam|ligacoes)(?: por favor| mais| de voces)*[ .!]*$"),
    ),
    # Dutch
    *each(
        (("geen ",), r"(?:^|[.,;:!?-] |\b(?:alstublieft|graag|svp|en|liefst),? )(?:ook |echt |absoluut )?geen (?:(?:verdere?|nieuwe|andere|verder) )?(?:e-?mails?|mails?|mailtjes|nieuwsbrie\w*|berichten|reclame|contact|telefoontjes|aanbiedingen|opvolging)(?: (?:of|en) \w+)?(?: (?:meer|alstublieft|gewenst|graag|s'il vous plait|opnemen|sturen|van jullie|van u|naar mij|ontvangen|nodig|aan mij))+[ .!]*$"),
        (("aangeschreven", "benaderd", "gebeld", "gecontacteerd", "geen ", "gemaild", "lastig"), r"\b(?:wil|wenst|wens|wensen|willen|hoeft?|hoeven)\b(?:(?!\bklanten\b|\bversturen\b)[^.!?]){0,25}\b(?:geen (?:\w+ )?(?:e-?mails?|mails?|mailtjes|nieuwsbrie\w*|berichten|reclame|contact|telefoontjes|aanbiedingen)|niet (?:meer |langer )?(?:\w+ )?(?:benaderd|gecontacteerd|gemaild|gebeld|lastig ?gevallen|aangeschreven))\b(?! (?:kwijt|verliezen|missen|versturen))"),
        (("aanschrijven", "bellen", "benaderen", "contact opnemen", "contacteren", "lastigvallen", "mailen", "storen"), r"(?:^|[.,;:!?-] |\b(?:alstublieft|graag|svp|mij|me|ons|klant) )(?:niet|nooit) (?:meer |verder |langer )?(?:contacteren|mailen|bellen|benaderen|e-?mailen|aanschrijven|lastigvallen|storen|contact opnemen)(?: (?:of|en) \w+)?(?: alstublieft| graag| s'il vous plait)*[ .!]*$"),
        (("hou", "neem ", "stop"), r"\b(?:hou|houd|stop)(?:t)?(?: alstublieft| nu| eens)*(?: op)? (?:met )?(?:die|jullie|uw|de|al die|deze) (?:\w+ )?(?:e-?mails?|mails?|mailtjes|berichten|reclame|spam|nieuwsbrie\w*)\b(?! (?:van onze|naar onze))|\bneem (?:\w+ )?geen contact (?:meer )?(?:\w+ )*op\b"),
    ),
)  # fmt: skip

# To be erased, in as few words.
ERASED: tuple[Phrases, ...] = (
    *each(
        (("delete", "erase", "nuke", "purge", "remove", "scrub", "wipe"), r"(?:^|[.,;:!?-] ?|\b(?:please|and|also|just|now) )(?:delete|wipe|erase|nuke|purge|scrub|remove) (?:out )?(?:all |every |any )*(?:of )?(?:my|our|mine|ours)(?: \w+){0,2} (?:data|info|infos|information|details|records?|accounts?|profile|stuff|history|traces)\b(?! (?:from (?:the|our|my) (?:dashboard|app|project|workspace|report)|source|set|point|import|export))"),
        (("deleted", "destroyed", "erased", "purged", "removed", "wiped"), r"\b(?:all|my|our|personal|any)(?: my| our| of my| personal| customer| stored| remaining)* (?:data|info|information|details|records?|accounts?)(?: and \w+)? (?:(?:is |are )?to be|must be|should be|has to be|have to be|needs to be|need to be|shall be|please) (?:removed|deleted|erased|wiped|destroyed|purged)\b"),
        (("bin", "clear out", "forget", "get rid of", "throw away"), r"(?:^|[.,;:!?-] ?|\b(?:please|and|also|just|now) )(?:get rid of|clear out|throw away|forget|bin) (?:all |any )*(?:of )?(?:my|our)(?: \w+)? (?:data|info|infos|information|details|records?|account|profile|stuff)\b"),
        (("delete", "erase", "nuke", "purge", "wipe"), r"(?:^|[.,;:!?-] ?|\b(?:please|and|also|just) )(?:delete|wipe|erase|nuke|purge) (?:everything|all(?: of it| data| records| info\w*)?|the lot)(?: (?:you have|you hold|you've got|about me|about us|on me|on us|of mine|of ours|please|that you have|you know|from your \w+|immediately|now))+"),
        (("entfernen", "loschen"), r"(?:^|[.,;:!?-] |\bbitte |\bund )(?:auch )?(?:alle |meine |unsere |samtliche |saemtliche |mein |das |den |unser )*(?:\w+ und )?(?:daten|konto|kundenkonto|kundendaten|account|profil|benutzerkonto)(?: (?:und|sowie|samt|von mir|von uns|meine|alle|alles|daten|konto|account|bitte|komplett|vollstandig|umgehend|sofort))* (?:loschen|entfernen)(?: bitte| lassen)?[ .!]*$"),
        (("borrad", "borren", "effacez", "eliminen", "quiten", "supprimez", "virez"), r"\b(?:effacez|supprimez|virez)(?: [a-z']+){0,2}? (?:tout|toutes? mes|tous mes|mes|mon|notre|nos|toutes? nos)\b(?: \w+){0,2}? ?(?:infos?|informations?|donnees|compte|coordonnees|profil|ce que vous avez|sur moi|sur nous|s'il vous plait)\b|\b(?:borren|eliminen|borrad|quiten) (?:todo|toda)\b[^.!?]{0,20}\b(?:mi\w*|nuestr\w+|datos|sobre mi|sobre nosotros|por favor|informacion)\b"),
        (("cancellate", "eliminate", "odas", "odos", "rimuovete", "udo"), r"\b(?:cancellate|eliminate|rimuovete) (?:tutto|tutti|tutte)\b[^.!?]{0,20}\b(?:di me|mi[eo]i?|nostr\w+|dati|su di me|per favore|informazioni)\b|\b(?:apaguem?|excluam?|eliminem?|deletem?) (?:tudo|todos|todas)\b[^.!?]{0,20}\b(?:me[ui]s?|minhas?|noss\w+|dados|sobre mim|por favor|informac\w+)\b"),
        (("gooi", "verwijder", "wis"), r"(?:^|[.,;:!?-] |\b(?:alstublieft|graag|en) )(?:verwijder|wis|gooi)(?: alstublieft| graag| direct)* (?:alles|al|alle|mijn|onze)\b[^.!?]{0,25}\b(?:mij|ons|gegevens|data|account|info\w*|weg|alstublieft)\b|(?:^|[.,;:!?-] |\b(?:alstublieft|graag) )(?:al |alle )?(?:mijn|onze) (?:\w+ )?(?:gegevens|data|account)(?: en \w+)? (?:verwijderen|wissen)\b"),
    ),
)  # fmt: skip
