"""Requests to be left alone or erased, and their harmless siblings.

Written after, and in part paraphrased from, what people wrote: GitHub threads in which somebody asks to be taken off a
list (apache/pulsar #2236 and #11127, clementine-player #2946, helpmeabstract #28) or to be erased (codetriage #1767,
sushii-2 #69, opencode #29101), and model letters of data protection authorities (Article 17 and 21 GDPR).
"""

import time

import pytest

from agents.checks.stop_requests import request_in, without_requests
from agents.winback.view import seen
from schemas.customer import Customer

STOP = [
    "Stop emailing me. Remove me from your list.",
    "Please stop sending me emails",
    "stop spamming!!!",
    "STOP",
    "Unsubscribe",
    "unsubscribe me please",
    "Is there any way to be removed from the mailing list??",
    (
        "I am still receiving mails even though I unsubscribed three times, I have unsubscribed several "
        "times and still get them"
    ),
    (
        "Can somebody please unsuscribe me from all of the lists and stop sending me all annoying emails "
        "update every second?"
    ),
    "Please make these emails STOP being delivered to me",
    "Please help me to unlist my email id from receiving emails.",
    "I'd prefer to just unsubscribe from your mails",
    "take us off your mailing list",
    "leave me alone",
    "Don't contact me again",
    "Do not contact us anymore.",
    "never email me again",
    "I don't want to hear from you",
    "No more emails please",
    "We do not wish to receive any further marketing",
    "I withdraw my consent to the processing",
    "I object to the processing of my data for direct marketing",
    "nehmen Sie mich aus dem Verteiler",
    "Bitte streichen Sie unsere Adresse aus Ihrem Newsletter",
    "Bitte keine E-Mails mehr",
    "Hören Sie auf, mir zu schreiben",
    "Lassen Sie uns in Ruhe",
    "Ich widerspreche der Verarbeitung meiner Daten für Direktwerbung gemäß Art. 21 DSGVO",
    "Kontaktieren Sie mich nicht mehr",
    "Ich widerrufe meine Einwilligung",
    "Arrêtez de m'envoyer des mails",
    "Désabonnez-moi de votre liste",
    "Ne me contactez plus",
    "Je ne souhaite plus recevoir vos emails",
    "Laissez-nous tranquilles",
    "Dejen de enviarme correos",
    "No me contacten más",
    "Quítenme de su lista de correo",
    "No quiero recibir más correos",
    "Smettete di scrivermi",
    "Cancellatemi dalla vostra mailing list",
    "Non voglio più ricevere email",
    "Parem de me enviar e-mails",
    "Removam-me da vossa lista",
    "Não quero receber mais mensagens",
    "Me descadastrem da lista",
    "Stop met mailen",
    "Haal mij van de lijst... schrijf mij uit",
    "Ik wil geen mails meer ontvangen",
    "Laat ons met rust",
    "Too expensive, and stop emailing us about it",
    "do_not_contact",
    "Not interested in receiving your newsletter any more",
    "please take my name off this list",
    "kindly remove our email address from your database",
    "I asked you twice to stop contacting me",
    "get me off this list",
    "Ich möchte nicht mehr angeschrieben werden",
]
ERASE = [
    "Please delete all my data under GDPR Art. 17",
    "I am hereby requesting immediate erasure of data concerning me according to Article 17 GDPR.",
    "Please delete the entire account and all associated data",
    "I would like to request the permanent deletion of my account",
    "Delete my account and everything you have about me",
    "erase all personal information you hold on us",
    "I want all my data deleted",
    "right to be forgotten",
    "CCPA deletion request",
    "löschen Sie meine Daten",
    "Bitte löschen Sie mein Konto und alle Daten",
    "Ich fordere die Löschung meiner personenbezogenen Daten",
    "Hiermit beantrage ich, alle zu meiner Person gespeicherten Daten zu löschen",
    "Supprimez mes données",
    "Merci de supprimer toutes mes données conformément au RGPD",
    "Borren mis datos",
    "Solicito la eliminación de todos mis datos personales",
    "Cancellate i miei dati",
    "Chiedo la cancellazione dei miei dati personali",
    "Apaguem os meus dados",
    "Solicito a exclusão dos meus dados conforme a LGPD",
    "Verwijder al mijn gegevens",
    "Ik verzoek u mijn gegevens te verwijderen op grond van de AVG",
    "Could you please wipe our account data?",
    "We switched tools, please remove our data",
    "I request that you permanently delete all personal data associated with my account",
    "Forget me",
]
HARMLESS = [
    "El precio no me molesta",
    "No me contactaron nunca",
    "O reajuste foi pequeno e não me incomodou",
    "Der Support schreibt uns nie zurück",
    "Vous ne me contactez jamais",
    "I never need to see an appointment book again",
    "I could not delete my data from the dashboard",
    "we had to stop using email campaigns",
    "too many emails",
    "Too many notification emails and no way to turn them off",
    "Our contacts could not unsubscribe from our newsletter",
    "missing unsubscribe link in the campaign builder",
    "We stopped emailing our leads",
    "we had to stop sending emails through your tool",
    "You never contacted us back",
    "support did not contact us after we wrote",
    "Nobody contacted us for weeks",
    "The sync deleted our data",
    "It deleted all our records",
    "We need to delete our records in bulk",
    "No option to remove users from the team",
    "cannot remove my card from the account",
    "the unsubscribe list was not synced",
    "emails stopped working",
    "Email deliverability is bad, our mails land in spam",
    "Gmail marked our emails as spam",
    "not GDPR compliant",
    "We need hosting in the EU for GDPR reasons",
    "We don't want to receive errors all day",
    "Stop-motion features are missing",
    "the contact list import kept failing",
    "I had to delete my account because the price doubled",
    "No email integration",
    "Our customers asked us to stop sending them SMS so we no longer need it",
    "We quit because of price",
    "remove the per-seat pricing and we may come back",
    "Take the price off the table: support was slow",
    "You don't email us invoices",
    "mailing list features are too weak",
    "Could not import our mailing list from Mailchimp",
    "could not export the list of contacts",
    "We left because the newsletter editor is slow",
    "Wir konnten unsere Daten nicht löschen",
    "Zu viele E-Mails",
    "Wir versenden keine Newsletter mehr",
    "Kein Kontakt zum Support möglich",
    "Trop de mails",
    "Impossible de supprimer mes données",
    "Demasiados correos",
    "No pude borrar mis datos",
    "Troppe email",
    "Muitos e-mails",
    "Te veel e-mails",
    "We konden onze gegevens niet verwijderen",
    "the app stops working every morning",
    "call quality is bad",
    "We do not email our customers any more",
    "We never use email",
    "I forgot my password and support did not help",
    "delete key does not work",
    "Data records were wrong",
    "no more budget",
    "we no longer need it",
    "Please call us if the price drops",
    "Contact me again when you have SSO",
    "write to me when the API is ready",
    "It does not let us remove duplicate contacts from the list",
    "Support stopped answering my emails",
    "the emails we send through it are marked as spam",
    "consent management is missing",
    "the bounce rate was too high",
    "We object to the new price",
    "no way to opt out of auto renewal",
    "we opted out of the annual plan",
]

