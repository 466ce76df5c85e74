"""An answer from passages by the chain, before a deadline, and the reply that comes of it."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from agents.core.deadline import Deadline
from agents.core.step import Chosen, Resolved, Step
from agents.running.aloud import FieldListener
from agents.running.chain import Walked, walk
from agents.support import answering
from schemas.errors import one_line
from schemas.paid import Spend
from schemas.support.answer import AnswerInput, SupportAnswer
from schemas.support.interaction import Interaction, Reply
from tasks.support.chain import AGENTS, next_step
from tasks.support.conversations import messages
from tasks.support.deciding import answered, not_known
from tasks.support.desk import Desk
from tasks.support.escalations.handing_over import hand_over
from tasks.support.keeping import Keeping, pays
from tasks.support.knowledge import views
from tasks.support.listening import objection
from tasks.support.several import topic_of
from tasks.support.stages import Stages

NextStep = Callable[[Interaction], Step[Interaction] | None]
_log = logging.getLogger(__name__)


async def generated(stages: Stages, desk: Desk, deadline: Deadline) -> Walked[Interaction]:
    """Walk the chain; what it took and how far it got."""
    record = _record(stages, desk)
    versions = await _chosen(record, stages, desk)
    stages.record = record
    step = partial(next_step, rules=desk.rules, versions=versions)
    return await _walked(stages, record, versions, step, deadline)


def _record(stages: Stages, desk: Desk) -> Interaction:
    """The interaction with what a killed process has paid for of it already."""
    earlier = stages.claim.resumed
    return Interaction(
        interaction_id=stages.claim.interaction_id,
        question=stages.screened.text,
        follows=stages.before(),
        topic=topic_of(stages.parts, desk.intents) or desk.intents.named(stages.guesses[0].intent).covers,
        passages=views(stages.found),
        history=messages(stages.before_it),
        flagged=stages.screened.flagged,
        attempts=() if earlier is None else earlier.attempts,
        done=earlier is not None and earlier.done,
        spent=Spend() if earlier is None else earlier.spent,
    )


async def _chosen(record: Interaction, stages: Stages, desk: Desk) -> dict[str, Chosen]:
    """The versions that serve this session, by agent, noted in the record with the release that they belong to."""
    versions = {}
    for agent in AGENTS:
        serving = desk.versions.serving(agent.name)
        version = serving.choose(stages.session_id)
        record.versions[agent.name] = version.version
        if (assignment := serving.assignment(version)) is not None:
            record.assigned[agent.name] = assignment
        versions[agent.name] = Chosen(version, (await desk.service.models.get(version.model)).name)
    return versions


async def _walked(
    stages: Stages, record: Interaction, versions: Resolved, step: NextStep, deadline: Deadline
) -> Walked[Interaction]:
    """Walk the chain, heard by whoever listens."""
    desk = stages.desk
    keeping = Keeping(stages, timedelta(seconds=deadline.left_s), pays(versions))
    await keeping.begin(record)
    # A guardrail outside reads an answer as a whole, so it is heard as a whole.
    customer = f"support/{stages.asked.user_id or stages.session_id}"
    if stages.listener is None or desk.outside.guardrail is not None:
        return await walk(record, step, versions, desk.service, deadline, keeping.save, customer=customer)
    objects = objection(record.passages, desk.rules.names, versions[answering.AGENT.name].version.system)
    listeners = {answering.AGENT.name: FieldListener("text", objects, stages.listener.hear)}
    spoken = partial(_spoken, stages, step)
    return await walk(record, spoken, versions, desk.service, deadline, keeping.save, listeners, customer)


def _spoken(stages: Stages, step: NextStep, record: Interaction) -> Step[Interaction] | None:
    """What is paid for next while somebody listens: an answer of which a word was heard is not written again.

    Nor is it for its citations, which stand behind the text: those that do not exist are left out of the reply.
    """
    asked = step(record)
    if asked is None or asked.agent is not answering.AGENT:
        return asked
    if stages.heard:
        return None

    def check(inputs: AnswerInput, output: SupportAnswer) -> str | None:
        return None if stages.heard else answering.AGENT.check(inputs, output)

    return replace(asked, agent=replace(answering.AGENT, check=check))


async def reply_of(stages: Stages, walked: Walked[Interaction], desk: Desk) -> Reply:
    """The reply that the best attempt makes, or the fallback if there is none."""
    stages.cost_usd = walked.record.spent.cost_usd
    said = answered(walked.record, desk.replies)
    if said is None:
        return _none(stages, walked)
    if said.outcome != "escalated":
        return stages.reply(said)
    actor = f"{AGENTS[0].name}@{walked.record.versions[AGENTS[0].name]}"
    handed = await hand_over(stages, said.reason, text=said.answer, actor=actor)
    return handed or stages.reply(not_known(desk.replies, said.attempt))


def _none(stages: Stages, walked: Walked[Interaction]) -> Reply:
    if walked.failure is not None:
        _log.warning("no answer: %s", one_line(walked.failure))
    stages.findings += tuple(dict.fromkeys(found for one in walked.record.attempts for found in one.blocks))
    reason = "guardrails" if walked.failure is None else type(walked.failure).__name__
    return stages.fail(reason)
