"""One question through all stages, before a deadline: the plain function behind the command, the pages and HTTP.

capture → guardrails → intent → clarify | escalate → retrieve → generate → output guardrails → quality → record → reply.
Whatever breaks, there is a reply, and its outcome says what happened.
"""

import asyncio
import logging
from datetime import timedelta
from functools import partial
from time import monotonic

from agents.core.deadline import Deadline
from agents.retrieval.passage import Found, Query
from schemas.errors import ReviveError
from schemas.support.escalation import UnderWay
from schemas.support.interaction import Asked, Reply, Said
from tasks.support.asking_outside import checked_outside, found_outside, screened_outside, signals_of
from tasks.support.claiming import Claim, claimed
from tasks.support.deciding import blocked, not_known
from tasks.support.desk import DEADLINE_S, Desk
from tasks.support.early import early_reply
from tasks.support.escalations.handing_over import WITH_PERSON, with_person
from tasks.support.generating import generated, reply_of
from tasks.support.keeping import trail_of
from tasks.support.knowledge import MOST_PASSAGES, search
from tasks.support.listening import Listener
from tasks.support.parts import parts_of
from tasks.support.several import asked_of, in_turn
from tasks.support.stages import Stages
from tasks.support.summarising import is_due, summarise
from tasks.support.tables import NOBODY, Turn
from tasks.support.traces import traced

_RESERVE_S = 0.5  # for recording and replying
GUARDRAIL_S = 2.0  # for the guardrail of an environment, which reads the answer as a whole
_log = logging.getLogger(__name__)


async def reply_to(asked: Asked, desk: Desk, deadline_s: float = DEADLINE_S, listener: Listener | None = None) -> Reply:
    """A reply, by the deadline; two questions of one session are answered one after the other.

    `listener` hears the answer while it is made.
    """
    began = monotonic()
    try:
        claim = await claimed(asked, await _session(asked, desk), desk, deadline_s)
    except TimeoutError:  # another process is at it, and takes its time
        claim = Stages(asked, desk, Claim(desk.new_id(), desk.new_id())).fail("being_answered")
    if listener is not None:
        listener.begin(claim.session_id, claim.interaction_id)
    if isinstance(claim, Reply):
        reply = claim
    else:
        reply = await _answered(Stages(asked, desk, claim, listener), desk, deadline_s - (monotonic() - began))
    if listener is not None:
        listener.finish(reply.answer)
    return reply


async def _answered(stages: Stages, desk: Desk, deadline_s: float) -> Reply:
    lock = desk.sessions[stages.session_id]
    with traced(stages) as note:
        async with lock:
            reply = await _replied(stages, desk, deadline_s)
            reply = await _keep(stages, reply, desk)
        note(reply)
    if not lock.locked():
        desk.sessions.pop(stages.session_id, None)
    return reply


async def _session(asked: Asked, desk: Desk) -> str:
    """The session that a question continues; an unknown id begins one, and another user's session is not opened."""
    if asked.session_id is None:
        return desk.new_id()
    if desk.conversations is None:
        return asked.session_id
    try:
        owner = await desk.conversations.owner(asked.session_id)
    except ReviveError:
        return asked.session_id
    return asked.session_id if owner in (None, asked.user_id or NOBODY) else desk.new_id()


async def _replied(stages: Stages, desk: Desk, deadline_s: float) -> Reply:
    try:
        async with asyncio.timeout(deadline_s):
            reserve_s = _RESERVE_S + (0.0 if desk.outside.guardrail is None else GUARDRAIL_S)
            return await _through(stages, desk, Deadline.after(deadline_s - reserve_s))
    except TimeoutError:
        return stages.fail("deadline")
    except ReviveError as error:  # such as a missing key: one line says what to do
        _log.error("a question was answered with the fallback: %s", error)
        return stages.fail("internal")
    except Exception:  # noqa: BLE001 -- a reply must go out, whatever broke; the log has what it was
        _log.exception("a question was answered with the fallback")
        return stages.fail("internal")


