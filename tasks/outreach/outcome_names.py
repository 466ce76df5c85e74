"""What exports of outcomes call things: headers and words for events. Data only, compared in their normal form.

Collected from the tools' own pages: Mailchimp (audience export: UNSUB_TIME, CLEAN_TIME; reports), HubSpot (export of
unsubscribes and bounces: Portal Unsubscribe, Portal Bounce, Portal Spam Report; recipients of an email: Open, Bounce,
SpamReport; hs_email_optout), Customer.io (deliveries: customer_id, recipient, bounced, spammed, unsubscribed), Klaviyo
(metrics: Bounced Email, Marked Email as Spam, Unsubscribed from Email Marketing), SendGrid (event, timestamp), MailUp
(OptOut_Date), Salesforce (Email Opt Out, Email Bounced Date).
"""

from schemas.outcomes import Kind
from tasks.files.reader.spelling import joined, normal

_KINDS: dict[Kind, str] = {
    "replied": "replied at, replied, reply, reply count, email reply count, replies count, replies, reply date, reply time, reply at, date replied, replied on, replied date, "
    "response date, responded, responded at, responded on, answered, answered at, last replied, last reply, last reply date, "
    "last email replied, last email reply date, sales email last replied, hs sales email last replied, first reply date, "
    "recently replied, email replied, geantwortet, geantwortet am, antwort am, antwort, beantwortet am, repondu, repondu le, "
    "date de reponse, respondio, respondido, fecha de respuesta, ha risposto, risposto il, respondido em, respondeu, respondeu em, beantwoord, "
    "ha risposto il, ha respondido, a repondu, a repondu le, hat geantwortet, beantwoord op, gereageerd, gereageerd op, heeft gereageerd",
    "reactivated": "reactivated at, reactivated, reactivation, reactivation date, reactivated on, date reactivated, won back, "
    "won back at, won back on, winback date, win back date, returned, returned at, returned on, came back, came back at, "
    "came back on, resubscribed at, resubscribed on, resubscription date, restarted at, restarted on, subscription restarted, "
    "reinstated at, recovered, recovered at, recovered on, reaktiviert, reaktiviert am, zuruckgewonnen, zuruckgewonnen am, "
    "reactive, reactive le, date de reactivation, reactivado, fecha de reactivacion, riattivato, riattivato il, reativado em, "
    "gereactiveerd, gereactiveerd op",
    "unsubscribed": "unsubscribed, unsubscribed at, unsubscribed on, unsubscribe, unsubscribes, unsubscribe date, unsubscribe time, "
    "date unsubscribed, unsubscribed date, unsub time, unsub, unsubs, unsub date, unsub at, opted out, opted out at, opt out, "
    "optout, opt out date, opt out time, optout date, email opt out, has opted out of email, hs email optout, "
    "unsubscribed from all email, unsubscribed from all emails, portal unsubscribe, email marketing consent, "
    "email unsubscribed, email unsubscribed at, abgemeldet, abgemeldet am, abmeldedatum, desabonne, desabonne le, "
    "desinscrit, desinscrit le, dado de baja, fecha de baja email, disiscritto, disiscritto il, descadastrado, uitgeschreven, "
    "uitgeschreven op",
    "bounced": "bounced, bounced at, bounced on, bounce, bounces, bounce date, bounce time, bounce type, hard bounce, hard bounces, "
    "hard bounced, hard bounced at, hard bounce date, portal bounce, global bounce, clean time, cleaned, cleaned at, "
    "email bounced date, email bounced, email hard bounce reason, hs email hard bounce reason enum, undeliverable, "
    "undeliverable at, unzustellbar, unzustellbar am, rebond, rebote, rebotado, rimbalzato, onbestelbaar",
    "complained": "complained, complained at, complained on, complaint, complaints, complaint date, complaint time, spam, spammed, "
    "spammed at, spam report, spam reports, spam reported, spam complaint, spam complaints, portal spam report, "
    "marked as spam, marked email as spam, marked spam, marked as spam at, reported spam, reported as spam, abuse, abuse report, abuse reports, abuse complaint, abuse complaints, marked as junk, "
    "spamreport, beschwerde, beschwerde am, als spam markiert, plainte, marque comme spam, queja, marcado como spam, "
    "segnalato come spam, klacht",
}
KIND_OF: dict[str, Kind] = {joined(word): kind for kind, words in _KINDS.items() for word in words.split(",")}

_MRR = (
    "new mrr, mrr after, mrr now, current mrr, recovered mrr, mrr recovered, reactivated mrr, reactivation mrr, won back mrr, "
    "mrr won back, returning mrr, new monthly recurring revenue, new plan amount, neuer mrr, nouveau mrr, nuevo mrr"
)
NEW_MRR = frozenset(joined(word) for word in _MRR.split(","))

