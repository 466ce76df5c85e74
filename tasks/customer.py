"""One customer: analysis, then campaign, each durable as soon as it is paid for."""

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from typing import Any

from agents import campaign, churn_analysis
from agents.agent import Agent, Inputs, Output
from agents.fingerprint import analysis_fingerprint, campaign_fingerprint, view
from agents.injection import flags
from agents.language import language_for
from agents.run import MAX_REPAIRS, AgentFailedError, AgentResult, Blocked, VersionWithdrawnError, run_agent
from schemas.agent import AgentVersion, Draft
from schemas.campaign import Campaign, CampaignInput
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput
from schemas.customer import Customer
from schemas.hold import Hold
from schemas.winback import AnalysisStep, CampaignStep, CustomerRecord, Failure
from tasks.run import Run
from tasks.serving import WINBACK


async def win_back(run: Run, record: CustomerRecord) -> None:
    """Complete the record, or put its error in it; what is there and still fits is not paid for again.

    Raises `StoppedError` or a `ReviveError` where the run has to stop, with everything paid until then recorded.
    """
    step = churn_analysis.AGENT.name
    before = record.hold
    try:
        record.hold = _hold(run, record)
        if record.hold is None or not record.hold.skips_analysis:
            analysis = await _analysis(run, record)
            record.hold = _hold(run, record)
            if record.hold is None:
                step = campaign.AGENT.name
                await _campaign(run, record, analysis)
        if record.hold is not None and (record.hold != before or record.error):
            record.error = None
            await run.ledger.write(record)
    except AgentFailedError as failure:
        record.error = Failure(step=step, message=str(failure), guardrail=failure.guardrail)
        await run.ledger.write(record)


async def is_current(run: Run, record: CustomerRecord) -> bool:
    """Whether all that it needs is there, would be asked for in the same words now, and the same is held."""
    if not record.complete or record.hold != _hold(run, record):
        return False
    if record.hold is not None and record.hold.skips_analysis:
        return True
    assert record.analysis is not None
    _, _, analysis = await _analysis_task(run, record)
    if record.analysis.fingerprint != analysis:
        return False
    if record.hold is not None:
        return True
    assert record.campaign is not None
    _, _, expected = await _campaign_task(run, record, record.analysis)
    return record.campaign.fingerprint == expected


def new_record(run: Run, customer: Customer) -> CustomerRecord:
    """A customer that starts now, with the versions that serve it."""
    record = CustomerRecord(
        customer_id=customer.customer_id,
        versions={},
        customer=customer,
        hold=run.gate.hold(customer, None),
        flags=flags(customer),
    )
    for agent in WINBACK:
        _choose(run, record, agent)
    return record


def _choose(run: Run, record: CustomerRecord, agent: str) -> None:
    """Note which version serves this customer from now on."""
    serving = run.versions.serving(agent)
    version = serving.choose(record.customer_id)
    record.versions[agent] = version.version
    assignment = serving.assignment(version)
    if assignment is not None:
        record.assigned[agent] = assignment
    else:
        record.assigned.pop(agent, None)


async def _rechosen(run: Run, record: CustomerRecord, agent: str) -> bool:
    """Whether a version that serves nobody any more was replaced, durably, before it is called once more."""
    if not run.versions.withdrawn(agent, record.versions[agent]):
        return False
    _choose(run, record, agent)
    await run.ledger.write(record)
    return True


def _hold(run: Run, record: CustomerRecord) -> Hold | None:
    category = record.analysis.output.category if record.analysis else None
    return run.gate.hold(record.customer, category, written=record.campaign is not None)


async def _analysis(run: Run, record: CustomerRecord) -> AnalysisStep:
    agent = churn_analysis.AGENT
    while True:
        inputs, version, fingerprint = await _analysis_task(run, record)
        if record.analysis is not None and record.analysis.fingerprint == fingerprint:
            return record.analysis
        if not await _rechosen(run, record, agent.name):
            keep = partial(_keep_analysis, run, record, version, fingerprint)
            await _pay(run, record, agent, version, inputs, fingerprint, keep, steps_after=1)


