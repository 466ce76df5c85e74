"""The words of `not_won_back`, folded: lower case, no accents. Data only.

The codes are those of Stripe, Chargebee, Recurly, Braintree, Paddle, Adyen, GoCardless and PayPal for subscriptions
that ended and for charges that failed.
"""

import re

DECEASED = re.compile(
    r"\b(?:passed away|passed on (?:last|in|on)|deceased|has died|have died|had died|(?:owner|founder|husband|wife|partner|father|mother|client|customer|ceo|director) (?:\w+ )?(?:died|is dead)"
    r"|(?:he|she) (?:has )?died|(?<!battery )(?<!server )(?<!laptop )(?<!device )(?<!phone )(?<!app )(?<!project )(?<!machine )died (?:last|in|on|this|suddenly|unexpectedly)|lost (?:his|her|their) (?:\w+ )?battle with|(?:owner|founder|husband|wife|partner|father|mother)\b[^.!?]{0,40} (?:is|are) no longer (?:with us|alive)|death of (?:the|our|my|its|a|his|her) (?:owner|founder|husband|wife|partner|father|mother|boss|ceo|director|customer|client|\w+ owner)"
    r"|late (?:owner|husband|wife|founder)|estate of(?! the art)|owner'?s death|\brest in peace\b|^rip\b(?! (?:off|out|up|and)\b)|bereavement|loss of (?:my|our) (?:husband|wife|father|mother|founder|partner)"
    r"|verstorben\w*|(?<!niemand )(?<!fur uns )(?<!fertigung )gestorben(?! ist (?:die|das|der))|verstarb|todesfall|tod (?:des|der|meines|meiner|unseres) \w+|nachlass von"
    r"|decede(?:e|s|es)?|(?:mari|femme|epouse|pere|mere|gerante?|patronn?e?|associee?|proprietaire|fondat\w+|titulaire|il|elle) (?:\w+ ){0,2}est morte?|deces (?:du|de|d')|fallecid[oa]s?|fallecio|fallecimiento|murio|muerte del?"
    r"|decedut[oaie]|e morto|e morta|e mancat[oa] (?:il|la|mio|mia|nostr[oa]) (?:titolare|padre|madre|marito|moglie|soci[oa]|fondat\w+|proprietari[oa])|(?:padre|madre|marito|moglie|titolare|soci[oa]) (?:\w+ )?e mancat[oa]|scompars[oa] (?:del|della) (?:titolare|proprietari[oa])|(?:decesso|morte) del(?:la|l')?"
    r"|falecid[oa]s?|faleceu|falecimento|(?:pai|mae|marido|esposa|mulher|soci[oa]|don[oa]|proprietari[oa]|fundador\w*|titular|ele|ela) (?:\w+ ){0,2}morreu|morreu o (?:meu|nosso|dono|proprietario|titular|socio)|morte d[oa]|obito|overleden|overlijden|is gestorven)\b"
)
# A charge that somebody contests, or that a bank has reversed.
DISPUTE = re.compile(
    r"\b(?:charge-?backs?|charge back|payment disputed?|disputed? (?:\w+ ){0,2}(?:charge|payment|invoice|transaction)s?|disputing (?:\w+ ){0,2}(?:charge|payment|invoice|transaction)s?"
    r"|(?:filed?|filing|opened|open|raised?|started|opening) (?:a |the )?(?:\w+ )?(?:dispute|chargeback|claim with (?:my|our|the) bank)"
    r"|never (?:\w+ )?(?:authori[sz]ed?|approved|agreed to|consented to) (?:\w+ ){0,3}(?:charges?|payments?|transactions?|debits?|renewals?|billing|subscription|it|this|card)"
    r"|(?:did not|didn't|didnt) (?:\w+ )?(?:authori[sz]e|(?:approve|agree to) (?:\w+ ){0,2}(?:charges?|payments?|transactions?|debits?))|without (?:my|our|any) authori[sz]ation"
    r"|(?:un-?authori[sz]ed|not authori[sz]ed|fraudulent|unrecogni[sz]ed|unknown) (?:\w+ )?(?:charges?|payments?|transactions?|debits?|withdrawals?|renewals?|billing)"
    r"|(?:did not|didn't|didnt|do not|don't|dont|not) recogni[sz]e (?:\w+ ){0,2}(?:charges?|payments?|transactions?|debits?)"
    r"|bank (?:\w+ ){0,2}(?:reversed|reversing|disputed|disputing|revoked|recalled|returned|charged back|refunded|clawed)|reversed (?:\w+ ){0,2}(?:payment|charge|transaction)s?"
    r"|(?:charged?|billed?|debited|charging|billing) (?:me|us|my \w+|our \w+|my credit card|our credit card|the card)? ?(?:again )?(?:twice|two times|double|three times|multiple times|without (?:my|our|any|permission|consent|asking|notice)|even though|although|after (?:i|we) (?:had )?(?:cancel\w*|left)|after cancel\w*|after (?:the |my |our )?cancellation)"
    r"|charged back (?:\w+ ){0,4}(?:invoice|payment|charge|transaction)s?|(?:paypal|klarna|bank|card|stripe) (?:dispute|claim) (?:opened|filed|lost|won|received)|refunded after (?:a |the )?dispute|charg(?:ed|ing) (?:\w+ ){0,6}(?:i|we) (?:had |have |already |did ){0,2}cancel\w*|stop charging (?:me|us|my|our)|(?:do not|don't|never) charge (?:me|us|my|our)|deduct(?:ed|ing) (?:\w+ ){0,12}(?:without|after|although|even though)"
    r"|money (?:\w+ ){0,3}(?:leaving|taken|leaking|deducted|withdrawn|gone|going) (?:from |out of |off )?(?:my|our)|(?:contact|call|inform|tell|alert)\w* (?:my|our) bank|(?:went|go|going) to (?:my|our) bank|refus\w+ (?:\w+ ){0,4}refunds?|(?:i|we) never (?:signed up|subscribed)(?: for| to)? (?:this|it|anything)"
    r"|double[- ](?:charged|billed|charge|billing)|(?:kept|keeps?|still|continued?|continues) (?:on |to )?(?:being )?charg(?:e|ed|ing) (?:me|us|my|our)"
    r"|(?:want|wants|wanted|give|gave|get|need|demand|demanded|have|return) (?:\w+ ){0,3}money back(?! guarantee)|(?:want|wants|demand\w*|request\w*|expect|insist on|give (?:me|us)|waiting for|owed|asking for) (?:a |my |our |the |full ){0,3}refund|refund (?:me|us|my|our)\b"
    r"|(?:took|taken|stole|steal|stealing|withdrew|deducted) (?:\w+ ){0,2}(?:money|funds|payment) (?:\w+ ){0,2}(?:from|out of) (?:my|our)"
    # German
    r"|ruckbuchung\w*|ruckbelast\w*|rucklastschrift\w*|rueckbuchung\w*|ruecklastschrift\w*|zuruckgebucht|zuruck gebucht|(?:abbuchung|belastung|zahlung|lastschrift) (?:\w+ ){0,3}(?:widersprochen|angefochten|nie autorisiert|nicht autorisiert)"
    r"|(?:unberechtigt|unautorisiert|nicht autorisiert|unerlaubt)\w* (?:abbuchung|abgebucht|belastung|lastschrift|zahlung)\w*|nie(?:mals)? (?:\w+ ){0,3}(?:autorisiert|genehmigt)|doppelt (?:\w+ )?(?:abgebucht|belastet|berechnet|bezahlt|eingezogen)|zweimal (?:abgebucht|belastet|berechnet|eingezogen)|geld zuruck"
    # French
    r"|(?:prelevement|debit|paiement)s? (?:non autorise|frauduleux|conteste|indu)\w*|jamais autorise|(?:preleve|debite|facture)\w* (?:\w+ ){0,2}(?:deux fois|en double)|contest\w+ (?:\w+ ){0,2}(?:prelevement|paiement|debit)|banque (?:\w+ ){0,3}(?:annule|rejete|conteste|rembourse)|remboursez[- ](?:moi|nous)|(?:veux|voulons|exige|exigeons|demande|demandons) (?:\w+ ){0,3}rembours\w+|opposition (?:au|sur le) prelevement"
    # Spanish
    r"|nunca (?:autorice|autorizamos|autorizado)|(?:cargo|cobro|pago)s? (?:no autorizad|fraudulent|no reconocid|indebid|duplicad)\w*|cobr\w+ (?:\w+ ){0,2}(?:dos veces|doble|por duplicado|sin (?:mi|nuestro|autorizacion))|devuelv\w+ (?:\w+ ){0,2}dinero|devolucion (?:de|del) (?:mi |nuestro )?dinero|quier\w+ (?:\w+ ){0,2}(?:mi dinero|reembolso)|banco (?:\w+ ){0,2}(?:revirtio|anulo|devolvio|rechazo)|contracargo"
    # Italian
    r"|mai autorizzat\w+|addebit\w+ (?:non autorizzat|fraudolent|non riconosciut|indebit)\w*|addebitat\w+ (?:\w+ ){0,2}(?:due volte|doppio)|(?:rivoglio|rivogliamo|ridatemi|voglio indietro) (?:\w+ ){0,2}soldi|(?:voglio|vogliamo|chiedo|esigo) (?:\w+ ){0,2}rimborso|rimborsate(?:mi|ci)|storno (?:del|dell'|bancario)|banca (?:\w+ ){0,2}(?:stornato|annullato|respinto)"
    # Portuguese
    r"|nunca autoriz\w+|cobranca\w* (?:indevida|nao autorizada|duplicada|em duplicidade|fraudulenta)\w*|cobr\w+ (?:\w+ ){0,2}(?:duas vezes|em dobro|em duplicidade|sem (?:minha|nossa|autorizacao))|(?:quero|queremos|exijo) (?:\w+ ){0,3}(?:dinheiro de volta|meu dinheiro|reembolso|estorno)|estorno|estornad\w+|banco (?:\w+ ){0,2}(?:reverteu|estornou|devolveu)"
    # Dutch
    r"|gestorneerd|storner\w+|storno|teruggeboekt|terugboeking|onterechte? (?:afgeschreven|afschrijving|incasso|betaling)\w*|zonder toestemming (?:\w+ )?afgeschreven|nooit (?:\w+ ){0,4}(?:toestemming|geautoriseerd)|(?:dubbel|twee keer) (?:afgeschreven|betaald|gefactureerd|geincasseerd)|(?:wil|willen) (?:\w+ ){0,3}geld terug)(?![a-z])"
)
# A payment that did not go through, in a sentence.
FAILED = re.compile(
    r"\b(?:(?:payment|card|charge|direct debit|sepa debit|mandate|transaction)s? (?:method )?(?:has |have |had |was |were |is |got |keeps? |kept )?(?:being |been )?(?:failed|failing|fails|declined|rejected|refused|returned)|failed (?:payment|charge|direct debit|collection)s?"
    r"|(?:bank|issuer|provider) (?:has |have |had )?(?:refused|declined|rejected|returned) (?:the |our |my |a |this )?(?:\w+ )?(?:direct debit|debit|payment|charge|card|transaction)s?|payment (?:method )?failures?|(?:declined|expired|stolen|lost) (?:\w+ )?card|card (?:has |had |is |was )?(?:expired|stolen|blocked)|insufficient (?:funds|balance)|past[- ]due|unpaid(?! (?:interns?|internships?|volunteers?|work|leave|overtime|trials?))|non-?payment|delinquent|dunning|involuntary|in arrears|sent to collections?"
    r"|zahlung(?:en)? (?:\w+ )?(?:fehlgeschlagen|gescheitert|abgelehnt|geplatzt|nicht moglich)|zahlungs(?:ausfall|verzug|ruckstand|unfahig\w*)|lastschrift (?:\w+ )?(?:fehlgeschlagen|geplatzt|zuruckgegeben|zuruckgewiesen|zuruckgegangen|geplatzt)|(?:wegen|aufgrund von|durch) nichtzahlung|karte (?:\w+ )?(?:abgelehnt|abgelaufen|gesperrt)|mahn(?:ung|verfahren|stufe \d)|inkasso|unbezahlt\w*|rechnung (?:\w+ )?(?:nicht bezahlt|offen|uberfallig)"
    r"|paiements? (?:\w+ )?(?:refuse|echoue|rejete)s?|echec (?:du|de) paiement|prelevements? (?:\w+ )?(?:rejete|refuse|echoue)s?|carte (?:\w+ ){0,2}(?:refusee|expiree|bloquee)|(?<!des )impayes?|defaut de paiement"
    r"|(?:pago|cargo|cobro|recibo)s? (?:\w+ )?(?:rechazad|fallid|devuelt)os?|fallo (?:en|de|del) (?:el )?pago|tarjeta (?:\w+ ){0,2}(?:rechazada|caducada|vencida|bloqueada)|recibo devuelto|impagos?|impagad[oa]s?|falta de pago|fondos insuficientes"
    r"|pagament[oi] (?:\w+ )?(?:rifiutat|fallit|respint|non riuscit)[oi]|carta (?:\w+ ){0,3}(?:rifiutata|scaduta|bloccata)|insolut[oi]|mancato pagamento|fondi insufficienti|morosita"
    r"|pagamentos? (?:\w+ )?(?:recusado|falhou|falhado|rejeitado|nao efetuado)s?|falha (?:no|de) pagamento|cartao (?:\w+ ){0,3}(?:recusado|expirado|vencido|bloqueado)|por inadimplen\w+|falta de pagamento|saldo insuficiente"
    r"|betaling(?:en)? (?:\w+ )?(?:mislukt|geweigerd|afgewezen|gefaald)|mislukte (?:betaling|incasso)|incasso (?:\w+ )?(?:mislukt|geweigerd)|kaart (?:\w+ ){0,2}(?:geweigerd|verlopen|geblokkeerd)|wanbetaling|betalingsachterstand|niet betaald door|onvoldoende saldo)\b"
)
# A charge named without its owner: in a clause about the product, `chargebacks` are those of its users.
CHARGE_NOUN = re.compile(
    r"charge-?backs?|charge back|(?:payment )?disputed? (?:\w+ ){0,2}(?:charge|payment|invoice|transaction)s?|payment disputed?|ruckbuchung\w*|ruckbelast\w*|rucklastschrift\w*|rueckbuchung\w*|ruecklastschrift\w*"
    r"|(?:un-?authori[sz]ed|not authori[sz]ed|fraudulent|unrecogni[sz]ed|unknown) (?:\w+ )?(?:charges?|payments?|transactions?|debits?|withdrawals?|renewals?|billing)|double[- ](?:charge|billing)"
    r"|contracargo|storno|storner\w+|estorno|terugboeking|opposition (?:au|sur le) prelevement|(?:cargo|cobro|pago)s? (?:fraudulent|duplicad|no reconocid)\w*|reversed (?:\w+ ){0,2}(?:payment|charge|transaction)s?"
)
# What a product has or does, next to a word about payments.
PRODUCT = re.compile(
    r"\b(?:features?|functions?|functionality|funktion(?:en)?|fonction\w*|funcion\w*|funzion\w*|functies?|integrations?|integraci\w+|integrac\w+|integraz\w+|schnittstellen?|management|verwaltung|gestion|gestione|gestao|beheer|workflows?|reports?|reporting|berichte?|rapports?|informes?|dashboards?"
    r"|automat\w+|reminders?|erinnerung\w*|rappels?|relances?|recordatorios?|solleciti|lembretes?|herinnering\w*|modules?|moduls?|modulo|tracking|handling|templates?|vorlagen?|plug-?ins?|exports?|sync\w*|webhooks?|api|notifications?|alerts?|analytics|logic|flows?|recovery|detection|prevention|filters?|lists? of"
    r"|overview|screens?|pages?|views?|settings?|rules?|tools?|software|support for|option to|emails? (?:to|for|look|looked|cannot|could|are|were)|letters|levels|leave|time off|absences?|urlaub|conges?"
    r"|(?:our|my|their|of) (?:\w+ )?(?:customers?|clients?|users?|tenants?|members?|patients?|donors?|buyers?|guests?|students?)'?|(?:unserer?|nos|de nos|nuestros|nostri|nossos|onze) (?:kunden|mandanten|clients?|clientes|clienti|klanten|mitglieder)"
    r"|fail\w* to (?:sync\w*|import|load|export|post|reconcile|show|match|appear|update|integrate|connect|display|map|transfer|open|refresh|print|sort|filter)"
    r"|(?:not|never|nicht|pas|no|non|nao|niet) (?:\w+ )?(?:supported|imported|shown|synced|exported|reconciled|matched|displayed|flagged|recorded|marked|tracked|listed|visible|configurable|customi[sz]able|editable|automated|flexible|detailed|angezeigt|importiert|unterstutzt|exportiert))\b"
)
# Words before a thing that the product lacks.
MISSING = re.compile(
    r"\b(?:missing|lacks?|lacking|lack of|no (?:way|proper|real|good|built-in|automatic|support)|(?:cannot|can not|can't|could not|couldn't|unable to|impossible to|hard to|difficult to|way to) (?:\w+ ){0,2}(?:see|view|find|track|chase|manage|handle|filter|export|import|mark|record|list|report|match|process|reconcile|dispute|follow)"
    r"|(?:weak|poor|bad|limited|basic|clunky|manual|slow|broken|better|wanted|needed|need|needs) (?:\w+ )?|fehlend\w*|fehlt|kein|keine|ohne|il manque|manque d\w*|pas de|falta|faltan|sin|manca|mancano|manca l\w*|falta de|sem|geen|ontbreekt|ontbreken)\s*(?:\w+ ){0,2}$"
)
# Somebody's own payment, whatever else the clause is about.
OWN_PAYMENT = re.compile(
    r"\b(?:(?:my|our|the customer'?s?|client'?s?|their|his|her) (?:\w+ ){0,2}(?:card|payment|bank|account|debit|subscription|invoice|charge|mandate|transaction)s?\b(?! for| of our| from our)|(?:i|we) (?:\w+ ){0,2}(?:dispute|disputed|filed|file|opened|raised)"
    r"|(?:lack of|for lack of) payment|meine karte|unsere karte|ma carte|notre carte|mi tarjeta|nuestra tarjeta|mia carta|meu cartao|mijn kaart)"
)
# What billing systems write if nobody decided to leave; it counts only if nothing else is said.
INVOLUNTARY = frozenset(
    " ".join(code.split())
    for code in [
        "billing issue",
        " did fail to renew",
        " failed to renew",
        " grace period expired",
        " system canceled",
        " system cancelled",
        " subscription state on hold",
        " incorrect cvc",
        " cvc check failed",
        " do not try again",
        " merchant blacklist",
        " invalid account",
        " stop payment order",
        " security violation",
        " currency not supported",
        " early fraud warning",
        " settlement declined",
        " gateway rejected",
        " maximum failed attempts",
        " max number of charge attempts reached",
        " maximum number of charge attempts reached",
        " max charge attempts reached",
        " maximum retries reached",
        " max failed attempts",
        " max failed invoices",
        " maximum failed invoices",
        " refer to payer",
        " bank account disabled",
        " bank account closed",
        " authorisation disputed",
        " authorization disputed",
        " invalid bank details",
        " retry failed",
        " retries failed",
        " all retries failed",
        " smart retries exhausted",
        " unable to collect",
        " delinquency",
        " cc declined",
        " cc expired",
        " card on file expired",
        " card on file declined",
        " did not pay",
        " nichtzahlung",
        " lack of payment",
        " cancelled for lack of payment",
        " canceled for lack of payment",
        " terminated for non payment",
        " suspended for arrears",
        " past due cancellation",
        " cancelled for non payment",
        " canceled for non payment",
        " mandate revoked",
        " mandate cancelled",
        " not paid",
        " no card",
        " no credit card",
        " no payment method",
        " no valid card",
        " no valid payment method",
        " no default payment method",
        " missing payment method",
        " payment method missing",
        " payment method removed",
        " payment method expired",
        " payment method invalid",
        " invalid payment method",
        " payment source missing",
        " no payment source",
        " fraud review failed",
        " fraud",
        " fraudulent",
        " suspected fraud",
        " fraud suspected",
        " fraud block",
        " fraud blocked",
        " fraud rejected",
        " payment fraud",
        " retries exhausted",
        " retry exhausted",
        " max retries",
        " max retries exceeded",
        " max retries reached",
        " maximum retries exceeded",
        " maximum retries reached",
        " maximum retry attempts exceeded",
        " max retry attempts exceeded",
        " maximum retry attempts reached",
        " maximum attempts exceeded",
        " retry limit exceeded",
        " retry limit reached",
        " tax calculation failed",
        " tax calculation error",
        " tax location invalid",
        " currency incompatible with gateway",
        " non compliant customer",
        " non compliant eu customer",
        " payment failed",
        " payment failure",
        " payment error",
        " payment declined",
        " payment disputed",
        " payment refused",
        " payment returned",
        " payment not received",
        " payment overdue",
        " payment incomplete",
        " incomplete payment",
        " incomplete expired",
        " billing failed",
        " billing failure",
        " billing error",
        " billing retry exhausted",
        " billing issue unresolved",
        " charge failed",
        " charge declined",
        " charge refunded",
        " charge disputed",
        " card declined",
        " card expired",
        " card error",
        " card not supported",
        " card velocity exceeded",
        " generic decline",
        " declined",
        " decline",
        " hard decline",
        " soft decline",
        " do not honor",
        " do not honour",
        " transaction not allowed",
        " transaction declined",
        " issuer declined",
        " issuer not available",
        " processor declined",
        " processor decline",
        " gateway rejected",
        " gateway declined",
        " gateway error",
        " lost card",
        " stolen card",
        " pickup card",
        " pick up card",
        " restricted card",
        " withdrawal count limit exceeded",
        " call issuer",
        " authentication required",
        " authentication failed",
        " processing error",
        " debit not authorized",
        " debit not authorised",
        " no valid payment source",
        " no valid payment method",
        " bank declined",
        " declined by bank",
        " bank decline",
        " paypal agreement cancelled",
        " paypal agreement canceled",
        " billing agreement cancelled",
        " billing agreement canceled",
        " konto nicht gedeckt",
        " mangels deckung",
        " keine deckung",
        " addebito respinto",
        " boleto vencido",
        " boleto nao pago",
        " payment method not available",
        " payment not available",
        " 3ds failed",
        " 3ds failure",
        " 3d secure failed",
        " sca failed",
        " no such card",
        " account closed by bank",
        " bank account closed",
        " collection failed",
        " collections",
        " in collections",
        " sent to collections",
        " uncollectible",
        " bad debt",
        " written off",
        " write off",
        " debt",
        " invoice unpaid",
        " unpaid invoice",
        " invoice overdue",
        " invoice not paid",
        " overdue",
        " past due",
        " unpaid",
        " delinquent",
        " dunning",
        " dunning failed",
        " dunning expired",
        " dunning exhausted",
        " dunning cancelled",
        " dunning cancellation",
        " dunning end",
        " nonpayment",
        " non payment",
        " no payment",
        " not payed",
        " involuntary",
        " involuntary churn",
        " passive churn",
        " payment churn",
        " mandate cancelled",
        " mandate canceled",
        " mandate expired",
        " mandate failed",
        " mandate revoked",
        " direct debit cancelled",
        " direct debit canceled",
        " direct debit failed",
        " direct debit returned",
        " refund claimed",
        " late failure",
        " chargeback",
        " charged back",
        " dispute",
        " disputed",
        " dispute lost",
        " lost dispute",
        " suspended for nonpayment",
        " suspended for non payment",
        " system cancelled unpaid",
        " auto cancelled unpaid",
        " expired card",
        " insufficient funds",
        " nicht bezahlt",
        " nicht gezahlt",
        " keine karte",
        " keine zahlungsmethode",
        " zahlung ausstehend",
        " uberfallig",
        " kreditkarte abgelaufen",
        " kreditkarte abgelehnt",
        " mahnung",
        " betrug",
        " betrugsverdacht",
        " non paye",
        " non payee",
        " pas de carte",
        " aucun moyen de paiement",
        " fraude",
        " no pagado",
        " sin tarjeta",
        " sin metodo de pago",
        " no pago",
        " vencido",
        " non pagato",
        " nessuna carta",
        " nessun metodo di pagamento",
        " frode",
        " inadimplente",
        " inadimplencia",
        " nao pago",
        " nao pagou",
        " sem cartao",
        " sem metodo de pagamento",
        " niet betaald",
        " geen kaart",
        " geen betaalmethode",
    ]
)
# Words of which such codes are made: `auto_collection_failed`, `ACH return R02 account closed`. A text of at most
# `CODE_WORDS` words counts if it has no other words, one of a payment and one of its failure.
CODE_WORDS = 7
OF_A_PAYMENT = frozenset(
    "payment payments card collection collect billing charge invoice invoices debit mandate retries retry dues debt ach sepa bacs renewal renewals processing processor gateway 3ds 3d sca cc creditcard instrument funding autopay".split()
)
OF_ITS_FAILURE = frozenset(
    "failed failure fail fails declined decline rejected returned return reversed revoked expired unpaid overdue exhausted uncollected uncollectible writeoff required missing invalid error errors unavailable retry unauthorized unauthorised uncollected insufficient".split()
)
OF_ITS_CODE = frozenset(
    "auto automatic to due after the of on method source credit direct bank account closed system subscription cancelled canceled cancel by bad final attempt attempts all stripe paypal not available recurring no valid authorized authorised agreement bank churned churn".split()
)
# Cells of a flag that deny it.
NO = frozenset(
    ("", "0", "0.0", "no", "n", "f", "false", "none", "null", "nan", "nat", "n/a", "-", "never", "ok", "paid", "unknown", "nein", "falsch", "non", "faux", "falso", "nao", "não", "nee", "onwaar")
)  # fmt: skip
# Columns in which a yes, or a date, says it of the customer; compared without spaces.
DEATH_COLUMNS = frozenset((
    "deceased", "decedent", "dateofdeath", "death", "dayofdeath", "verstorben", "todesdatum", "sterbedatum", "todestag", "decede", "decedee", "deces", "datededeces", "fallecido", "fallecida", "fechafallecimiento",
    "fechadefallecimiento", "deceduto", "deceduta", "decesso", "datadecesso", "datadidecesso", "falecido", "falecida", "dataobito", "datafalecimento", "obito", "overleden", "overlijdensdatum",
))  # fmt: skip
CLOSURE_COLUMNS = frozenset((
    "outofbusiness", "businessclosed", "companyclosed", "ceasedtrading", "bankrupt", "bankruptcy", "insolvent", "insolvency", "insolvenz", "inliquidation", "liquidation", "companydissolved", "dissolved", "geschaftaufgegeben", "firmageschlossen",
    "faillite", "liquidationjudiciaire", "empresacerrada", "concursodeacreedores", "fallimento", "aziendachiusa", "empresaencerrada", "falencia", "failliet", "faillissement",
))  # fmt: skip
# Cells that say it in any column, if they say nothing else.
DEATH_CELLS = frozenset(
    (
        "deceased",
        "customer deceased",
        "owner deceased",
        "contact deceased",
        "decedent",
        "verstorben",
        "kunde verstorben",
        "decede",
        "decedee",
        "fallecido",
        "fallecida",
        "deceduto",
        "deceduta",
        "falecido",
        "falecida",
        "overleden",
    )
)
# The business is gone, said about itself.
CLOSED = re.compile(
    r"^(?:(?:because|since|as|and|sadly|unfortunately|sorry|the|our|my|this|their|customer'?s?|client'?s?|whole|entire|has|have|is|are|was|were|we|they|he|she|it|i|company|due to|out of) ?){0,5}"
    r"(?:business clos(?:ed|ure|ing)(?: down)?|business has (?:closed|ended|shut)|business (?:is )?(?:closed|closing|ended|shut)(?: down)?|company (?:has |was |is )?(?:closed|closing|dissolved|liquidated|bankrupt|insolvent|shut down|wound up|defunct)"
    r"|(?:went|gone|going|go) (?:bankrupt|bust|into (?:liquidation|administration|receivership))|bankrupt(?:cy)?|(?:(?:die |der |das |unsere? )?(?:firma|unternehmen|betrieb|geschaft|laden|wir|sie) )?(?:ging(?:en)?|ist|sind|gehen) (?:\w+ )?pleite(?: gegangen)?|(?:wurde|worden) insolvent|went out of business|going out of business|gone out of business|out of business|ceased (?:trading|operations|business)|(?:filed (?:for )?)?chapter (?:7|11|13)(?: bankruptcy| filing)?|shut(?:ting)? (?:our|the) doors|shut(?:ting)? (?:the|our|my) (?:business|company|shop|store) down|(?:business|company) (?:was )?sold and closed|(?:startup|company|business) (?:has |have )?folded|(?:startup |company |business )?ran out of (?:money|cash|funding|runway)|(?:restaurant|cafe|bar|salon|practice|studio|clinic|hotel|gym|bakery) (?:has |is |was )?(?:closed|closing)|ceasing (?:trading|operations)|bankrupt(?:cy)?(?: filing)?|filed (?:for )?bankruptcy|insolven(?:t|cy)|in liquidation|liquidation|in administration|in receivership|wind(?:ing)? (?:up|down) (?:the|our) (?:business|company)"
    r"|clos(?:ed|ing) (?:down )?(?:the|our|my) (?:business|company|shop|store|restaurant|doors|practice)(?: for good| down| permanently| forever)?|shut(?:ting)? down (?:the|our|my) (?:business|company|shop|store)|shutting down the company|closed for good|closed permanently|permanently closed|shop closed|store closed"
    r"|(?:geschafts?|betriebs|praxis|firmen|laden)(?:aufgabe|schliessung|auflosung)|insolvenz(?:verfahren|antrag)?(?: angemeldet| eroffnet| gestellt)?|wir schliessen|insolvent|pleite|konkurs|in liquidation|(?:firma|unternehmen|betrieb|geschaft|laden|praxis) (?:wird |wurde |ist |hat |haben )?(?:geschlossen|aufgelost|aufgegeben|insolvent|eingestellt|liquidiert|dichtgemacht)|(?:betrieb|geschaft|firma|laden) (?:\w+ )?(?:aufgegeben|geschlossen)"
    r"|(?:cessation|fin) d'activite|(?:nous )?fermons (?:boutique|l'entreprise|la societe|definitivement)|fermeture (?:definitive|de (?:l'entreprise|la societe|notre|la boutique))|liquidation judiciaire|depot de bilan|faillite|(?:societe|entreprise|boutique) (?:a |est |en )?(?:fermee?|dissoute|liquidee|liquidation|radiee)"
    r"|cierre (?:del? )?(?:negocio|empresa|la empresa|definitivo|tienda)|cese de (?:actividad|negocio|operaciones)|quiebra|bancarrota|concurso de acreedores|(?:empresa|negocio|tienda) (?:ha |esta )?(?:cerr(?:ada|ado|o)|liquidada|disuelta)|cerramos (?:la empresa|el negocio|la tienda)"
    r"|cessa(?:ta|zione) (?:dell')?(?:l')?attivita|chiusura (?:dell'|della |definitiva|attivita|azienda)\w*|fallimento|fallita|(?:azienda|attivita|ditta|societa|negozio) (?:e |ha |stata |e stata )?(?:chiusa|chiuso|fallita|liquidata|cessata)|abbiamo chiuso (?:l'attivita|l'azienda|il negozio)"
    r"|(?:encerramento|fecho|fechamento) d[aeo]s? (?:empresa|atividades?|negocios?|loja)|falencia|insolvencia|(?:empresa|loja|negocio) (?:foi |esta )?(?:encerr(?:ada|ou|ado)|fech(?:ada|ou|ado)|faliu)|encerr(?:amos|ou|amento) (?:a empresa|as atividades|o negocio|de atividades|atividades)|fechamos (?:a empresa|a loja|o negocio)"
    r"|faillissement|failliet|bedrijfs(?:beeindiging|sluiting)|(?:bedrijf|zaak|winkel|onderneming) (?:is |wordt )?(?:gesloten|gestopt|opgeheven|failliet|beeindigd)|gestopt met (?:het|ons|mijn) bedrijf|stoppen met (?:het|ons|mijn) bedrijf)"
    r"(?:$| (?:down|for good|permanently|definitively|forever|last|this|in|on|at|since|due|because|by|and|angemeldet|zum|ende|seit|fin|en|a|desde|dal|per|op|sinds|\d+)\b)"
)
# Who says so, wherever it stands: `moved to our parent's account, still a customer`.
STILL_CUSTOMER = re.compile(
    r"(?<!was )(?<!were )(?<!while )(?<!when )\bstill (?:(?:a|an|your|active|paying|happy|very|loyal) ){0,3}(?:customer|client|subscriber)s?\b(?! (?:of|at|with) (?!yours|you\b))|\bstill (?:use|using|subscribed|paying)(?: \w+){0,3} (?:under|through|via|on|with) (?:another|a different|our other|our parent|the parent|a new)\b"
    r"|\b(?:weiterhin|nach wie vor|immer noch|noch immer) (?:\w+ )?(?:kunden?|kundin|abonnent(?:en|in)?)\b(?! (?:von|bei|war))|\b(?:toujours|restons|reste|restent) (?:\w+ )?(?:clients?|cliente|abonnee?s?)\b(?! (?:de|chez))"
    r"|\b(?:sig(?:ue|o|uen)|seguimos|continua|continuamos) siendo (?:\w+ )?clientes?\b(?! de)|\bancora (?:\w+ )?client[ei]\b(?! d[ie])|\b(?:continuamos|continua|continuo|ainda (?:e|somos|sou))(?: sendo)?(?: \w+)? clientes?\b(?! d[aeo])|\bnog (?:steeds|altijd) (?:\w+ )?(?:klant|klanten|abonnee)\b(?! (?:van|bij))"
)
# Rows of billing systems that are not about a customer who left.
STILL_THERE = re.compile(
    r"(?:this |it |was |is |a |the |an |we |customer |client |user |they |i |had |have |has ){0,4}"
    r"(?:duplicat(?:e|ed)(?: (?:account|customer|user|subscription|record|entry|signup|sign up|registration|contact|order|profile|workspace|org\w*))?(?: .{0,30})?$|double(?: account| subscription| entry)$"
    r"|(?:created|opened|signed up|set up|added|entered|ordered|subscribed|account created|registered) (?:by|in) (?:mistake|error|accident)|accidental (?:signup|sign up|purchase|subscription|order|account)|test(?:ing)? (?:account|customer|user|subscription|order|data)$|internal (?:account|test)(?: account)?$|demo account$"
    r"|(?:upgrad|downgrad|upgrading|downgrading)(?:e|ed)?(?: (?:to|into|from|their|our|my|the|a|an|another|different|new|higher|lower|bigger|larger|smaller|annual|yearly|monthly|other)){0,4}(?: (?:pro|plus|premium|business|enterprise|team|growth|starter|basic|free|annual|yearly|professional|ultimate))?(?: (?:plans?|tiers?|subscriptions?|accounts?|packages?|editions?|version))?$"
    r"|(?:switch|mov|chang|migrat|transferr?|convert)(?:ed|ing|e)? (?:to|into|onto) (?:a |an |another|different|the |our |new |other |annual|yearly|monthly|higher|lower|bigger|larger|smaller|enterprise|team|free|paid){1,4} ?(?:plans?|tiers?|subscriptions?|billing|package|edition|contract|accounts?|workspaces?|tenants?)(?: .{0,20})?$"
    r"|(?:plan|subscription|tier|billing) (?:update|updated|change|changed|switch|switched|upgrade|upgraded|downgrade|downgraded|replaced|migrated|migration|swap)$|(?:changed|switched|replaced) (?:plans?|subscriptions?|by (?:a )?new subscription)$"
    r"|(?:accounts? )?(?:merged|consolidated|combined)(?: (?:with|into|in) .{0,40}| accounts?)?$|moved (?:to|into|under) (?:another|a different|our other|parent|the parent|new|a new) (?:account|workspace|organi[sz]ation|company account)|(?:re ?subscribed|re ?activated|renewed|reinstated|resumed)(?: .{0,30})?$"
    r"|dup(?:e|es|s)?$|(?:qa|staging|sandbox|dev|dummy|playground) (?:account|customer|user|workspace|org\w*|subscription)s?$|(?:signed up|subscribed|registered|ordered) (?:twice|two times)(?: by (?:mistake|accident|error))?$"
    r"|(?:created|opened|made|set up|started) (?:a |another |an )?(?:new |second |other |different )?(?:account|subscription|workspace)(?: instead| under .{0,30})$|(?:switch|mov|chang|convert)(?:ed|ing|e)? to (?:annual|yearly|monthly|quarterly)(?: (?:billing|plan|payment|contract|subscription))?$"
    r"|(?:vertrag|abo|tarif) (?:\w+ )?auf (?:jahr|monat)\w* umgestellt$|umgestellt auf (?:jahr|monat)\w*$|(?:nieuw|ander) (?:abonnement|account) (?:afgesloten|aangemaakt)$"
    r"|(?:konto|account|kunde|abo|vertrag|eintrag) (?:war |ist |wurde )?(?:doppelt|zweimal)(?: (?:angelegt|erfasst|erstellt|gebucht|vorhanden))?$|doppelt(?:es|er|e)?(?: (?:konto|account|kunde|eintrag|angelegt|buchung|abo))?$|dublette$|duplikat$|versehentlich (?:angelegt|bestellt|erstellt|registriert|abgeschlossen)|irrtumlich (?:angelegt|bestellt|erstellt)|test(?:konto|account|kunde|zugang)$|(?:tarif|plan|paket|abo)(?:wechsel|upgrade|downgrade|umstellung)$|(?:auf|in) (?:einen |ein |das |den )?(?:anderen|anderes|hoheren|grosseren|neuen) (?:tarif|paket|plan|abo)\b.{0,20}$"
    r"|compte (?:en )?(?:double|doublon)$|doublon$|cree par erreur|compte (?:de )?test$|changement (?:de |d')(?:formule|forfait|abonnement|offre|plan)$|pass(?:e|age) a (?:une |un |l'|la |le )?(?:autre|offre|formule|forfait)\b.{0,30}$"
    r"|(?:cuenta |cliente )?duplicad[oa]$|cread[oa] por error|cuenta de prueba$|cambio de (?:plan|tarifa|suscripcion)$|(?:account |cliente )?duplicato$|creato per (?:errore|sbaglio)|account di prova$|cambio (?:di )?(?:piano|abbonamento)$|passaggio ad? (?:un )?altro piano$"
    r"|(?:conta |cliente )?duplicad[oa]$|criad[oa] por (?:engano|erro)|conta de teste$|mudanca de plano$|(?:troca|alteracao) de plano$|dubbel(?:e)?(?: (?:account|klant|registratie|abonnement))?$|per ongeluk (?:aangemaakt|besteld)|per vergissing|test(?:account|klant)$|(?:ander|hoger|nieuw) (?:abonnement|pakket)$|(?:overgestapt|gewisseld) naar (?:een )?(?:ander|hoger|nieuw|jaar)\w* ?(?:abonnement|pakket|plan)$)"
)
