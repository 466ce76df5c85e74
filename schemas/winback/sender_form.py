"""The sender profile as a form: texts of several languages are lines such as `de: …`."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from pydantic import BaseModel

from schemas.sender import LANGUAGES, Sender, Wording


class OfferLine(BaseModel):
    """One offer."""

    tier: str = "all"
    causes: tuple[str, ...] = ()
    text: str = ""


class ClaimLine(BaseModel):
    """One true statement about the product."""

    causes: tuple[str, ...] = ()
    topics: str = ""
    since: date | None = None
    text: str = ""


class SenderPage(BaseModel):
    """The profile with its offers and claims as lines."""

    sender: Sender
    offers: list[OfferLine]
    claims: list[ClaimLine]
    then: str = ""  # where to go on to


def lines_of(text: Wording) -> str:
    """One line a language; a text that does not say its language stays as it is."""
    return text if isinstance(text, str) else "\n".join(f"{language}: {said}" for language, said in text.items())


def wording_of(lines: str) -> Any:
    """What `lines_of` made; it is checked with the profile."""
    parts = [line.partition(":") for line in lines.strip().splitlines() if line.strip()]
    if parts and all(language.strip() in LANGUAGES for language, _, _ in parts):
        return {language.strip(): said.strip() for language, _, said in parts}
    return " ".join(lines.split())


def offers_of(sender: Sender) -> list[OfferLine]:
    """Each offer as a line."""
    return [
        OfferLine(tier=tier, text=one)
        if isinstance(one, str)
        else OfferLine(tier=tier, causes=one.causes, text=lines_of(one.text))
        for tier, listed in sender.offers.items()
        for one in listed
    ]


def claims_of(sender: Sender) -> list[ClaimLine]:
    """Each claim as a line."""
    return [
        ClaimLine(text=one)
        if isinstance(one, str)
        else ClaimLine(causes=one.causes, topics=", ".join(one.topics), since=one.since, text=lines_of(one.text))
        for one in sender.claims
    ]


def offers_from(lines: Iterable[OfferLine]) -> dict[str, list[Any]]:
    """By tier; lines without a text are left out."""
    found: dict[str, list[Any]] = {}
    for line in lines:
        if line.text.strip():
            text = wording_of(line.text)
            plain = isinstance(text, str) and not line.causes
            found.setdefault(line.tier, []).append(text if plain else {"text": text, "causes": line.causes})
    return found


def claims_from(lines: Iterable[ClaimLine]) -> list[Any]:
    """Claims as the profile takes them; lines without a text are left out."""
    found: list[Any] = []
    for line in lines:
        if line.text.strip():
            topics = tuple(topic.strip() for topic in line.topics.split(",") if topic.strip())
            said = {"text": wording_of(line.text), "causes": line.causes, "topics": topics, "since": line.since}
            found.append(
                said["text"] if isinstance(said["text"], str) and not (line.causes or topics or line.since) else said
            )
    return found
