"""Columns of a customer export that say no to email, and the words in them. Data only.

Names and words are compared joined and folded: `doNotContact`, `do_not_contact` and `Do Not Contact?` are the same.
Names come from the fields and exports of Salesforce, HubSpot, Pipedrive, Zoho, Dynamics, Marketo, Eloqua, Pardot,
Mautic, SugarCRM, Mailchimp, Klaviyo, Brevo, ActiveCampaign, Intercom, Customer.io and Shopify.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A yes in a column with one of these in its name means no to email.
NO = (
    "excludefromcampaign", "excludefrommailing", "nosolicit", "dncreason", "dncdate", "austragung", "ausgetragen", "canceladodelboletin", "canceladoboletin", "bajadelboletin",
    "cancelouasubscricao", "cancelousubscricao", "cancelounewsletter", "cancelouanewsletter", "cancellatodalla", "annullatoiscrizione",
    # other languages
    "reklamsparr", "reklamespar", "reklamebeskyt", "reservertmot", "reserverad", "sparradforutskick", "epostsparr", "markkinointikielto", "suoramainontakielto", "zakazkontaktu", "niekontaktowac", "sprzeciwmarketing", "nekontaktovat", "nezasilat", "nezasielat", "zakazmarketingu", "nucontacta",
    "avregistrer", "avanmal", "avmeld", "frameld", "afmeldt", "odhlasen", "wypisan", "leiratkoz", "dezabonat", "peruutettu", "otpisan", "\u043e\u0442\u043f\u0438\u0441",
    "excludefrommarketing", "excludefromemail", "excludefromnewsletter", "objectedto", "restrictprocessing", "kontaktverbot", "werbeverbot", "stoppub", "refusdesollicitation",
    "refusdeprospection", "opposizione", "revocaconsenso", "oposicion", "afmelding", "mailmeniet", "abusereport", "donotdisturb",
    "deceased", "dateofdeath", "verstorben", "donotcontact", "dontcontact", "donotemail", "dontemail", "donotmail", "donotbulkemail", "donotallowemail", "donotallowbulk",
    "donotsend", "donotmarket", "donotsolicit", "nevercontact", "neveremail", "nocontact", "noemail", "nomail", "nomarketing", "nonewsletter", "optout",
    "optedout", "unsub", "unsuscri", "bounce", "suppress", "blacklist", "blocklist", "blocked", "denylist", "bademail",
    "emailbad", "invalidemail", "emailinvalid", "undeliverable", "emailsuspended", "marketingsuspended", "markedemailasspam",
    "markedasspam", "spamcomplain", "spamreport", "quarantined", "emailrevoked", "consentwithdrawn",
    "consentrevoked", "withdrewconsent", "donotapproach", "donotreach", "righttoobject", "article21", "artikel21", "processingrestrict", "deademail", "wrongemail",
    "leftcompany", "leftthecompany", "nolongeratcompany", "nolongeratthecompany", "nolongerwithcompany", "nolongerwiththecompany", "nolongeremployed", "gdprdelete", "righttobeforgotten", "erasurerequest", "deletionrequest",
    # German
    "abgemeldet", "abmeld", "werbesperr", "kontaktsperr", "mailsperr", "newslettersperr", "nichtkontaktieren", "nichtanschreiben", "keinewerbung",
    "keinemail", "keineemail", "keinenewsletter", "keinkontakt", "werbewiderspruch", "widerspruch", "gesperrt", "mailingsperr", "sperrvermerk", "loschantrag", "loschbegehren", "loschungbeantragt", "robinson", "unzustellbar",
    # French
    "desabonn", "desinscri", "nepascontacter", "nepluscontacter", "nepasenvoyer", "pasdemail", "pasdemarketing", "opposition", "listenoire", "refuslemail", "refusemail", "rebond", "droitdopposition",
    # Spanish, Portuguese
    "nocontactar", "nocorreo", "noenviar", "nomolestar", "nodeseacontacto", "bajaemail", "bajacorreo", "bajanewsletter", "bajaboletin", "listanegra", "desuscri",
    "descadastr", "naocontactar", "naocontatar", "naoenviar", "naoperturbe", "cancelouinscricao", "rebotado", "rebote", "oposicao",
    # Italian
    "disiscri", "noncontattare", "noninviare", "nonscrivere", "cancellatonewsletter", "listanera", "opposizioni", "rimbalz",
    # Dutch
    "uitgeschreven", "afgemeld", "uitschrijv", "nietmailen", "nietcontacteren", "nietbenaderen", "nietemailen", "geenmail", "geenemail", "geencontact", "geenmailing",
    "geblokkeerd", "zwartelijst", "bezwaar", "uitschrijf", "verwijderverzoek", "avgverwijder",
)  # fmt: skip
# The same, if this is the whole name.
NO_EXACT = _words(
    "dnd cleantime complained emailcomplaint emailcomplaints dnc dnm dne donotdisturb nocomms baja stop emaildead emailerror isblocked banned sperre sperrkennzeichen npai bloctel"
)
# A no in a column with one of these in its name means no to email.
YES = (
    "zgodamarketingowa", "zgodanamarketing", "zgodahandlowa", "zgodarodo", "samtycke", "samtykke", "souhlas", "suhlas", "hozzajarulas", "suostumus", "consimtamant", "privola", "newsletterempfang", "emailwerbung", "werbeeinwilligung", "kontakterwunscht", "inscritala", "abonnenewsletter", "abonneala", "acceptela", "acceptedela", "iscrittoalla",
    "inscritona", "inscritana", "suscripcionnewsletter", "suscritoal", "aceptapublicidad", "aceptarecibir", "gemaildworden", "ingeschrevennieuwsbrief", "sendemails", "emailok",
    "wantsmarketing", "wantsemail", "mailable", "emailnotifications", "hearfromus", "accordrgpd", "accordemail", "accordmarketing",
    "consent", "optin", "optedin", "acceptsmarketing", "acceptsemail", "acceptemail", "buyeracceptsmarketing", "marketingaccepted", "allowemail", "allowsemail",
    "emailallowed", "mailallowed", "allowmarketing", "marketingallowed", "allowcontact", "contactallowed", "maycontact", "canemail", "cancontact", "canbecontacted",
    "okaytoemail", "oktoemail", "oktocontact", "emailpermission", "marketingpermission", "permissionto", "contactpermission", "permissionstatus",
    "sendmarketing", "receivemarketing", "receivesmarketing", "receiveemail", "receivesemail", "emailmarketing", "marketingemails", "mailingok", "marketable",
    "contactable", "emailable", "emaildeliverable", "emailvalid", "validemail", "gdprok", "gdprstatus",
    # German
    "einwilligung", "werbeeinwilligung", "zustimmung", "werbeerlaubnis", "werbungerlaubt", "mailerlaubt", "kontakterlaubt", "kontaktieren", "dsgvo", "werbungok",
    # French, Spanish, Italian, Portuguese, Dutch
    "consentement", "accepteemail", "acceptelesemail", "acceptenewsletter", "autorisation", "consentimiento", "aceptacorreo", "aceptamarketing", "aceptaemail", "autorizacion", "consenso",
    "accettamarketing", "accettaemail", "autorizzazione", "consentimento", "aceitaemail", "aceitamarketing", "autorizacao", "toestemming", "magmailen", "mailtoegestaan",
)  # fmt: skip
YES_EXACT = _words(
    "werbung marketing mailing subscriber subscribed issubscribed subscribedtoemail subscribedtoemails subscribedtonewsletter emailsubscribed subscribedemail newsletter newslettersubscriber newsletterabo "
    "newsletterabonniert abonniert abonneanewsletter suscrito iscritto inscrito ingeschreven nieuwsbrief boletin mailinglist onmailinglist gdpr rgpd lgpd permission"
)  # fmt: skip
# Columns with one of several states.
STATE = _words(
    "status state emailstatus memberstatus subscriberstatus subscriptionstatus subscriptionstate contactstatus marketingstatus mailstatus mailingstatus listsstatus liststatus "
    "newsletterstatus emailsubscriptionstatus emailmarketingstatus emailstate contactmethod "
    "preferredcontact preferredcontactmethod tags tag labels label segment segments lists list customerstatus accountstatus recordstatus leadstatus lifecyclestage "
    "hsmarketablestatus marketingcontactstatus emailsubscription newsletterstatut emailhealth emailverification emailvalidation deliverability emaildeliverability versandstatus etichette etiketten etiquetas etiquettes mailstatut statut estado estadoemail stato situacao"
)  # fmt: skip
# States that mean no to email only if they are all that is said: `Invalid card` and `complaint resolved` are not.
STATE_NO_ALONE = frozenset(("complaint", "spam", "bounce", "bounced", "invalid", "abuse", "cleaned", "undeliverable"))
# States that mean no to email; compared folded, as a word or words of the cell.
STATE_NO = (
    "deceased", "verstorben", "optedout", "unsub", "unsubbed", "no email", "no emails", "no mail", "non marketing contact", "non marketing", "opt out of email",
    "unsubscribed", "unsubscribe", "hard bounce", "hard bounced", "suppressed", "blacklisted", "blocklisted", "complained", "spam complaint", "marked as spam",
    "opted out", "opt out", "optout", "do not contact", "do not email", "do not mail", "donotcontact", "dnc", "no contact", "never subscribed", "not subscribed", "no consent", "non subscribed",
    "nonsubscribed", "spamtrap", "abgemeldet", "werbesperre", "kontaktsperre", "nicht kontaktieren", "desabonne", "desabonnee", "desinscrit", "desinscrite", "ne pas contacter",
    "dado de baja", "no contactar", "desuscrito", "disiscritto", "non contattare", "descadastrado", "nao contatar", "nao contactar", "uitgeschreven", "afgemeld", "niet mailen", "niet benaderen",
)  # fmt: skip
# Cells that mean no, whatever their column is called, if they contain nothing else.
PLAIN_NO = frozenset((
    "unsubscribed", "opted out", "optedout", "opt out", "do not contact", "do not email", "do not mail", "donotcontact", "dnc", "no email", "no emails", "no contact", "unsub",
    "suppressed", "email suppressed", "legal no emails", "abgemeldet", "werbesperre", "kontaktsperre", "nicht kontaktieren", "keine werbung", "desabonne", "desabonnee", "desinscrit", "ne pas contacter",
    "dado de baja", "no contactar", "desuscrito", "disiscritto", "non contattare", "descadastrado", "nao contatar", "nao contactar", "uitgeschreven", "afgemeld", "niet mailen", "niet benaderen",
))  # fmt: skip
# Further cells that mean no, whatever their column is called; compared without dates and `FILLERS`.
PLAIN_NO |= frozenset((
    "opt out email", "opt out emails", "opt out marketing", "dnm", "gdpr erasure", "gdpr deletion", "gdpr delete", "gesperrt werbung", "werbung gesperrt", "disiscritto newsletter", "newsletter abbestellt", "unsubscribed newsletter",
    "objected", "objected to marketing", "objected to processing", "objects to marketing", "consent withdrawn", "withdrew consent", "withdrawn consent", "consent revoked", "revoked consent",
    "no consent", "consent refused", "opted out of marketing", "opted out of email", "opted out of emails", "opted out of all", "marketing opt out", "email opt out", "gdpr opt out", "unsubscribed from all",
    "unsubscribed from email", "unsubscribed from emails", "unsubscribed from all emails", "no marketing", "no further contact", "no more contact", "no more emails", "no further emails", "never contact", "never email",
    "do not send", "do not market", "do not solicit", "do not contact again", "don t contact", "dont contact", "don t email", "dont email", "donotemail", "donotmail", "optout", "refuses contact", "contact refused", "does not want contact",
    "does not want emails", "no newsletter", "no mailings", "no mailing", "email opted out", "erasure requested", "deletion requested", "data deletion requested", "gdpr deletion requested", "right to be forgotten",
    "not to be contacted", "must not be contacted", "stop mailing", "stop contact", "stop emails", "leave alone", "nevercontact",
    "kein kontakt", "kein kontakt erwunscht", "kein kontakt mehr", "kein kontakt gewunscht", "keine kontaktaufnahme", "keine kontaktaufnahme erwunscht", "kontaktverbot", "werbeverbot", "widersprochen", "werbewiderspruch", "keine mails", "keine e mails", "keine emails",
    "keine werbung erwunscht", "kein newsletter", "kein mailing", "nicht anschreiben", "nicht mehr anschreiben", "nicht mehr kontaktieren", "einwilligung widerrufen", "loschung beantragt",
    "ne plus contacter", "refus de contact", "refuse tout contact", "pas de mail", "pas de mails", "pas de contact", "stop pub", "stop mail", "pas de prospection", "opposition prospection", "consentement retire", "ne pas solliciter", "ne plus solliciter",
    "no desea contacto", "no desea ser contactado", "no quiere correos", "no molestar", "no enviar correos", "no escribir", "consentimiento revocado", "sin consentimiento",
    "non vuole essere contattato", "non desidera essere contattato", "nessun contatto", "non scrivere", "non inviare", "disiscritta", "consenso revocato", "niente email",
    "nao deseja contato", "nao deseja contacto", "nao quer contato", "nao perturbe", "nao enviar", "descadastrada", "consentimento revogado", "sem contato", "sem contacto",
    "geen contact", "geen contact meer", "geen contact gewenst", "geen mail", "geen mails", "geen e mail", "geen e mails", "niet contacteren", "niet meer benaderen", "niet meer mailen", "wil geen contact", "toestemming ingetrokken",
))  # fmt: skip
# In a telephone column, such words are about calls; these are about every channel, or about mail.
EVERY_CHANNEL = ("contact", "kontakt", "mail", "benader")
FILLERS = _words(
    "list lists liste lista lijst from fur dalla dal della de la les des all on at since by per via am vom seit le du el il em op the customer customers client user kunde request gdpr dsgvo rgpd please pls bitte svp aub still has have is was are been already permanently globally strictly ever yes jan feb mar apr may jun jul aug sep sept oct nov dec"
)
# Names about being written to, however worded; in such a column these cells mean no, too, if they contain nothing else.
TOPICS = (
    "consent", "permission", "gdpr", "dsgvo", "rgpd", "lgpd", "privacy", "datenschutz", "privacidad", "dataprotection", "marketing", "contact", "kontakt", "contatto", "contato", "mail", "correo", "courriel", "newsletter",
    "nieuwsbrief", "boletin", "communication", "kommunikation", "comunicac", "comunicaz", "communicatie", "outreach", "processing", "verarbeitung", "tratamiento", "traitement", "trattamento", "tratamento", "verwerking", "werbung",
    "werbe", "publicid", "pubblicita", "prospection", "sollicit", "subscriber", "audience", "promo", "optin", "optout", "optstat", "optedin", "legalbasis", "lawfulbasis", "legalground", "rechtsgrund", "baselegal", "basegiuridica",
    "suppress", "dsar", "datasubject", "betroffen", "einwillig", "zustimm", "toestemming", "consens",
)  # fmt: skip
TOPIC_NO = frozenset((
    "withdrawn", "withdraw", "withdrew", "revoked", "revoke", "objection", "object", "objects", "objected", "refused", "refuses", "refusal", "denied", "declined", "declines", "rejected", "opposed", "unsubscribe", "opting out", "opts out", "out", "stop",
    "do not allow", "global unsubscribe", "global unsubscribes", "globally unsubscribed", "not permitted", "not allowed", "not granted", "not given", "not consented", "disallowed", "prohibited", "forbidden", "banned", "blocked", "processing restricted", "erase", "erased", "forgotten", "erasure", "non consented",
    "no permission", "no legal basis", "no basis", "permission withdrawn", "permission revoked", "no longer consents", "no longer given", "no longer valid", "invalidated", "complained", "spam complaint", "bounced", "hard bounce", "hard bounced", "not subscribed", "cleaned",
    "widerrufen", "widerruf", "widerspruch", "zuruckgezogen", "abgelehnt", "verweigert", "untersagt", "nicht erlaubt", "nicht erteilt", "nicht erwunscht", "nicht gewunscht", "gesperrt", "entzogen", "keine einwilligung", "keine zustimmung",
    "retire", "retiree", "revoque", "revoquee", "refuse", "refusee", "refus", "opposition", "oppose", "opposee", "interdit", "non autorise", "non consenti", "pas de consentement", "bloque",
    "retirado", "revocado", "rechazado", "denegado", "oposicion", "se opone", "no autorizado", "no consentido", "bloqueado",
    "revocato", "ritirato", "rifiutato", "negato", "opposizione", "si oppone", "non autorizzato", "bloccato", "nessun consenso",
    "revogado", "recusado", "negado", "oposicao", "nao autorizado", "sem consentimento", "opoe se",
    "ingetrokken", "geweigerd", "bezwaar", "bezwaar gemaakt", "herroepen", "niet toegestaan", "verboden", "geen toestemming",
))  # fmt: skip
# Columns with the legal ground for writing to somebody: only a plain no counts as no.
BASIS = (
    "legalbasis", "lawfulbasis", "legalground", "lawfulground", "consentbasis", "processingbasis", "gdprbasis", "contactbasis", "marketingbasis", "basisforprocessing", "basisforcontact", "basisforcommunication", "basisofprocessing",
    "rechtsgrundlage", "rechtsgrund", "baselegal", "basegiuridica", "rechtsgrond", "verarbeitungsgrundlage",
)  # fmt: skip
# Words in a name about mail that tell what a yes means, and words that make it about the product instead.
ABOUT_MAIL = _words(
    "email emails emailed emailing mail mails mailed mailing mailings newsletter newsletters marketing contact contacted outreach offers promotions promotional promos communication communications commercial advertising e werbung kontakt kontaktiert publicite publicidad pubblicita reclame courriel correo correos contacte contacter contacto contato contatto contactar contatar contattato werbekontakt nieuwsbrief nieuwsbrieven benaderd gemaild sollicitation demarchage prospection comunicaciones comunicazioni comunicacoes communicatie"
)
ALLOWING = _words(
    "given granted ok okay allow allows allowed permit permits permitted may can want wants wanted agree agrees agreed agreement accept accepts accepted receive receives receiving subscribe subscribes subscribed like likes happy willing wishes eligible reachable interested opted approved authorized authorised "
    "erlaubt erwunscht gewunscht darf zugestimmt autorise accepte souhaite autorizado acepta quiere accetta autorizzato vuole aceita quer toegestaan gewenst mag permiso permesso autoriza autorizza autorise send sends iscritto inscrito inscrit suscrito abonne abonniert angemeldet ingeschreven"
)
DENYING = _words(
    "no not never dont block blocks stop stopped exclude excluded excludes refuse refused refuses object objects objected objection withdraw withdrawn withdrew revoke revoked deny denied declined suppress restrict restricted prohibited forbidden disallow disallowed banned remove removed off without "
    "kein keine nicht unerwunscht abbestellt ne interdit interdite baja bloqueado bloqueio cancelado cancelada non ongewenst blokkade gesperrt verboten refuse pas oppose sans no sin rechaza rifiuta senza nao recusa sem geen niet weigert"
)
OF_THE_PRODUCT = _words(
    "been was were tried attempted invoice invoices alert alerts support campaign campaigns feature features limit quota integration client clients api template templates import imports export exports sync count number total sent opened clicked delivered open rate score id name phone date subject domain address form page owner budget edit create add view "
    "attach attachment reply inbox server smtp tracking addon module editor builder last first manager"
)
# Words of a name that, beside one about mail, announces a state: `Email verified status`.
STATE_WORDS = _words("result status state statut statuts estado stato situacao deliverability")
# Words in a name that make a permission one of the product, or of no consequence: `Uses email marketing`.
NOT_ASKED_OF_THEM = _words(
    "used uses usage use sent feature features module modules addon required needed hub tool tools count number nr num"
)
# Names of what somebody chose to get: there, `None` and `Never` are answers.
PREFERENCE = (
    "preference",
    "preferenc",
    "preferenz",
    "praferenz",
    "voorkeur",
    "frequenc",
    "frequenz",
    "frequenti",
    "frecuencia",
)
PREFERS_NOTHING = _words(
    "none never nothing no not keine nie nichts aucun aucune jamais rien ninguno ninguna nunca nada nessuno nessuna mai niente nenhum nenhuma geen nooit niets"
)
# What an opt-out or a consent is about instead of being written to, unless the name also mentions mail or contact.
OTHER_SUBJECT = _words(
    "analytics tracking telemetry cookie cookies backup backups feature features beta benefits insurance arbitration autopay renewal autorenewal paper paperless 401k 2fa mfa sso ip ips firewall users device devices card cards payment payments "
    "cheque cheques invoice invoices integration integrations alert alerts noise logo logos reference testimonial testimonials recording pay credit photo photos foto fotos video parental sharing sale sell login logins ticket tickets api"
)
MAIL_TOO = _words(
    "email emails mail mails mailing newsletter marketing contact contacts communication communications outreach kontakt werbung"
)
HARD_NO = _words(
    "nej nei ei hayir nothanks nothankyou neindanke nonmerci nogracias nograzie naoobrigado neebedankt no n false f 0 00 off unchecked never nein non nao nee nie falsch faux falso onwaar none refused denied declined disabled notallowed notpermitted"
)
# What somebody may do in the product; a column of such rights is not about consent.
ROLES = _words(
    "admin admins administrator superadmin superuser root owner accountowner billingowner viewer view viewonly readonly readwrite read write editor edit contributor author member user standarduser enduser guest manager teamlead supervisor agent operator developer billing "
    "billingadmin collaborator commenter comment moderator full fullaccess limited restricted restrictedaccess basic standard custom creator maintainer reviewer approver analyst "
    "besitzer inhaber betrachter leser bearbeiter mitglied benutzer gast leserechte schreibrechte vollzugriff administrateur proprietaire lecteur lecture lectureseule editeur membre utilisateur invite administrador propietario lector lectura miembro usuario invitado amministratore proprietario "
    "lettore lettura membro utente ospite leitor leitura convidado utilizador beheerder eigenaar lezer lezen bewerker lid gebruiker gast"
)
# Names of columns that may hold a role; with mail or consent beside it, a name is not one of these.
RIGHTS = ("permission", "autorisation", "autorizacion", "autorizzazione", "autorizacao", "toestemming", "berechtigung")
# Opt-outs from other channels say nothing about email, unless the name mentions mail, too.
OTHER_CHANNEL = (
    "fax", "sms", "whatsapp", "push", "phone", "donotcall", "telefon", "anruf", "mobile", "voice", "llamada", "postal", "cookie",
)  # fmt: skip
# Columns that only describe an opt-out: the link to it, how often mail bounces, which form somebody used.
ABOUT_ENDS = (
    "url", "link", "token", "gepruft", "rate", "group", "page", "version", "level", "source", "updatedat", "updated", "text", "ip", "ipaddress",
    "optintime", "confirmtime", "campaign", "listid", "groupid",
)  # fmt: skip
ABOUT = (
    "unsubscribescaused",
    "unsubscribesreceived",
    "blockedby",
    "softbounce",
    "linkto",
    "bouncedfrom",
    "lastcampaign",
)

YES_WORDS = _words(
    "tak ano igen kylla evet hai yes y true t 1 10 x on checked ok okay ja j oui o si s sim s1 v vero verdadero verdadeiro wahr vrai waar da subscribed optedin optin granted given confirmed doubleoptin "
    "singleoptin confirmedoptin express explicit implied implicit consentgiven consentgranted consentobtained consented accepted allowed allow allows active valid abonniert erteilt angemeldet abonne accepte inscrit suscrito aceptado "
    "accorde accordee donne donnee concesso concessa dato data prestato concedida otorgado otorgada dado dada gegeven verleend gegeben zugestimmt "
    "concedido iscritto accettato inscrito aceito ingeschreven toegestaan marketingcontact deliverable permitted obtained enabled freelygivenconsentfromcontact opted-in"
)  # fmt: skip
NO_WORDS = _words(
    "nej nei ne ei hayir soft softbounce transient temporary weich temporaire blando no n false f 0 00 off unchecked never none null nil nan na nein non nao nee nie falsch faux falso onwaar allow allowed allows optedin optin subscribed active valid ok okay clean "
    "notset notbounced notblocked notsuppressed notunsubscribed keine kein aucun aucune ninguno nessuno nenhum geen 00000000 000000000000 00000000000000 notapplicable notavailable nat undefined nodate notoptedout nooptout nobounce nobounces notlisted notblacklisted whitelisted allowlisted delivered deliverable confirmed"
)  # fmt: skip
