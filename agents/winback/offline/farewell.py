"""The end of a last email that would be too short to be sent: good wishes, which claim and promise nothing."""

from agents.winback.campaign import MIN_WORDS
from schemas.sender import Language

FAREWELLS: dict[Language, str] = {
    "en": "Whatever you work with now, we wish you all the best with it.",
    "de": "Womit auch immer Sie jetzt arbeiten: Wir wünschen Ihnen viel Erfolg damit.",
    "fr": "Quel que soit l'outil que vous utilisez maintenant, nous vous souhaitons une bonne continuation.",
    "es": "Trabajen con lo que trabajen ahora, les deseamos lo mejor.",
    "it": "Con qualunque strumento lavoriate ora, vi auguriamo il meglio.",
    "pt": "Seja qual for a ferramenta que usem agora, desejamos tudo de bom.",
    "nl": "Waar u nu ook mee werkt, wij wensen u er veel succes mee.",
}

# Whoever closed or retires works with nothing now.
FAREWELLS_ENDED: dict[Language, str] = {
    "en": "Whatever comes next for you, we wish you all the best with it.",
    "de": "Für alles, was nun kommt, wünschen wir Ihnen von Herzen alles Gute.",
    "fr": "Quelle que soit la suite, nous vous souhaitons le meilleur pour ce qui vient.",
    "es": "Para todo lo que venga ahora, les deseamos de corazón lo mejor.",
    "it": "Per tutto quello che verrà adesso, vi auguriamo di cuore il meglio.",
    "pt": "Para tudo o que vier a seguir, desejamos de coração o melhor.",
    "nl": "Voor alles wat nu komt, wensen wij u van harte het allerbeste.",
}


def with_farewell(
    greeting: str, paragraphs: tuple[str, ...], close: str, language: Language, *, ended: bool = False
) -> tuple[str, ...]:
    """The paragraphs between greeting and signature, with good wishes behind them where a check wants more words.

    `ended`: the customer's business or project is over.
    """
    words = sum(len(text.split()) for text in (greeting, *paragraphs, close))
    wishes = FAREWELLS_ENDED if ended else FAREWELLS
    return paragraphs if words >= MIN_WORDS else (*paragraphs, wishes[language])
