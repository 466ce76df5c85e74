"""Asks AWS's services about one question and its answer, and says what happens while they cannot be reached."""

import logging

from agents.checks.language import evident
from agents.checks.overrides import attempts
from agents.core.model import CallRejectedError, ModelUnavailableError
from agents.retrieval.passage import Found, Query
from schemas.errors import ReviveError, one_line
from schemas.guarded import Guarded
from schemas.support.guardrails import Finding, Screened
from schemas.support.interaction import Reply
from schemas.text_signals import TextSignals
from tasks.support.outside import Outside, OutsideGuardrail, Searches

AWAY = (ModelUnavailableError, CallRejectedError, ReviveError)
_log = logging.getLogger(__name__)


async def screened_outside(screened: Screened, outside: Outside) -> Screened | None:
    """The question after the guardrail that the environment names; None while that is away: it stays closed then."""
    if outside.guardrail is None or screened.blocked is not None or not screened.text.strip():
        return screened
    try:
        guarded = await outside.guardrail.check(screened.text, "INPUT")
    except AWAY as error:
        _log.error("a question was not answered, as its guardrail is away: %s", one_line(error))
        return None
    return Screened(text=guarded.text, findings=(*screened.findings, *_findings(guarded)))


async def checked_outside(reply: Reply, guardrail: OutsideGuardrail | None) -> Reply | None:
    """The reply with what the guardrail lets through of its answer; None if it stops it, or is away."""
    if guardrail is None:
        return reply
    try:
        guarded = await guardrail.check(reply.answer, "OUTPUT")
    except AWAY as error:
        _log.error("an answer is not shown, as its guardrail is away: %s", one_line(error))
        return None
    if guarded.stopped_by:
        _log.warning("an answer is not shown: the guardrail stops it (%s)", ", ".join(guarded.stopped_by))
        return None
    findings = (*reply.findings, *_findings(guarded))
    return reply.model_copy(update={"answer": guarded.text, "findings": findings})


async def signals_of(text: str, outside: Outside) -> TextSignals | None:
    """How the customer feels and what they speak of; None if nobody says."""
    if outside.analysis is None or not text.strip():
        return None
    try:
        return await outside.analysis.read(text, evident(text) or "en")
    except AWAY as error:
        _log.warning("a question was not analysed: %s", one_line(error))
        return None


async def found_outside(query: Query, knowledge: Searches) -> list[Found] | None:
    """What the knowledge base holds, without passages that give orders to a model; None while it is away."""
    try:
        found = await knowledge.search(query)
    except AWAY as error:
        _log.warning("the knowledge folder is searched instead: %s", one_line(error))
        return None
    return [one for one in found if not any(certain for _, certain in attempts(one.passage.text))]


def _findings(guarded: Guarded) -> tuple[Finding, ...]:
    stopped = tuple(Finding(kind="policy", action="block", detail=one[:60]) for one in guarded.stopped_by)
    return (*stopped, *(Finding(kind="personal_data", action="mask", detail=one) for one in guarded.masked))
