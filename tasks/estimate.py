"""What a run would cost: calls, tokens and dollars to expect. Pays nothing, stores nothing, needs no Prefect.

Every prompt is rendered as it would be sent; the offline rules stand in for the answers, so that their length is that
of a real answer and not a guess.
"""

from datetime import UTC, datetime

from pydantic_core import from_json

from agents import campaign, churn_analysis
from agents.agent import Agent
from agents.budget import Budget
from agents.campaign import Guidance, load_guidance
from agents.fingerprint import view
from agents.language import language_for
from agents.models.offline import OfflineModel
from agents.prices import require_price
from agents.prompt import render
from agents.tokens import expected, reserve
from agents.versions import PROMPTS, Versions
from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.urls import redacted
from schemas.agent import AgentVersion, ModelRequest, Usage
from schemas.campaign import Campaign, CampaignInput
from schemas.churn_analysis import ChurnAnalysis, ChurnAnalysisInput
from schemas.customer import Customer
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.outreach import Suppression
from schemas.reading import FileRead
from schemas.sender import Sender
from schemas.winback import Estimate, WinbackParams
from tasks.do_not_send import Gate, duplicates
from tasks.inbox import is_inbox, look, one_of
from tasks.intake import require_rate, require_same
from tasks.manifest import draw, passes
from tasks.outreach.restrictions import Restrictions
from tasks.permission import restrictions_with
from tasks.picking import Pick, pick
from tasks.reading import read_apart, reader
from tasks.request import Request, default_sender, read_request, read_suppressed
from tasks.serving import current_versions


async def estimate_run(
    params: WinbackParams, store: ArtifactStore, environment: EnvironmentSpec, s3_endpoint: str | None
) -> Estimate:
    """Raises `BadInputError` on the same files that a run would refuse, and where a folder holds no new one."""
    if params.source is None:
        raise BadInputError("a dry run needs a source")
    if is_inbox(params):
        new = (await look(params, store, environment, s3_endpoint)).new
        if not new:
            raise BadInputError(f"{redacted(params.source)} holds no new file")
        params = one_of(params, new[0])
    found = await pick(params, store, environment, s3_endpoint)
    if found.status is not None:
        require_same(found, found.status, params.reading)
    file = found.file
    async with reader() as child:
        read = await read_apart(child, file.content, file.name, datetime.now(UTC).date(), params.reading)
    require_rate(read, params, file.name, "rejects.csv, which a run without --dry-run writes")
    request = await read_request(params, environment, s3_endpoint)
    customers = _chosen(read, params)
    gate = Gate(
        restrictions=await _restrictions(found, request, params, store),
        duplicates=duplicates((customer.customer_id, customer.email) for customer in customers),
        holdout=params.holdout,
    )
    sender = request.sender or await default_sender(store) or Sender()
    versions = await current_versions(environment, store)
    forecast = _Forecast(environment, Budget(limit=params.max_cost_usd), sender, gate, versions)
    drawn = _drawn(customers, params.sample)
    for customer in drawn:
        await forecast.add(customer)
    return Estimate(
        upload_id=found.upload_id,
        model=forecast.models,
        total=len(drawn),
        held=forecast.held,
        suppression=Suppression(
            listed=gate.restrictions.listed, standing=gate.restrictions.standing, held=forecast.suppressed
        ),
        rejected=len(read.rejects),
        skipped=read.skipped,
        mapping=read.mapping,
        encoding=read.encoding,
        doubts=read.doubts,
        calls=forecast.calls,
        input_tokens=forecast.usage.input_tokens,
        output_tokens=forecast.usage.output_tokens,
        cost_usd=_rounded(forecast.cost_usd),
        worst_cost_usd=_rounded(forecast.worst_usd),
        usd_per_1000_customers=_rounded(forecast.cost_usd, 1000 / len(drawn)),
    )


