"""What the offline model says around the claim that answers a reason. Data only, one entry a language."""

from typing import NamedTuple

from schemas.sender import Language


class ChangedCopy(NamedTuple):
    """Before the claim, after it, and the call to action."""

    lead: str
    question: str
    ask: str


CHANGED: dict[Language, ChangedCopy] = {
    "en": ChangedCopy(
        "One thing is different now: ", "Would that have changed your decision?", "Reply with a yes or a no"
    ),
    "de": ChangedCopy(
        "Eines ist jetzt anders: ", "Hätte das Ihre Entscheidung geändert?", "Antworten Sie mit Ja oder Nein"
    ),
    "fr": ChangedCopy(
        "Une chose est différente maintenant : ",
        "Cela aurait-il changé votre décision ?",
        "Répondez par oui ou par non",
    ),
    "es": ChangedCopy("Hay algo distinto ahora: ", "¿Habría cambiado eso su decisión?", "Respondan con un sí o un no"),
    "it": ChangedCopy(
        "Una cosa è diversa adesso: ", "Avrebbe cambiato la vostra decisione?", "Rispondete con un sì o un no"
    ),
    "pt": ChangedCopy(
        "Há uma coisa diferente agora: ", "Isso teria mudado a vossa decisão?", "Respondam com um sim ou um não"
    ),
    "nl": ChangedCopy("Eén ding is nu anders: ", "Had dat uw beslissing veranderd?", "Antwoord met ja of nee"),
}
