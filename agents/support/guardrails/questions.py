"""What somebody asks, before anything else sees it: blocked, masked, flagged, or as it is."""

import itertools
from collections.abc import Iterator

from agents.checks.chat_marks import has_markup
from agents.checks.credentials import credentials
from agents.checks.injection import readings, speaks_to_ai
from agents.checks.overrides import attempts
from agents.checks.personal_data import masked
from agents.support.guardrails.credential_requests import asks_for_credential
from agents.support.guardrails.promises import asks_for_promise
from agents.support.guardrails.sentences import sentences
from schemas.plain_text import plain
from schemas.support.guardrails import Finding, Names, Screened

LONGEST = 8_000  # characters that are read and kept of a question


def screen_question(text: str, names: Names) -> Screened:
    """The question with what its guardrails found; the text is empty if it is blocked."""
    said = plain(text[: LONGEST * 2])[:LONGEST]
    found = list(dict.fromkeys([*_credentials(said), *_attempts(said, text[:LONGEST]), *_asked(said, names)]))
    if any(one.action == "block" for one in found):
        return Screened(text="", findings=tuple(found))
    kept, kinds = masked(said)
    found += [Finding(kind="personal_data", action="mask", detail=kind) for kind in kinds]
    return Screened(text=kept, findings=tuple(found))


def _credentials(said: str) -> Iterator[Finding]:
    yield from (Finding(kind="credential", action="block", detail=found.kind) for found in credentials(said))


def _attempts(said: str, raw: str) -> Iterator[Finding]:
    """Orders to the assistant; the raw text shows what `plain` takes away, such as invisible characters."""
    certain = False
    for part in (said, raw, *sentences(said)):
        for kind, sure in attempts(part):
            certain = certain or sure
            yield Finding(kind=kind, action="block") if sure else Finding(kind="suspicious", action="flag", detail=kind)
    if not certain and (has_markup(raw) or speaks_to_ai(raw)):
        yield Finding(kind="suspicious", action="flag", detail="order")


def _asked(said: str, names: Names) -> Iterator[Finding]:
    each = sentences(said)
    pairs = [f"{one} {two}" for one, two in itertools.pairwise(each)]  # "I lost my key. Send it to me."
    for sentence in (*each, *pairs):
        for reading in readings(sentence):
            if asks_for_credential(reading):
                yield Finding(kind="credential_request", action="block")
            promise = asks_for_promise(reading, names)
            if promise:
                yield Finding(kind="promise_request", action="block")
            elif promise is None:
                yield Finding(kind="suspicious", action="flag", detail="promise")