async def _through(stages: Stages, desk: Desk, deadline: Deadline) -> Reply:
    with stages.timed("guardrails"):
        screened = await screened_outside(await desk.guard.screen(stages.asked.question), desk.outside)
    if screened is None:
        return stages.fail("guardrail_away")
    stages.screened = screened
    if stages.screened.blocked is not None:
        return stages.reply(blocked(stages.screened.blocked.kind, desk.replies))
    with stages.timed("history"):
        await _look_back(stages, desk)
    if (held := with_person(stages, desk)) is not None:
        return held
    asked = f"{stages.before()} {stages.screened.text}".strip()
    with stages.timed("intent"):
        signals = asyncio.create_task(signals_of(stages.screened.text, desk.outside))
        stages.guesses = await desk.reader.read(asked)
        stages.parts = await parts_of(stages.screened.text, desk.reader, desk.rules.names.products)
        stages.signals = await signals
    if (early := await early_reply(stages)) is not None:
        return early
    with stages.timed("retrieve"):
        asks = asked_of(stages.parts) or [(asked, stages.guesses[0].intent)]
        stages.found = in_turn([await _found(text, intent, stages, desk) for text, intent in asks])
    if not stages.found:
        return stages.reply(not_known(desk.replies))
    with stages.timed("generate"):
        walked = await generated(stages, desk, deadline)
    reply = await checked_outside(await reply_of(stages, walked, desk), desk.outside.guardrail)
    return stages.fail("guardrails") if reply is None else reply


async def _found(asked: str, likeliest: str, stages: Stages, desk: Desk) -> list[Found]:
    """Passages of the environment's knowledge base, or of the folder; else those that the key phrases find."""
    phrases = () if stages.signals is None else stages.signals.key_phrases
    if desk.outside.knowledge is not None:
        found = await found_outside(Query(text=asked, most=MOST_PASSAGES), desk.outside.knowledge)
        if found is not None:
            return found
    found = await search(desk.retriever, asked, likeliest)
    return found if found or not phrases else await search(desk.retriever, " ".join(phrases), likeliest)


async def _look_back(stages: Stages, desk: Desk) -> None:
    """The earlier turns of this session, and the person who has taken it."""
    if desk.conversations is None or stages.asked.session_id is None:
        return
    session_id, user_id = stages.session_id, stages.asked.user_id
    try:
        session = await desk.conversations.session(session_id, user_id)
        if session is not None:
            stages.under_way, stages.settled = session.under_way, session.settled
            stages.before_it = await desk.conversations.recent(session_id, session)
    except ReviveError as error:
        _log.warning("the conversation cannot be read: %s", error)


async def _keep(stages: Stages, reply: Reply, desk: Desk) -> Reply:
    """The reply as it is kept. A person who would never know of it is not promised."""
    if desk.conversations is not None:
        try:
            turn = Turn(question=stages.screened.text, reply=reply, at=desk.now())
            trail = trail_of(stages, stages.record, timedelta(), reply)
            put = desk.conversations.trails.put(trail, stages.claim.revision)
            way = partial(_given_way, stages) if _may_give_way(stages, reply) else None
            kept, session = await desk.conversations.keep(turn, stages.asked.user_id, put, way)
        except ReviveError as error:
            _log.warning("the conversation is not kept: %s", error)
        else:
            if is_due(session):
                desk.later(summarise(stages.session_id, desk))
            if kept.escalation is not None and kept.reason != WITH_PERSON and desk.team is not None:
                desk.team.tell_soon(kept.escalation.escalation_id)
            return kept
    if reply.escalation is None:
        return reply
    return stages.reply(Said(outcome="fallback", answer=desk.replies.not_handed_over, reason="not_handed_over"))


def _may_give_way(stages: Stages, reply: Reply) -> bool:
    """What was heard already stays as it is, and so does what no person is to read."""
    return not stages.heard and reply.outcome not in ("blocked", "escalated")


def _given_way(stages: Stages, under_way: UnderWay) -> Reply:
    stages.under_way = under_way
    reply = with_person(stages, stages.desk)
    assert reply is not None
    return reply
