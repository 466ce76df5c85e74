"""What a text is found by, in seven languages."""

import pytest

from agents.retrieval.bm25 import bm25_of
from agents.retrieval.words import words


@pytest.mark.parametrize(("text", "found"), [
    ("Termites!", ["termites", "termi~"]),
    ("us-east-1", ["us-east-1", "us", "east", "1"]),
    ("s3:GetObject", ["s3:getobject", "s3", "get", "object", "objec~"]),
    ("HTTPServer v2", ["httpserver", "http", "server", "serve~", "v2"]),
    ("C++ and C#", ["c++", "c", "and", "c#", "c"]),
    ("Don’t, don't", ["don’t", "don", "t", "don't", "don", "t"]),
    ("Reparación ＡＢＣ ﬁle", ["reparacion", "repar~", "abc", "file"]),
    ("… — 🤷 !!", []),
    ("", []),
])  # fmt: skip
def test_words_of_a_text(text: str, found: list[str]) -> None:
    assert words(text) == found


# A question as somebody types it, and which of three sentences of its language answers it.
QUESTIONS = [
    ("en", "termite inspections for old houses", 0, [
        "An annual inspection finds termites before they reach the beams of an old house.",
        "Mosquitoes breed in standing water; a barrier spray keeps the yard quiet.",
        "Wildlife in the attic is trapped and released, the entry is closed.",
    ]),
    ("de", "Muckenspray fur den garten", 1, [
        "Eine Kontrolle im Jahr findet Termiten, bevor sie das Gebälk erreichen.",
        "Mückensprays halten den Garten den Sommer über ruhig.",
        "Marder im Dachboden werden gefangen, der Zugang wird verschlossen.",
    ]),
    ("fr", "controle des termites dans la charpente", 0, [
        "Un contrôle annuel trouve les termites avant qu'ils n'atteignent la charpente.",
        "Les moustiques pondent dans l'eau stagnante.",
        "La fouine du grenier est capturée, puis relâchée.",
    ]),
    ("es", "reparacion del atico", 2, [
        "La inspección anual encuentra termitas antes de que lleguen a las vigas.",
        "Los mosquitos crían en agua estancada.",
        "Los animales del ático se capturan; reparamos la entrada.",
    ]),
    ("it", "le zanzare in giardino", 1, [
        "Un controllo all'anno trova le termiti prima che arrivino alle travi.",
        "Una barriera contro la zanzara tiene tranquilli i giardini.",
        "Gli animali in soffitta vengono catturati.",
    ]),
    ("pt", "inspecao de cupins", 0, [
        "A inspeção anual encontra o cupim antes que chegue às vigas.",
        "Os mosquitos nascem em água parada.",
        "Animais no sótão são capturados.",
    ]),
    ("nl", "muggen in de tuin", 1, [
        "Een jaarlijkse controle vindt termieten voordat zij de balken bereiken.",
        "Een barrière tegen muggen houdt de tuin rustig.",
        "Marters op zolder worden gevangen.",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("language", "question", "right", "texts"), QUESTIONS)
def test_a_question_without_accents_finds_its_answer(
    language: str, question: str, right: int, texts: list[str]
) -> None:
    assert int(bm25_of(texts).scores(question).argmax()) == right, language


@pytest.mark.parametrize("texts", [[], [""], ["…", ""], ["word"]])
def test_where_there_is_nothing_nothing_is_found(texts: list[str]) -> None:
    assert bm25_of(texts).scores("other").tolist() == [0.0] * len(texts)
    assert bm25_of(texts).scores("").tolist() == [0.0] * len(texts)
