"""Good emails in seven languages, into which the tests put one sentence."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from agents.core.agent import ViolationError, parse_output
from agents.winback.campaign import AGENT
from schemas.agent import ModelReply, Usage
from schemas.sender import LANGUAGES, Language, Voice
from schemas.winback.campaign import CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, CustomerView

CORPUS = Path(__file__).parents[1] / "corpus" / "claims"


class Words(NamedTuple):
    """What surrounds the sentence."""

    hello: str
    ask: str
    close: str
    fill: str
    subjects: tuple[str, str, str]
    cta: str


WORDS: dict[Language, Words] = {
    "en": Words(
        "Hello,", "Is there anything that you would like us to know? I would be glad to read your answer.", "Best wishes,",
        "We would like to hear from you.", ("Your decision", "A different question", "A last word"), "Reply to this email",
    ),
    "de": Words(
        "Guten Tag,", "Gibt es etwas, das wir wissen sollten? Ich lese Ihre Antwort gern, wann immer es passt.", "Viele Grüße",
        "Wir würden gern von Ihnen hören.", ("Ihre Entscheidung", "Eine andere Frage", "Ein letztes Wort"), "Antworten Sie uns",
    ),
    "fr": Words(
        "Bonjour,", "Y a-t-il quelque chose que nous devrions savoir ? Je lirai votre réponse avec plaisir.", "Bien cordialement",
        "Nous aimerions avoir de vos nouvelles.", ("Votre décision", "Une autre question", "Un dernier mot"), "Répondez-nous",
    ),
    "es": Words(
        "Buenos días:", "¿Hay algo que deberíamos saber? Leeré su respuesta con gusto, cuando les venga bien.", "Un cordial saludo",
        "Nos gustaría saber de ustedes.", ("Su decisión", "Otra pregunta", "Una última palabra"), "Respondan a este mensaje",
    ),
    "it": Words(
        "Buongiorno,", "C'è qualcosa che dovremmo sapere? Leggerò volentieri la vostra risposta.", "Cordiali saluti",
        "Ci piacerebbe avere vostre notizie.", ("La vostra scelta", "Un'altra domanda", "Un'ultima parola"), "Rispondete a questo messaggio",
    ),
    "pt": Words(
        "Bom dia,", "Há alguma coisa que devíamos saber? Leio a vossa resposta com gosto.", "Com os melhores cumprimentos",
        "Gostaríamos de ter notícias vossas.", ("A vossa decisão", "Outra pergunta", "Uma última palavra"), "Respondam a esta mensagem",
    ),
    "nl": Words(
        "Goedendag,", "Is er iets dat we zouden moeten weten? Ik lees uw antwoord graag.", "Met vriendelijke groet",
        "We horen graag van u.", ("Uw beslissing", "Een andere vraag", "Een laatste woord"), "Antwoord op dit bericht",
    ),
}  # fmt: skip


def asked(language: Language = "en", offers: tuple[str, ...] | None = None, **customer: object) -> CampaignInput:
    """The input of a campaign to Orchard Foods from Halden."""
    known: dict[str, object] = {
        "company_name": "Orchard Foods",
        "subscription_tier": "growth",
        "mrr": 720,
        "currency": "EUR",
        "churn_date": date(2025, 11, 4),
        "signup_date": date(2023, 11, 20),
        "cancellation_reason": "Too expensive since the renewal, and the import kept failing",
    }
    return CampaignInput(
        customer=CustomerView.model_validate(known | customer),
        analysis=ChurnAnalysis(
            category="pricing", confidence=80, insights=["a", "b", "c"], recommendation="r", evidence=["mrr"]
        ),
        guidance="Be kind.",
        offers=list(("15% off for 6 months", "A data import by our team") if offers is None else offers),
        sender=Voice(
            company="Halden",
            product="Lumen",
            signatory="Iris Vogt",
            link="https://halden.example/return",
            claims=("Audit logs are available on every plan",),
        ),
        language=language,
    )


def answer(language: Language, sentence: str = "", **second: str) -> dict[str, Any]:
    """Three emails as a model answers them, the sentence in the second; `second` replaces other parts of it."""
    words = WORDS[language]
    emails: list[dict[str, Any]] = []
    for number, subject in enumerate(words.subjects, start=1):
        said = sentence if number == 2 and sentence else words.fill
        body = f"{words.hello}\n\n{said}\n\n{words.ask}\n\n{words.close}\nIris Vogt\nHalden"
        # Where the sentence holds the sender's link, the email asks for a click and not for a reply.
        ask = "Halden" if "://" in said else words.cta
        emails.append({"number": number, "subject": subject, "body": body, "cta": ask})
    emails[1] |= second
    return {"emails": emails, "summary": "Three emails."}


def problem(inputs: CampaignInput, raw: dict[str, Any]) -> str | None:
    """What the agent objects to in an answer, as it comes back from any model; None where it is kept."""
    try:
        parse_output(AGENT, inputs, kept(raw))
    except ViolationError as violation:
        return str(violation)
    return None


def kept(raw: dict[str, Any]) -> Any:
    """The answer as it is recorded."""
    return ModelReply(output=raw, usage=Usage()).output


class Line(NamedTuple):
    """A line of the corpus."""

    language: Language
    should: str
    text: str
    half: str


def corpus() -> Iterator[Line]:
    """Every sentence, with the half that its hash puts it into; `after` and `unseen` were written when the rules stood."""
    for language in LANGUAGES:
        for line in (CORPUS / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            odd = hashlib.sha256(row["text"].encode(errors="surrogatepass")).digest()[0] % 2
            yield Line(language, row["should"], row["text"], row.get("set") or ("held" if odd else "dev"))