# Of a log with one row per event: which column says what happened, and when.
EVENT_COLUMNS = frozenset(
    joined(word)
    for word in [
        "event",
        "event type",
        "event name",
        "eventtype",
        "type",
        "metric",
        "metric name",
        "activity",
        "activity type",
        "action",
        "email event",
        "outcome",
        "status",
        "member status",
        "email status",
        "subscription status",
        "delivery status",
        "source",
        "reason",
        "ereignis",
        "evenement",
        "evento",
    ]
)
TIME_COLUMNS = tuple(
    joined(word)
    for word in [
        "suppression timestamp",
        "last update time",
        "timestamp",
        "event timestamp",
        "event time",
        "event date",
        "occurred at",
        "occurred on",
        "event at",
        "datetime",
        "date time",
        "time",
        "date",
        "activity date",
        "created",
        "created at",
        "processed at",
        "day",
        "zeitpunkt",
        "datum",
        "fecha",
        "data",
    ]
)
_EVENTS: dict[Kind, str] = {
    "replied": "replied, reply, email replied, email reply, replied to email, responded, response, answered, inbound reply",
    "reactivated": "reactivated, reactivation, subscription reactivated, won back, came back, subscription restarted, "
    "customer reactivated",
    "unsubscribed": "unsubscribed, unsubscribe, unsub, unsubscribed from email marketing, unsubscribed from list, "
    "unsubscribed email, unsubscribed from email, unsubscribed address, manual suppression, user suppressed, blocklisted, "
    "blacklisted, blacklist, blocklist, do not contact, link unsubscribe, email unsubscribed, group unsubscribe, list unsubscribe, opt out, opted out, "
    "optout, email opt out, global unsubscribe, unsubscribed from all",
    "bounced": "bounced, bounce, hard bounce, hard bounced, hardbounce, permanent, permanent bounce, bounced email, "
    "email bounced, cleaned, undeliverable, hard bounces, bounced address, invalid, invalid email, invalid emails",
    "complained": "complained, complaint, spam report, spamreport, spam complaint, spammed, spam, abuse, abuse report, "
    "junk, spam reporting address, marked email as spam, marked as spam, reported as spam, reported spam, email complained, feedback loop",
}
# What such a column says, too, and what stops nobody.
HARMLESS = frozenset(
    joined(word)
    for word in [
        "soft bounce",
        "soft bounced",
        "transient",
        "auto responder",
        "auto reply",
        "out of office",
        "deferred",
        "delivered",
        "opened",
        "clicked",
        "sent",
    ]
)
# A failure counts as a bounce only where one of these columns says that it is for good.
FAILED = frozenset(joined(word) for word in ["failed", "failure", "permanent failure", "delivery failed", "rejected"])
QUALIFIERS = frozenset(
    joined(word)
    for word in [
        "severity",
        "bounce type",
        "bounce class",
        "bounce category",
        "bounce sub type",
        "type",
        "classification",
    ]
)
# How a column's name ends that says what happened, if its cells do.
EVENT_ENDINGS = ("status", "reason", "event", "type", "state", "activity")
EVENT_OF: dict[str, Kind] = {joined(word): kind for kind, words in _EVENTS.items() for word in words.split(",")}


def event_of(cell: str) -> Kind | None:
    """What a cell of such a column says; `emailsBounced` is `bounced`."""
    word = joined(cell)
    bare = word.removeprefix("emails").removeprefix("email")
    if (kind := EVENT_OF.get(word) or EVENT_OF.get(bare)) is not None:
        return kind
    kind = KIND_OF.get(word)  # in other languages, a column is called what a cell would say
    return None if kind == "reactivated" else kind


def kind_of(form: str) -> Kind | None:
    """What a column tells of, by its name in the normal form; `is_bounced` is `bounced`."""
    bare = form.removeprefix("is").removeprefix("has").removeprefix("was")
    return KIND_OF.get(form) or KIND_OF.get(bare)


# Words in the name of a column that has a customer's own words: `Reply Sentiment`, `Letzte Antwort`.
_THEIR_WORDS = frozenset(
    [
        "reply",
        "replies",
        "replied",
        "response",
        "responded",
        "sentiment",
        "comment",
        "comments",
        "feedback",
        "note",
        "notes",
        "remark",
        "remarks",
        "antwort",
        "kommentar",
        "bemerkung",
        "reponse",
        "commentaire",
        "respuesta",
        "comentario",
        "comentarios",
        "risposta",
        "commento",
        "resposta",
        "reactie",
        "opmerking",
        "opmerkingen",
    ]
)


def has_their_words(header: str) -> bool:
    """Whether a column may have what somebody wrote back, or what a colleague noted of it."""
    return not _THEIR_WORDS.isdisjoint(normal(header).split())


