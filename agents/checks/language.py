"""The language to write to a customer in: the given one, else evident from its words, else the sender's default."""

import re

from schemas.sender import LANGUAGES, Language, Sender

_WORD = re.compile(r"[^\W\d_]+")
_READ = 1_000
# Words that are common in one of the languages only, of the kind that reasons for leaving are made of.
_WORDS: dict[Language, str] = {
    "en": """the and to of is was were it we you our your not too for with this that have has had are be but they their
        because no did does doesn didn don can could would need needed price expensive switched another missing support
        closing moved cost budget what when there my from by which more than nobody never just using use used""",
    "de": """der die das und nicht wir ist zu sind ein eine einen war haben hat für mit auf auch aber uns unser unsere
        kein keine teuer zu viel preis kosten wechseln gewechselt anbieter funktion fehlt fehlen kunde einrichtung
        kündigung firma geschlossen leider sehr mehr wurde werden durch bei nach zum zur ich dass weil oder günstiger
        schnittstelle betrieb geben""",
    "fr": """le les des est une nous vous notre votre pas trop cher pour avec dans sur qui mais plus très sont été avons
        avez cette ce ces prix coût fonctionnalité manque manquante changé passé fermeture société entreprise assez
        l'équipe équipe jamais rien du au aux par il elle trouvé logiciel concurrent budget en et à ne besoin personne outil depuis faire fait tout
        toute même quand leur mes nos ses servir""",
    "es": """el los las es una nosotros nuestro nuestra muy demasiado caro cara para con pero más precio coste falta
        faltaba cambiamos hemos cerramos cierre empresa función funcionalidad no era fue tenemos hay porque del al
        nunca nada equipo soporte otro otra proveedor y lo se su como cuando necesitamos en nos mi ya sin solo nadie resto año""",
    "it": """il gli è una noi nostro nostra troppo caro costoso per con ma più prezzo costo manca mancava abbiamo siamo
        passati chiusura azienda funzione funzionalità non era dei delle della del che anche perché nessuno mai
        supporto altro concorrente fornitore chiuso e sono di ci ne""",
    "pt": """os um uma nós nosso nossa muito caro cara para com mas mais preço custo falta faltava temos mudamos
        encerramos fechamento empresa função funcionalidade não era foi do da dos das porque também nunca nada equipe
        equipa suporte outro outra fornecedor e em é ao pelo você à nos""",
    "nl": """het een wij niet te duur voor met maar onze ons zijn was hebben heeft zeer prijs kosten overgestapt andere
        leverancier functie ontbreekt ontbrak bedrijf gestopt sluiten gesloten geen omdat ook naar van op bij dat die
        werd worden wordt nooit goedkoper ik je en""",
}
_WEIGHTS: dict[str, list[tuple[Language, float]]] = {}
for _language, _listed in _WORDS.items():
    for _word in set(_listed.split()):
        _WEIGHTS.setdefault(_word, []).append((_language, 1.0))
_LETTERS: tuple[tuple[str, Language], ...] = (
    ("ß", "de"),
    ("ñ", "es"),
    ("¿", "es"),
    ("ã", "pt"),
    ("õ", "pt"),
    ("œ", "fr"),
)
_CLEAR = 1.0


def language_for(said: str | None, words: str, sender: Sender) -> Language:
    """One of the sender's languages: the one that is said to be theirs (ISO 639-1), else that of their words."""
    given = next((language for language in LANGUAGES if language == said), None)
    language = given or (None if said else evident(words))
    return language if language in sender.languages else sender.default_language


def evident(text: str) -> Language | None:
    """The language of a text; None if its words do not decide it."""
    head = text[:_READ].casefold()
    scores = dict.fromkeys(LANGUAGES, 0.0)
    for word in _WORD.findall(head):
        shared = _WEIGHTS.get(word, ())
        for language, weight in shared:
            scores[language] += weight / len(shared)
    for letter, language in _LETTERS:
        scores[language] += 1.0 if letter in head else 0.0
    first, second = sorted(scores, key=lambda language: -scores[language])[:2]
    return first if scores[first] >= _CLEAR and scores[first] >= 1.2 * scores[second] else None
