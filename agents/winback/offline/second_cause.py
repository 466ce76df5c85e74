"""The second cause that a reason names outright, and what the letters say of it. Data and how it is found."""

import re

from agents.checks.fold import fold
from agents.winback.offline.no_way_out import could_not_leave
from agents.winback.offline.particulars import PARTICULARS_OF, named_outright, names, particular
from agents.winback.offline.scoring import stated_causes
from schemas.customer import Category
from schemas.sender import Language
from schemas.winback.campaign import CampaignInput

_PRICE = re.compile(
    r"pric(?:e|y|ing)|\bcost|expensive|\bfees?\b|afford|overpriced|preis|teuer|kosten|\bprix\b|\bchere?s?\b|tarif|precio|\bcar[oa]s?\b"
    r"|prezz|cost[oi]\b|preco|prijs|\bduur"
)
# Behind the question about the first cause.
ALSO: dict[Language, dict[Category, str]] = {
    "en": {
        "pricing": "You also named the price; if that weighed more, write about that instead.",
        "features": "You also wrote of something that was missing or did not work; if that weighed more, tell us about it.",
        "onboarding": "You also wrote how hard it was to get going or to get help; if that weighed more, begin there.",
    },
    "de": {
        "pricing": "Sie nannten auch den Preis; wog der schwerer, schreiben Sie darüber.",
        "features": "Sie schrieben auch von etwas, das fehlte oder nicht ging; wog das schwerer, erzählen Sie davon.",
        "onboarding": "Sie schrieben auch, wie schwer der Einstieg oder die Hilfe war; wog das schwerer, fangen Sie damit an.",
    },
    "fr": {
        "pricing": "Vous avez aussi parlé du prix ; si c'est ce qui a pesé le plus, écrivez-nous plutôt cela.",
        "features": "Vous avez aussi parlé d'une chose qui manquait ou ne marchait pas ; si elle a pesé davantage, parlez-nous d'elle.",
        "onboarding": "Vous avez aussi dit combien il était difficile de démarrer ou d'être aidés ; si cela a pesé davantage, commencez par là.",
    },
    "es": {
        "pricing": "También hablaron del precio; si eso pesó más, escríbannos sobre ello.",
        "features": "También hablaron de algo que faltaba o no funcionaba; si eso pesó más, cuéntennoslo.",
        "onboarding": "También dijeron lo difícil que fue empezar o recibir ayuda; si eso pesó más, empiecen por ahí.",
    },
    "it": {
        "pricing": "Avete parlato anche del prezzo; se ha pesato di più, scriveteci di quello.",
        "features": "Avete parlato anche di qualcosa che mancava o non funzionava; se ha pesato di più, raccontateci quello.",
        "onboarding": "Avete detto anche quanto era difficile iniziare o avere aiuto; se ha pesato di più, cominciate da lì.",
    },
    "pt": {
        "pricing": "Também falaram do preço; se isso pesou mais, escrevam-nos antes sobre ele.",
        "features": "Também falaram de algo que faltava ou não funcionava; se isso pesou mais, contem-nos.",
        "onboarding": "Também disseram como foi difícil começar ou ter ajuda; se isso pesou mais, comecem por aí.",
    },
    "nl": {
        "pricing": "U noemde ook de prijs; woog die zwaarder, schrijf dan daarover.",
        "features": "U schreef ook over iets dat ontbrak of niet werkte; woog dat zwaarder, vertel daarover.",
        "onboarding": "U schreef ook hoe moeilijk het begin of het krijgen van hulp was; woog dat zwaarder, begin daar.",
    },
}  # fmt: skip


def second_cause(inputs: CampaignInput) -> Category | None:
    """Another cause that the customer's own words name outright; whoever was wronged is asked about nothing else.

    To speak of a cause that nobody named is worse than to miss one: a price has plain words; of the others, a
    particular has to be named.
    """
    reason = inputs.customer.cancellation_reason or ""
    said = reason if inputs.own_words is None else inputs.own_words
    first = inputs.analysis.category
    if inputs.analysis.topic or first in ("business_closure", "unclear") or could_not_leave(said):
        return None
    stated = stated_causes(said)
    about = particular(said, first, inputs.language)
    spoken_of = (first, *(cause for cause in ALSO["en"] if about and about.name in PARTICULARS_OF[cause]))
    others = (cause for cause in ALSO["en"] if cause not in spoken_of)
    return next((cause for cause in others if _is_named(said, cause, stated)), None)


def _is_named(said: str, cause: Category, stated: list[Category]) -> bool:
    if named_outright(said, cause):
        return True
    return cause in stated and (
        names(said, cause) != "" or (cause == "pricing" and _PRICE.search(fold(said)) is not None)
    )