def _keep_analysis(
    run: Run, record: CustomerRecord, version: AgentVersion, fingerprint: str, result: AgentResult[ChurnAnalysis]
) -> None:
    output = churn_analysis.weigh(record.customer, result.output)
    record.analysis = AnalysisStep(output=output, **_paid(result, version, fingerprint, record.drafts))
    record.campaign = None
    record.hold = _hold(run, record)


async def _campaign(run: Run, record: CustomerRecord, analysis: AnalysisStep) -> None:
    agent = campaign.AGENT
    while True:
        inputs, version, fingerprint = await _campaign_task(run, record, analysis)
        if record.campaign is not None and record.campaign.fingerprint == fingerprint:
            return
        if not await _rechosen(run, record, agent.name):
            keep = partial(_keep_campaign, record, inputs.language, version, fingerprint)
            await _pay(run, record, agent, version, inputs, fingerprint, keep)


def _keep_campaign(
    record: CustomerRecord, language: str, version: AgentVersion, fingerprint: str, result: AgentResult[Campaign]
) -> None:
    paid = _paid(result, version, fingerprint, record.drafts)
    record.campaign = CampaignStep(output=result.output, language=language, **paid)


async def _analysis_task(run: Run, record: CustomerRecord) -> tuple[ChurnAnalysisInput, AgentVersion, str]:
    version, model = await _serving(run, record, churn_analysis.AGENT.name)
    inputs = ChurnAnalysisInput(customer=view(record.customer, version))
    return inputs, version, analysis_fingerprint(inputs.customer, version, model)


async def _campaign_task(
    run: Run, record: CustomerRecord, analysis: AnalysisStep
) -> tuple[CampaignInput, AgentVersion, str]:
    version, model = await _serving(run, record, campaign.AGENT.name)
    inputs = CampaignInput(
        customer=view(record.customer, version),
        analysis=analysis.output,
        guidance=run.guidance.categories[analysis.output.category],
        offers=run.sender.offers_for(record.customer.subscription_tier),
        sender=run.sender.voice,
        language=language_for(record.customer, run.sender),
    )
    return inputs, version, campaign_fingerprint(inputs, analysis.fingerprint, version, model)


async def _serving(run: Run, record: CustomerRecord, agent: str) -> tuple[AgentVersion, str]:
    if agent not in record.versions:  # a record that was edited by hand
        _choose(run, record, agent)
    version = await run.pointers.version(agent, record.versions[agent])
    return version, (await run.runtime.models.get(version.model)).name


async def _pay(
    run: Run,
    record: CustomerRecord,
    agent: Agent[Inputs, Output],
    version: AgentVersion,
    inputs: Inputs,
    fingerprint: str,
    keep: Callable[[AgentResult[Output]], None],
    *,
    steps_after: int = 0,
) -> None:
    if record.drafts_of != fingerprint or len(record.drafts) > MAX_REPAIRS:
        record.drafts_of, record.drafts = fingerprint, ()
    record.error = None

    async def save(paid: AgentResult[Output] | Draft | Blocked) -> None:
        if isinstance(paid, Draft):
            record.drafts = (*record.drafts, paid)
        elif isinstance(paid, AgentResult):
            keep(paid)
            record.drafts_of, record.drafts = None, ()
        record.spent = record.spent.plus(paid.usage, paid.cost_usd)
        await run.ledger.write(record)
        run.tally.spend(paid.usage, paid.cost_usd)

    withdrawn = partial(run.versions.withdrawn, agent.name, version.version)
    with suppress(VersionWithdrawnError):  # the caller chooses again
        await run_agent(
            agent, version, inputs, run.runtime, save, record.drafts, steps_after=steps_after, withdrawn=withdrawn
        )


def _paid(
    result: AgentResult[Output], version: AgentVersion, fingerprint: str, drafts: tuple[Draft, ...]
) -> dict[str, Any]:
    return {
        "fingerprint": fingerprint,
        "version": version.version,
        "model": result.model,
        "usage": result.usage,
        "cost_usd": result.cost_usd,
        "latency_s": round(result.latency_s, 4),
        "attempts": result.attempts,
        "drafts_usd": cost_of(drafts),
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
    }


def cost_of(drafts: tuple[Draft, ...]) -> float | None:
    """What rejected answers cost together; None where a price is not known."""
    costs = [draft.cost_usd for draft in drafts]
    return None if None in costs else sum(filter(None, costs))