async def _restrictions(found: Pick, request: Request, params: WinbackParams, store: ArtifactStore) -> Restrictions:
    """The list given, else the one that the upload has; the standing list; the contacts of other uploads."""
    address_hash = await open_address_hash(store, keep=False)
    listed = frozenset[str]()
    if request.suppressed is not None:
        listed = frozenset(address_hash.of(address) for address in request.suppressed.addresses)
    elif found.status is not None:
        listed = await read_suppressed(store, found.status, address_hash)
    own = Upload(found.upload_id).contacts
    return await restrictions_with(listed, store, address_hash, own, params.frequency_cap_days, datetime.now(UTC))


def _chosen(read: FileRead, params: WinbackParams) -> list[Customer]:
    lines = [line.rstrip(b",") for line in read.customers.splitlines() if line.startswith(b"{")]
    chosen = [Customer.model_validate_json(line) for line in lines if passes(from_json(line), params)]
    if not chosen:
        raise BadInputError(f"none of {len(lines)} customers passes the filters; loosen --tier, --min-mrr or --since")
    return chosen


class _Forecast:
    def __init__(
        self, environment: EnvironmentSpec, budget: Budget, sender: Sender, gate: Gate, versions: Versions
    ) -> None:
        self._environment = environment
        self._budget = budget
        self._sender = sender
        self._gate = gate
        self._versions = versions
        self._guidance: Guidance = load_guidance(PROMPTS)
        self._rules = OfflineModel()
        self._models: dict[str, None] = {}
        self.calls = 0
        self.held = 0
        self.suppressed = 0
        self.usage = Usage()
        self.cost_usd: float | None = 0.0
        self.worst_usd: float | None = 0.0

    @property
    def models(self) -> str:
        return ", ".join(self._models)

    async def add(self, customer: Customer) -> None:
        """The calls for one customer, as far as the gate lets them come to it."""
        hold = self._gate.hold(customer, None)
        if hold is not None and hold.skips_analysis:
            self.held += 1
            return
        version = self._versions.choose(churn_analysis.AGENT.name, customer.customer_id)
        asked = ChurnAnalysisInput(customer=view(customer, version))
        answer = await self._count(churn_analysis.AGENT, version, asked)
        analysis = ChurnAnalysis.model_validate(answer)
        if (hold := self._gate.hold(customer, analysis.category)) is not None:
            self.held += 1
            self.suppressed += hold.code == "suppressed"
            return
        version = self._versions.choose(campaign.AGENT.name, customer.customer_id)
        guidance = self._guidance.categories[analysis.category]
        seen = view(customer, version)
        inputs = CampaignInput(
            customer=seen,
            analysis=analysis,
            guidance=guidance,
            offers=self._sender.offers_for(customer.subscription_tier),
            sender=self._sender.voice,
            language=language_for(customer, self._sender),
        )
        await self._count(campaign.AGENT, version, inputs)

    async def _count(
        self,
        agent: Agent[ChurnAnalysisInput, ChurnAnalysis] | Agent[CampaignInput, Campaign],
        version: AgentVersion,
        inputs: ChurnAnalysisInput | CampaignInput,
    ) -> object:
        self.calls += 1
        model = self._environment.model or version.model
        self._models[model] = None
        request = ModelRequest(
            agent=agent.name,
            inputs=inputs,
            system=render(version.system, inputs),
            user=render(version.user, inputs),
            output_name=version.output,
            output_schema=version.output_schema,
            settings=version.settings,
        )
        answer = (await self._rules.call(request)).output
        usage = Usage() if model == "offline" else expected(request, answer)
        worst = Usage() if model == "offline" else reserve(request)
        price = require_price(model, self._budget, at_openai=self._environment.openai.at_openai)
        self.usage += usage
        self.cost_usd = None if price is None or self.cost_usd is None else self.cost_usd + price(usage)
        self.worst_usd = None if price is None or self.worst_usd is None else self.worst_usd + price(worst)
        return answer


def _drawn(customers: list[Customer], sample: int | None) -> list[Customer]:
    return sorted(customers, key=lambda customer: draw(customer.customer_id))[:sample] if sample else customers


def _rounded(dollars: float | None, times: float = 1.0) -> float | None:
    return None if dollars is None else round(dollars * times, 4)
