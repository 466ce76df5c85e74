"""What the offline model says around the claim that answers a reason. Data only, one entry a language."""

from typing import NamedTuple

from schemas.sender import Language


class ChangedCopy(NamedTuple):
    """What stands around the claim in the three emails."""

    lead: str  # before the claim
    question: str  # after it
    ask: str  # call to action of the first email
    again: str  # the proposal of the second
    again_ask: str  # call to action of the second
    close: str  # of the third
    subject: str  # of the third


CHANGED: dict[Language, ChangedCopy] = {
    "en": ChangedCopy(
        "One thing is different now: ",
        "Would that have changed your decision?",
        "Reply with a yes or a no",
        "Coming back to what is different now: tell us the case that you had in mind, and somebody who knows the product well will answer in writing whether it is covered.",
        "Reply with the case you had in mind",
        "If it matters to you one day, your questions are welcome. If the matter is settled for you, you need not do anything.",
        "If it matters one day",
    ),
    "de": ChangedCopy(
        "Eines ist jetzt anders: ",
        "Hätte das Ihre Entscheidung geändert?",
        "Antworten Sie mit Ja oder Nein",
        "Noch einmal zu dem, was jetzt anders ist: Beschreiben Sie uns den Fall, um den es Ihnen ging, und jemand, der das Produkt gut kennt, antwortet schriftlich, ob er abgedeckt ist.",
        "Antworten Sie mit Ihrem Fall",
        "Wenn es für Sie einmal wichtig wird, sind Ihre Fragen willkommen. Ist die Sache für Sie erledigt, müssen Sie nichts tun.",
        "Falls es einmal wichtig wird",
    ),
    "fr": ChangedCopy(
        "Une chose a changé depuis votre départ. ",
        "Cela aurait-il changé votre décision ?",
        "Répondez par oui ou par non",
        "Pour revenir à ce qui a changé : décrivez-nous le cas que vous aviez en tête, et une personne qui connaît bien le produit vous répondra par écrit s'il est couvert.",
        "Répondez en décrivant votre cas",
        "Si cela compte un jour pour vous, vos questions seront les bienvenues. Si la question est close pour vous, vous n'avez rien à faire.",
        "Si cela compte un jour",
    ),
    "es": ChangedCopy(
        "Una cosa ha cambiado desde entonces. ",
        "¿Habría cambiado eso su decisión?",
        "Respondan con un sí o un no",
        "Volviendo a lo que ha cambiado: descríbannos el caso que tenían en mente, y una persona que conoce bien el producto les responderá por escrito si está cubierto.",
        "Respondan con su caso",
        "Si algún día les importa, sus preguntas serán bienvenidas. Si para ustedes el asunto está cerrado, no tienen que hacer nada.",
        "Si algún día les importa",
    ),
    "it": ChangedCopy(
        "Una cosa è cambiata da allora. ",
        "Avrebbe cambiato la vostra decisione?",
        "Rispondete con un sì o un no",
        "Tornando a ciò che è cambiato: descriveteci il caso che avevate in mente, e una persona che conosce bene il prodotto vi risponderà per iscritto se è coperto.",
        "Rispondete con il vostro caso",
        "Se un giorno sarà importante per voi, le vostre domande sono benvenute. Se per voi la questione è chiusa, non dovete fare nulla.",
        "Se un giorno sarà importante",
    ),
    "pt": ChangedCopy(
        "Uma coisa mudou desde então. ",
        "Isso teria mudado a vossa decisão?",
        "Respondam com um sim ou um não",
        "Voltando ao que mudou: descrevam-nos o caso que tinham em mente, e uma pessoa que conhece bem o produto responderá por escrito se está coberto.",
        "Respondam com o vosso caso",
        "Se um dia for importante para vós, as vossas perguntas são bem-vindas. Se o assunto está encerrado, não precisam de fazer nada.",
        "Se um dia for importante",
    ),
    "nl": ChangedCopy(
        "Eén ding is sindsdien veranderd. ",
        "Had dat uw beslissing veranderd?",
        "Antwoord met ja of nee",
        "Terug naar wat er veranderd is: beschrijf ons het geval dat u voor ogen had, en iemand die het product goed kent antwoordt schriftelijk of het gedekt is.",
        "Antwoord met uw geval",
        "Als het ooit belangrijk voor u wordt, zijn uw vragen welkom. Is de zaak voor u afgedaan, dan hoeft u niets te doen.",
        "Als het ooit belangrijk wordt",
    ),
}
