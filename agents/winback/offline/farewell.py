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


def with_farewell(greeting: str, paragraphs: tuple[str, ...], close: str, language: Language) -> tuple[str, ...]:
    """The paragraphs between greeting and signature, with good wishes behind them where a check wants more words."""
    words = sum(len(text.split()) for text in (greeting, *paragraphs, close))
    return paragraphs if words >= MIN_WORDS else (*paragraphs, FAREWELLS[language])
