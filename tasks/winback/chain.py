"""Win-back's two questions, as they would be asked now."""

from functools import partial

from agents.core.failures import AgentFailedError
from agents.core.step import Resolved, Step
from agents.winback import campaign, churn_analysis
from agents.winback.questions import campaign_inputs
from agents.winback.view import analysis_fingerprint, campaign_fingerprint, view
from schemas.hold import Hold
from schemas.paid import Failure, PaidStep
from schemas.winback.campaign import Campaign, CampaignInput
from schemas.winback.churn_analysis import ChurnAnalysis, ChurnAnalysisInput
from schemas.winback.review import Instruction
from schemas.winback.run import AnalysisStep, CampaignStep, CustomerRecord
from tasks.winback.context import WinbackContext
from tasks.winback.corrections import correction_of
from tasks.winback.do_not_send import LATER, cause, held_out

ANALYSIS, CAMPAIGN = churn_analysis.AGENT, campaign.AGENT


def hold_now(record: CustomerRecord, context: WinbackContext) -> Hold | None:
    """Whether nothing may be sent to the customer, as the rules and rulings say now, and why."""
    category = cause(record.analysis.output) if record.analysis else None
    held = context.do_not_send.hold(record.customer, category, written=record.campaign is not None)
    return record.hold if _stays_held_out(record, held, context) else held


def _stays_held_out(record: CustomerRecord, held: Hold | None, context: WinbackContext) -> bool:
    """Whether only an outcome since then speaks against them now: releasing those would leave too few who came back."""
    if record.hold is None or record.hold.code != "holdout" or held is None or held.code not in LATER:
        return False
    known = context.do_not_send
    return record.customer_id not in known.rulings and held_out(record.customer_id, known.holdout)


def analysis_step(record: CustomerRecord, context: WinbackContext, versions: Resolved) -> Step[CustomerRecord]:
    """Why did they leave? A new analysis makes emails that were written from another one void."""
    chosen = versions[ANALYSIS.name]
    inputs = ChurnAnalysisInput(customer=view(record.customer, chosen.version))
    fingerprint = analysis_fingerprint(inputs.customer, chosen.version, chosen.model)

    def keep(record: CustomerRecord, output: ChurnAnalysis, paid: PaidStep) -> None:
        weighed = churn_analysis.weigh(record.customer, output)
        record.analysis = AnalysisStep(output=weighed, **dict(paid))
        record.campaign, record.review = None, None
        record.hold = hold_now(record, context)

    return Step(ANALYSIS, 0, inputs, fingerprint, 1, keep, partial(_failed, ANALYSIS.name))


def campaign_step(
    record: CustomerRecord, analysis: AnalysisStep, context: WinbackContext, versions: Resolved
) -> Step[CustomerRecord]:
    """The emails, written from the analysis and from what the sender may say and offer."""
    chosen, instruction = versions[CAMPAIGN.name], context.instructions.get(record.customer_id)
    output = _for_emails(record, analysis, context)
    inputs = campaign_inputs(record.customer, chosen.version.fields, output, context.guidance, context.sender)
    inputs = inputs.model_copy(update={"guidance": _guidance(inputs.guidance, instruction)})

    def asked(inputs: CampaignInput) -> str:
        return campaign_fingerprint(inputs, analysis.fingerprint, chosen.version, chosen.model)

    fingerprint = asked(inputs)
    if record.campaign is not None and record.campaign.fingerprint != fingerprint:
        # Emails that were paid for when a plain offer was made whatever the cause, and before that in every language,
        # are not paid for again.
        tier, category = record.customer.subscription_tier, output.category
        offered = (context.sender.offers_for(tier, category, inputs.language), context.sender.plain_offers(tier))
        before = [asked(inputs.model_copy(update={"offers": offers})) for offers in offered]
        fingerprint = record.campaign.fingerprint if record.campaign.fingerprint in before else fingerprint

    def keep(record: CustomerRecord, output: Campaign, paid: PaidStep) -> None:
        record.campaign = CampaignStep(output=output, language=inputs.language, instruction=instruction, **dict(paid))
        record.review = context.reviewing.of(record)

    return Step(CAMPAIGN, 0, inputs, fingerprint, 0, keep, partial(_failed, CAMPAIGN.name))


def _for_emails(record: CustomerRecord, analysis: AnalysisStep, context: WinbackContext) -> ChurnAnalysis:
    """The analysis that emails are written from: with the category that a person put, if they asked for emails so."""
    said = correction_of(record, context.corrections)
    if said is None or not said.rewrites:
        return analysis.output
    return analysis.output.model_copy(update={"category": said.category})


def _guidance(of_category: str, instruction: Instruction | None) -> str:
    """The guidance is the only part of every version's prompt that people of the sender's write."""
    return of_category if instruction is None else f"{of_category} For this customer, above all: {instruction.text}"


def _failed(agent: str, record: CustomerRecord, failure: AgentFailedError) -> None:
    record.error = Failure(step=agent, message=str(failure), guardrail=failure.guardrail)