# Collected after the rules were written and run on them unchanged: 27 of 41 were heard, 20 of 21 others passed.
COLLECTED_LATER = [
    "I have asked to stop sending any emails to my public email address",
    "Further email messages will be reported to the police.",
    "Even if I unsubscribed then also I am getting the emails. Please help",
    "I keep getting emails from you all and have unsubscribed multiple times",
    "Make it STOP",
    (
        "I have no idea when I subscribed to your email list, and I don't understand why I'm not able to "
        "unsubscribe from the email list."
    ),
    "I would like to unsubscribe as well.",
    "I would like to unsubscribe from your emails, however, the link at the bottom does not seem to work",
    "Therefore kindly remove my email address from your mailing list.",
    (
        "Je vous remercie de bien vouloir supprimer mes coordonnées de vos fichiers et de ne plus m'envoyer "
        "de publicités."
    ),
    "Je m'oppose à recevoir de la publicité de votre part",
    (
        "could you delete my account, all my personal information and all the traces of me stored on your "
        "servers, please?"
    ),
    "I want to delete my account and all associated personal data under my right to be forgotten",
    "Please help me delete my contact information.",
    "I tried contacting you directly to delete all my personal data. Since I did not get a reply, let's try this way.",
    (
        "Je vous informe de ma volonté de supprimer mes données personnelles tel que cela est prévu par "
        "l'article 17.1 du RGPD"
    ),
    "Je vous demande ainsi de supprimer les données me concernant",
    "Ich möchte den Newsletter nicht mehr erhalten",
    "Ich verlange, dass die Zusendung von Mails unterbunden wird",
    "Hiermit widerspreche ich einer weiteren Zusendung ausdrücklich",
    "Bitte löschen Sie mich aus der Empfängerliste",
    "Ich möchte keine weiteren Newsletter empfangen",
    "Hiermit ziehe ich meine Einwilligung zurück",
    "No deseo que traten mis datos con fines publicitarios",
    "Solicito que me excluyan de las campañas publicitarias que realicen",
    "Solicito la supresión de los datos personales que me conciernen",
    "Revoco el consentimiento para recibir publicidad",
    "Vorrei che i miei dati smettano di essere trattati e vengano cancellati",
    "Chiedo che i miei dati siano cancellati subito",
    "Mi oppongo al trattamento per finalità di invio di materiale pubblicitario",
    "Ik stel uw post niet meer op prijs",
    "Ik wil geen reclame meer ontvangen",
    "Ik wil niet meer gebeld of gemaild worden",
    "Ik verzoek om verwijdering van mijn persoonlijke gegevens",
    "Ik wil vergeten worden",
    "Ik trek mijn eerder gegeven toestemming in",
    "pare de me mandar mensagens indesejadas!",
    "Venho por este meio solicitar a remoção imediata do meu número da vossa base de dados",
    "Solicito a remoção dos meus dados da base utilizada para campanhas publicitárias",
    "retiro agora esse consentimento, nos termos do RGPD",
    "Pedido de exclusão de dados pessoais",
]
HARMLESS_LATER = [
    (
        "upon clicking the dropdown box, there is no option to delete. This means that you must delete the "
        "contacts one by one. This is very time consuming."
    ),
    "I do not want to continue emailing the email addresses that bounce or unsubscribe.",
    "When someone unsubscribes all their details are removed not just set to do not contact.",
    "It's really difficult to track numbers when they are still on the system",
    "It would be great if when people unsubscribed from any list, the 'do not contact' button was pushed.",
    "I constantly have irritated people who have unsubscribed who are on several lists.",
    "In any other system there is a one click unsubscribe that takes them off all future mailings",
    "is it possible to delete an email address from a list?",
    "the actual unsubscribe link is missing",
    "If a user wants to remove their email from my database, there is no option to do so.",
    "Unsubscribe can't just remove them from a specific list, only globally",
    "they are stamped with Do Not Contact and never receive any more emails",
    "How to remove e-mails from the bounce list?",
    (
        "we loved the product but after our funding slowed down we couldn't justify the price for a tool "
        "only two people used"
    ),
    "We stopped using it because the reporting wasn't detailed enough for our finance team",
    "Unable to delete batch of emails",
    "I was wondering if it's possible to remove a contact from a list instead of unsubscribing them.",
    "Die Newsletter-Funktion ist zu kompliziert",
    "Das Abmeldeverfahren für unsere Empfänger war kaputt",
    "Deleted contacts stay in All Contacts and we are continuously charged for them",
    "Customers delete lists by accident and the contacts remain",
]


