"""Win-back as a chain of paid questions: why did they leave, and then, unless they are held, the emails."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial

from agents.checks.language import language_for
from agents.core.fingerprint import analysis_fingerprint, campaign_fingerprint, view
from agents.core.step import Resolved, Step
from agents.running.run import AgentFailedError
from agents.winback import campaign, churn_analysis
from agents.winback.campaign import Guidance
from agents.winback.flags import flags
from schemas.campaign import Campaign, CampaignInput
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput
from schemas.customer import Customer
from schemas.hold import Hold
from schemas.paid import Failure, PaidStep
from schemas.sender import Sender
from schemas.winback import AnalysisStep, CampaignStep, CustomerRecord
from tasks.winback.do_not_send import Gate

ANALYSIS, CAMPAIGN = churn_analysis.AGENT, campaign.AGENT


@dataclass(frozen=True, slots=True)
class WinbackContext:
    """What every customer of an upload shares: what to say to whom, as whom, and who is not written to."""

    guidance: Guidance
    sender: Sender = field(default_factory=Sender)
    gate: Gate = field(default_factory=Gate)


class Winback:
    """The system win-back (seed: Revive AI). See `tasks.bulk.system` for what each function promises."""

    agents = (ANALYSIS, CAMPAIGN)

    def begin(self, customer: Customer, context: WinbackContext) -> CustomerRecord:
        """A record with what is known before anything is asked: the hold, and what a person should look at."""
        return CustomerRecord(
            customer_id=customer.customer_id,
            versions={},
            customer=customer,
            hold=context.gate.hold(customer, None),
            flags=flags(customer),
        )

    def settle(self, record: CustomerRecord, context: WinbackContext) -> bool:
        """Hold the customer, or let them go, as the rules and rulings say now."""
        before, record.hold = record.hold, _hold(record, context)
        return record.hold != before

    def next_step(
        self, record: CustomerRecord, context: WinbackContext, versions: Resolved
    ) -> Step[CustomerRecord] | None:
        """The analysis, and the campaign unless the customer is held; each unless what is there was asked the same."""
        if record.hold is not None and record.hold.skips_analysis:
            return None
        analysis = _analysis(record, context, versions)
        if record.analysis is None or record.analysis.fingerprint != analysis.fingerprint:
            return analysis
        if record.hold is not None:
            return None
        emails = _campaign(record, record.analysis, context, versions)
        if record.campaign is None or record.campaign.fingerprint != emails.fingerprint:
            return emails
        return None

    def steps(self, record: CustomerRecord) -> Iterator[tuple[str, PaidStep]]:
        """The analysis and the campaign, as far as they are there."""
        if record.analysis is not None:
            yield ANALYSIS.name, record.analysis
        if record.campaign is not None:
            yield CAMPAIGN.name, record.campaign

    def rests_on(self, context: WinbackContext) -> Iterator[str]:
        """What decides, beside the versions, what is asked and who is held."""
        gate = context.gate
        yield context.guidance.model_dump_json()
        yield context.sender.model_dump_json()
        yield from sorted(gate.restrictions.suppressed)
        yield json.dumps(dict(gate.restrictions.contacted), sort_keys=True)
        yield json.dumps({name: ruling.model_dump(mode="json") for name, ruling in sorted(gate.rulings.items())})


WINBACK = Winback()


def _hold(record: CustomerRecord, context: WinbackContext) -> Hold | None:
    category = record.analysis.output.category if record.analysis else None
    return context.gate.hold(record.customer, category, written=record.campaign is not None)


def _analysis(record: CustomerRecord, context: WinbackContext, versions: Resolved) -> Step[CustomerRecord]:
    chosen = versions[ANALYSIS.name]
    inputs = ChurnAnalysisInput(customer=view(record.customer, chosen.version))
    fingerprint = analysis_fingerprint(inputs.customer, chosen.version, chosen.model)

    def keep(record: CustomerRecord, output: ChurnAnalysis, paid: PaidStep) -> None:
        weighed = churn_analysis.weigh(record.customer, output)
        record.analysis = AnalysisStep(output=weighed, **dict(paid))
        record.campaign = None
        record.hold = _hold(record, context)

    return Step(ANALYSIS, 0, inputs, fingerprint, 1, keep, partial(_failed, ANALYSIS.name))


def _campaign(
    record: CustomerRecord, analysis: AnalysisStep, context: WinbackContext, versions: Resolved
) -> Step[CustomerRecord]:
    chosen = versions[CAMPAIGN.name]
    inputs = CampaignInput(
        customer=view(record.customer, chosen.version),
        analysis=analysis.output,
        guidance=context.guidance.categories[analysis.output.category],
        offers=context.sender.offers_for(record.customer.subscription_tier),
        sender=context.sender.voice,
        language=language_for(record.customer, context.sender),
    )
    fingerprint = campaign_fingerprint(inputs, analysis.fingerprint, chosen.version, chosen.model)

    def keep(record: CustomerRecord, output: Campaign, paid: PaidStep) -> None:
        record.campaign = CampaignStep(output=output, language=inputs.language, **dict(paid))

    return Step(CAMPAIGN, 0, inputs, fingerprint, 0, keep, partial(_failed, CAMPAIGN.name))


def _failed(agent: str, record: CustomerRecord, failure: AgentFailedError) -> None:
    record.error = Failure(step=agent, message=str(failure), guardrail=failure.guardrail)
