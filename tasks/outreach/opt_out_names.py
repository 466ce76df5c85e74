"""Columns of a customer export that say no to email, and the words in them. Data only.

Names and words are compared joined and folded: `doNotContact`, `do_not_contact` and `Do Not Contact?` are one. Names
come from the fields and exports of Salesforce, HubSpot, Pipedrive, Zoho, Dynamics, Marketo, Eloqua, Pardot, Mautic,
SugarCRM, Mailchimp, Klaviyo, Brevo, ActiveCampaign, Intercom, Customer.io and Shopify.
"""


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A yes in a column with one of these in its name is a no to email.
NO = (
    "excludefrommarketing", "excludefromemail", "excludefromnewsletter", "objectedto", "restrictprocessing", "kontaktverbot", "werbeverbot", "stoppub", "refusdesollicitation",
    "refusdeprospection", "opposizione", "revocaconsenso", "oposicion", "afmelding", "mailmeniet", "abusereport", "donotdisturb",
    "donotcontact", "dontcontact", "donotemail", "dontemail", "donotmail", "donotbulkemail", "donotallowemail", "donotallowbulk",
    "donotsend", "donotmarket", "donotsolicit", "nevercontact", "neveremail", "nocontact", "noemail", "nomail", "nomarketing", "nonewsletter", "optout",
    "optedout", "unsub", "unsuscri", "bounce", "suppress", "blacklist", "blocklist", "blocked", "denylist", "bademail",
    "emailbad", "invalidemail", "emailinvalid", "undeliverable", "emailsuspended", "marketingsuspended", "markedemailasspam",
    "markedasspam", "spamcomplain", "spamreport", "quarantined", "emailrevoked", "consentwithdrawn",
    "consentrevoked", "withdrewconsent", "gdprdelete", "righttobeforgotten", "erasurerequest", "deletionrequest",
    # German
    "abgemeldet", "abmeld", "werbesperr", "kontaktsperr", "mailsperr", "newslettersperr", "nichtkontaktieren", "nichtanschreiben", "keinewerbung",
    "keinemail", "keineemail", "keinenewsletter", "keinkontakt", "werbewiderspruch", "widerspruch", "gesperrt", "robinson", "unzustellbar",
    # French
    "desabonn", "desinscri", "nepascontacter", "nepluscontacter", "nepasenvoyer", "pasdemail", "pasdemarketing", "opposition", "listenoire", "refuslemail", "refusemail",
    # Spanish, Portuguese
    "nocontactar", "nocorreo", "noenviar", "nomolestar", "nodeseacontacto", "bajaemail", "bajacorreo", "bajanewsletter", "bajaboletin", "listanegra", "desuscri",
    "descadastr", "naocontactar", "naocontatar", "naoenviar", "naoperturbe", "cancelouinscricao", "rebotado",
    # Italian
    "disiscri", "noncontattare", "noninviare", "nonscrivere", "cancellatonewsletter", "listanera",
    # Dutch
    "uitgeschreven", "afgemeld", "uitschrijv", "nietmailen", "nietcontacteren", "nietbenaderen", "nietemailen", "geenmail", "geenemail", "geencontact", "geenmailing",
    "geblokkeerd", "zwartelijst", "bezwaarmarketing",
)  # fmt: skip
# The same, where the whole name is no more than this.
NO_EXACT = _words(
    "dnd cleantime complained emailcomplaint emailcomplaints dnc dnm dne donotdisturb nocomms baja stop emaildead emailerror isblocked banned sperre sperrkennzeichen"
)
# A no in a column with one of these in its name is a no to email.
YES = (
    "newsletterempfang", "emailwerbung", "werbeeinwilligung", "kontakterwunscht", "inscritala", "abonnenewsletter", "abonneala", "acceptela", "acceptedela", "iscrittoalla",
    "inscritona", "inscritana", "suscripcionnewsletter", "suscritoal", "aceptapublicidad", "aceptarecibir", "gemaildworden", "ingeschrevennieuwsbrief", "sendemails", "emailok",
    "wantsmarketing", "wantsemail", "mailable", "emailnotifications",
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
# Columns that hold one of several states.
STATE = _words(
    "status state emailstatus memberstatus subscriberstatus subscriptionstatus subscriptionstate contactstatus marketingstatus mailstatus mailingstatus listsstatus liststatus "
    "newsletterstatus emailsubscriptionstatus emailmarketingstatus emailstate emailpreference emailpreferences contactpreference communicationpreference contactmethod "
    "preferredcontact preferredcontactmethod tags tag labels label segment segments lists list customerstatus accountstatus recordstatus leadstatus lifecyclestage "
    "hsmarketablestatus marketingcontactstatus emailsubscription newsletterstatut emailhealth emailverification emailvalidation versandstatus mailstatut statut estado estadoemail stato situacao"
)  # fmt: skip
# States that say no to email; compared folded, as a word or words of the cell.
STATE_NO = (
    "optedout", "unsub", "unsubbed", "complaint", "spam", "bounce", "no email", "no emails", "no mail", "non marketing contact", "non marketing", "opt out of email",
    "unsubscribed", "unsubscribe", "cleaned", "bounced", "hard bounce", "hard bounced", "suppressed", "blacklisted", "blocklisted", "complained", "spam complaint", "marked as spam",
    "opted out", "opt out", "optout", "do not contact", "do not email", "do not mail", "donotcontact", "dnc", "no contact", "never subscribed", "not subscribed", "no consent", "non subscribed",
    "nonsubscribed", "undeliverable", "invalid", "spamtrap", "abuse", "abgemeldet", "werbesperre", "kontaktsperre", "nicht kontaktieren", "desabonne", "desabonnee", "desinscrit", "desinscrite", "ne pas contacter",
    "dado de baja", "no contactar", "desuscrito", "disiscritto", "non contattare", "descadastrado", "nao contatar", "nao contactar", "uitgeschreven", "afgemeld", "niet mailen", "niet benaderen",
)  # fmt: skip
# Cells that say no whatever their column is called, if there is nothing else in them.
PLAIN_NO = frozenset((
    "unsubscribed", "opted out", "optedout", "opt out", "do not contact", "do not email", "do not mail", "donotcontact", "dnc", "no email", "no emails", "no contact", "unsub",
    "suppressed", "email suppressed", "legal no emails", "abgemeldet", "werbesperre", "kontaktsperre", "nicht kontaktieren", "keine werbung", "desabonne", "desabonnee", "desinscrit", "ne pas contacter",
    "dado de baja", "no contactar", "desuscrito", "disiscritto", "non contattare", "descadastrado", "nao contatar", "nao contactar", "uitgeschreven", "afgemeld", "niet mailen", "niet benaderen",
))  # fmt: skip
# Opt-outs from other channels say nothing of email, unless the name speaks of mail as well.
OTHER_CHANNEL = (
    "fax", "sms", "whatsapp", "push", "phone", "donotcall", "telefon", "anruf", "mobile", "voice", "llamada", "postal", "cookie",
)  # fmt: skip
# What only describes an opt-out: the link to it, how often mail bounces, by which form somebody came.
ABOUT_ENDS = (
    "url", "link", "token", "rate", "group", "page", "version", "level", "source", "updatedat", "updated", "text", "ip", "ipaddress",
    "optintime", "confirmtime", "campaign", "listid", "groupid",
)  # fmt: skip
ABOUT = ("softbounce", "linkto", "bouncedfrom", "lastcampaign")

YES_WORDS = _words(
    "yes y true t 1 10 x on checked ok okay ja j oui o si s sim s1 v vero verdadero verdadeiro wahr vrai waar da subscribed optedin optin granted given confirmed doubleoptin "
    "singleoptin confirmedoptin express explicit implied implicit consented accepted allowed allow allows active valid abonniert erteilt angemeldet abonne accepte inscrit suscrito aceptado "
    "concedido iscritto accettato inscrito aceito ingeschreven toegestaan marketingcontact deliverable permitted obtained enabled freelygivenconsentfromcontact opted-in"
)  # fmt: skip
NO_WORDS = _words(
    "no n false f 0 00 off unchecked never none null nil nan na nein non nao nee nie falsch faux falso onwaar allow allowed allows optedin optin subscribed active valid ok okay clean "
    "notset notbounced notblocked notsuppressed notunsubscribed keine kein aucun aucune ninguno nessuno nenhum geen 00000000 000000000000 00000000000000 notapplicable notavailable nat undefined nodate notoptedout nooptout nobounce nobounces notlisted notblacklisted whitelisted allowlisted delivered deliverable confirmed"
)  # fmt: skip