@pytest.mark.parametrize("text", STOP + COLLECTED_LATER)
def test_who_asks_to_be_left_alone_is_heard(text: str) -> None:
    assert request_in(text) is not None


@pytest.mark.parametrize("text", ERASE)
def test_who_asks_to_be_erased_is_heard(text: str) -> None:
    assert request_in(text) == "asks_erasure"


@pytest.mark.parametrize("text", HARMLESS + HARMLESS_LATER)
def test_what_only_sounds_like_a_request_is_none(text: str) -> None:
    assert request_in(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "STOP EMAILING ME",
        "stop\u200b emailing me",
        "\N{FULLWIDTH LATIN SMALL LETTER S}top emailing me",
        "Don\u2019t contact me again",
    ],
)
def test_letters_in_disguise_are_read(text: str) -> None:
    assert request_in(text) == "asked_to_stop"


@pytest.mark.parametrize(
    ("text", "quotable"),
    [
        ("It was too slow for us. Stop emailing me. Bye for now.", "It was too slow for us. Bye for now."),
        ("Too expensive for a small shop.\nDelete all my data please", "Too expensive for a small shop."),
        ("Stop emailing me.", ""),
        ("remove me\nfrom your list", ""),
        ("too expensive", "too expensive"),
    ],
)
def test_a_request_is_cut_out_of_what_may_be_quoted(text: str, quotable: str) -> None:
    assert without_requests(text) == quotable


def test_no_agent_sees_the_request_even_if_a_person_lifts_the_hold() -> None:
    customer = Customer.model_validate(
        {
            "customer_id": "c1",
            "company_name": "Acme",
            "churn_date": "2026-01-31",
            "cancellation_reason": "The exports were broken for weeks. Remove me from your list.",
            "context": {"notes": "Asked twice. Please delete all my data."},
        }
    )
    view = seen(customer, ("cancellation_reason", "context.notes"))
    assert view.cancellation_reason == "The exports were broken for weeks."
    assert view.context == {"notes": "Asked twice."}


@pytest.mark.parametrize(
    "text", ["stop " * 8_000, "a" * 40_000, "delete my " * 4_000, "unsubscribe from your " * 2_000]
)
def test_a_long_cell_costs_little(text: str) -> None:
    started = time.process_time()
    request_in(text)
    assert time.process_time() - started < 0.2


# Issue threads of mailing tools and of projects that wrote to strangers (mozmeao/basket 1190, openreplay 45, fleek-docs
# 10, grafana oncall 1956, rfcx engineering-support 166), paraphrased; looked for after the phrases above were written.
@pytest.mark.parametrize(
    ("text", "request_"),
    [
        ("Why do these emails keep coming? We requested an account deletion a while ago.", "asks_erasure"),
        ("I ask for the cancellation of the account that was made with this e-mail address.", "asks_erasure"),
        ("Please delete this e-mail from the database, she is not happy to get the newsletter.", "asked_to_stop"),
        ("I clicked unsubscribe more than once.", "asked_to_stop"),
        ("I consider this spam.", "asked_to_stop"),
        ("I never signed up for this.", "asked_to_stop"),
        ("We export unsubscribed contacts each month and your tool resets their status", None),
        ("The list import overwrites the unsubscribed field", None),
        ("Account deletion takes too long in the admin", None),
        ("People who never signed up for the trial could not be filtered", None),
    ],
)
def test_what_people_write_elsewhere(text: str, request_: str | None) -> None:
    assert request_in(text) == request_