# Columns of engagement: a file that has one is a report of emails, not a list of active customers.
ENGAGEMENT = frozenset(
    joined(word)
    for word in [
        "opens",
        "open",
        "opened",
        "opened at",
        "open rate",
        "open count",
        "clicks",
        "click",
        "clicked",
        "clicked at",
        "click rate",
        "click count",
        "delivered",
        "delivered at",
        "delivery time",
        "sent",
        "sent at",
        "send time",
        "sent time",
        "campaign",
        "campaign name",
        "campaign id",
        "campaign title",
        "email subject",
        "subject",
        "message id",
        "delivery id",
        "email name",
        "member rating",
        "leid",
        "euid",
        "event",
        "event type",
        "metric",
        "email number",
        "send day",
    ]
)

YES = frozenset(
    joined(word)
    for word in [
        "yes",
        "y",
        "true",
        "t",
        "x",
        "on",
        "1",
        "done",
        "ok",
        "checked",
        "ja",
        "j",
        "wahr",
        "oui",
        "o",
        "vrai",
        "si",
        "s",
        "verdadero",
        "vero",
        "sim",
        "waar",
        "opted out",
        "unsubscribed",
        "unsubscribe",
        "opt out",
        "bounced",
        "bounce",
        "hard",
        "hard bounce",
        "hardbounce",
        "permanent",
        "permanent bounce",
        "cleaned",
        "complained",
        "complaint",
        "spam",
        "spam report",
        "replied",
        "reply",
        "answered",
        "reactivated",
        "won back",
        "came back",
        "returned",
    ]
)
NO = frozenset(
    joined(word)
    for word in [
        "no",
        "n",
        "false",
        "f",
        "off",
        "0",
        "none",
        "never",
        "nein",
        "falsch",
        "non",
        "faux",
        "falso",
        "nao",
        "nee",
        "onwaar",
        "subscribed",
        "never subscribed",
        "opted in",
        "active",
        "not yet",
        "no reply",
        "no bounce",
        "ok to email",
        "soft",
        "soft bounce",
        "softbounce",
        "transient",
        "temporary",
        "deferred",
        "delivered",
        "pending",
        "not bounced",
        "not replied",
        "keine",
        "kein",
        "aucun",
        "ninguno",
        "nessuno",
        "geen",
    ]
)
CHECKS = {
    "\u2713": True,
    "\u2714": True,
    "\u2611": True,
    "\u2705": True,
    "\u2717": False,
    "\u2718": False,
    "\u2610": False,
}

# A customer list: which of its rows are customers now.
STATUS_COLUMNS = frozenset(
    joined(word)
    for word in [
        "status",
        "state",
        "customer status",
        "account status",
        "subscription status",
        "subscription state",
        "plan status",
        "lifecycle stage",
        "zustand",
        "statut",
        "etat",
        "estado",
        "stato",
    ]
)
LEFT_COLUMNS = frozenset(
    joined(word)
    for word in [
        "churn date",
        "churned at",
        "churned on",
        "cancelled at",
        "canceled at",
        "cancellation date",
        "cancel date",
        "ended at",
        "end date",
        "termination date",
        "date churned",
        "kundigungsdatum",
        "date de resiliation",
        "fecha de baja",
    ]
)
ACTIVE = frozenset(
    joined(word)
    for word in [
        "active",
        "trialing",
        "trial",
        "paying",
        "paid",
        "customer",
        "live",
        "current",
        "renewed",
        "reactivated",
        "past due",
        "in trial",
        "non renewing",
        "aktiv",
        "zahlend",
        "actif",
        "active customer",
        "activo",
        "attivo",
        "ativo",
        "actief",
        "yes",
        "true",
        "1",
        "enabled",
        "open",
    ]
)

# Of a report of sent emails.
NUMBER_COLUMNS = frozenset(
    joined(word)
    for word in [
        "email number",
        "email no",
        "number",
        "step",
        "sequence step",
        "message number",
        "email",
        "nr",
        "mail number",
    ]
) - {joined("email")}
SENT_COLUMNS = tuple(
    joined(word)
    for word in [
        "sent at",
        "sent on",
        "sent date",
        "sent time",
        "send time",
        "date sent",
        "sent",
        "send date",
        "delivered at",
        "delivered",
        "timestamp",
        "event time",
        "date",
        "time",
        "created at",
        "created",
    ]
)
ADDRESS_COLUMNS = (
    "recipient",
    "recipientemail",
    "to",
    "toemail",
    "subscriber",
    "subscriberemail",
    "contact",
    "profileemail",
)
# Where somebody lives, or where mail goes: the cells tell.
PLAIN_ADDRESS_COLUMNS = frozenset(joined(word) for word in ["address", "addresses", "adresse", "adres"])
# Names that are a customer's in a customer list, and a delivery's or a contact's in a mailer's report.
WEAK_IDS = frozenset(
    joined(word)
    for word in [
        "id",
        "record id",
        "contact id",
        "user id",
        "subscriber id",
        "member id",
        "client",
        "cliente",
        "customer",
        "hs object id",
    ]
)
