"""What the letters say to somebody who wrote something that names no cause. Data, and whose words are taken up."""

import re

from agents.checks.fold import fold
from agents.winback.offline.english import CategoryCopy
from agents.winback.offline.scoring import weigh_causes
from schemas.sender import Language

# Whoever keeps the reason to themselves is not asked about these words.
_KEPT = re.compile(
    r"\b(?:personal|private?|privat\w*|personlich\w*|personnel\w*|personale?s?|pessoa\w*|persoonlijk\w*|rather not|prefer not"
    r"|no (?:particular |specific |real )?reasons?|none of your|kein\w* (?:bestimmt\w+ |besonder\w+ )?(?:grund|angabe)|sans raison"
    r"|aucune raison|pas de raison|sin (?:motivo|razon)|ningun\w* (?:motivo|razon)|nessun motivo|sem motivo|nenhum motivo"
    r"|geen (?:reden|bijzondere))\b"
)


def _copy(*texts: str) -> CategoryCopy:
    one, two, three, regret, question, proposal, close, ask, last_ask = texts
    return CategoryCopy((one, two, three), "", regret, question, proposal, close, (ask, last_ask))


SAID: dict[Language, CategoryCopy] = {
    "en": _copy(
        "About what you wrote", "Back to your line", "A last word from us",
        "We would rather ask what was behind it than guess.",
        "What would have had to be different?",
        "Back to what you wrote: tell us what happened just before. If it was something of ours, the people who can change it will read it.",
        "What you wrote has been read. You owe us no more than that.",
        "Reply with what was behind it", "Reply if there is something we should know",
    ),
    "de": _copy(
        "Zu dem, was Sie schrieben", "Noch einmal zu Ihrer Zeile", "Ein letztes Wort von uns",
        "Wir fragen lieber, was dahinter stand, als zu raten.",
        "Was hätte anders sein müssen?",
        "Noch einmal zu dem, was Sie schrieben: Erzählen Sie, was kurz davor geschah. Lag es an uns, lesen es die, die es ändern können.",
        "Was Sie schrieben, haben wir gelesen. Mehr schulden Sie uns nicht.",
        "Antworten Sie mit dem, was dahinter stand", "Antworten Sie, wenn wir etwas wissen sollten",
    ),
    "fr": _copy(
        "À propos de votre message", "Pour revenir à votre ligne", "Un dernier mot de notre part",
        "Nous préférons demander ce qu'il y avait derrière plutôt que deviner.",
        "Qu'est-ce qui aurait dû être différent ?",
        "Pour revenir à ce que vous avez écrit : racontez-nous ce qui s'est passé juste avant. Si cela venait de nous, ceux qui peuvent le changer le liront.",
        "Ce que vous avez écrit a été lu. Vous ne nous devez rien de plus.",
        "Répondez avec ce qu'il y avait derrière", "Répondez s'il faut que nous sachions quelque chose",
    ),
    "es": _copy(
        "Sobre lo que escribieron", "Volviendo a su línea", "Unas últimas palabras",
        "Preferimos preguntar qué había detrás antes que adivinar.",
        "¿Qué tendría que haber sido distinto?",
        "Volviendo a lo que escribieron: cuéntennos qué pasó justo antes. Si fue cosa nuestra, lo leerá quien puede cambiarlo.",
        "Lo que escribieron se ha leído. No nos deben nada más.",
        "Respondan con lo que había detrás", "Respondan si debemos saber algo",
    ),
    "it": _copy(
        "A proposito di ciò che avete scritto", "Tornando alla vostra riga", "Un'ultima parola da noi",
        "Preferiamo chiedere che cosa c'era dietro piuttosto che indovinare.",
        "Che cosa avrebbe dovuto essere diverso?",
        "Tornando a ciò che avete scritto: raccontateci che cosa è successo poco prima. Se dipendeva da noi, lo leggerà chi può cambiarlo.",
        "Ciò che avete scritto è stato letto. Non ci dovete altro.",
        "Rispondete con ciò che c'era dietro", "Rispondete se dobbiamo sapere qualcosa",
    ),
    "pt": _copy(
        "Sobre o que escreveram", "Voltando à vossa linha", "Uma última palavra nossa",
        "Preferimos perguntar o que estava por trás a adivinhar.",
        "O que devia ter sido diferente?",
        "Voltando ao que escreveram: contem-nos o que aconteceu pouco antes. Se foi da nossa parte, lê-o quem o pode mudar.",
        "O que escreveram foi lido. Não nos devem mais nada.",
        "Respondam com o que estava por trás", "Respondam se devemos saber alguma coisa",
    ),
    "nl": _copy(
        "Over wat u schreef", "Terug naar uw regel", "Een laatste woord van ons",
        "We vragen liever wat erachter zat dan te raden.",
        "Wat had er anders moeten zijn?",
        "Terug naar wat u schreef: vertel ons wat er vlak daarvoor gebeurde. Lag het aan ons, dan leest wie het kan veranderen het.",
        "Wat u schreef is gelezen. Meer bent u ons niet verschuldigd.",
        "Antwoord met wat erachter zat", "Antwoord als we iets moeten weten",
    ),
}  # fmt: skip


def says_something(reason: str) -> bool:
    """Whether words without a cause are worth taking up: neither empty talk nor a wish to keep the reason private."""
    return not weigh_causes(reason).settled and _KEPT.search(fold(reason)) is None
