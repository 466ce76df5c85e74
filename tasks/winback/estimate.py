"""What a run would cost: calls, tokens and dollars to expect. Pays nothing, stores nothing, needs no Prefect.

Every prompt is rendered as it would be sent; the offline rules stand in for the answers, so that their length is that
of a real answer and not a guess.
"""

from datetime import UTC, datetime

from pydantic_core import from_json

from agents.core.budget import Budget
from agents.core.kit import PROMPTS
from agents.core.prices import require_price
from agents.core.prompt import render
from agents.core.step import Chosen, Step
from agents.core.tokens import expected, reserve
from agents.models.offline import OfflineModel
from agents.versions.versions import Versions
from agents.winback.campaign import load_guidance
from blocks.address_hash import open_address_hash
from blocks.artifacts import ArtifactStore
from blocks.layout import Upload
from blocks.urls import redacted
from schemas.agent import ModelRequest, Usage
from schemas.bulk import Estimate
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.outreach import Suppression
from schemas.paid import PaidStep
from schemas.reading import FileRead
from schemas.sender import Sender
from schemas.winback.customer import Customer
from schemas.winback.run import CustomerRecord, WinbackParams
from tasks.bulk.inbox import is_inbox, look, one_of
from tasks.bulk.manifest import draw
from tasks.bulk.picking import Pick, pick
from tasks.bulk.system import names_of
from tasks.files.reader_process import read_apart, reader
from tasks.outreach.permission import restrictions_with
from tasks.outreach.restrictions import Restrictions
from tasks.outreach.rulings import read_rulings
from tasks.outreach.run_request import Request, default_sender, read_request, read_suppressed
from tasks.registry.serving import current_versions
from tasks.winback.do_not_send import DoNotSend
from tasks.winback.intake import require_rate, require_same
from tasks.winback.system import WINBACK, WinbackContext


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
    known = DoNotSend(
        restrictions=await _restrictions(found, request, params, store),
        duplicates=_duplicates(customers),
        rulings=await read_rulings(store, found.status) if found.status is not None else {},
        holdout=params.holdout,
    )
    sender = request.sender or await default_sender(store) or Sender()
    context = WinbackContext(load_guidance(PROMPTS), sender, known)
    versions = await current_versions(environment, store, names_of(WINBACK))
    forecast = _Forecast(environment, Budget(limit=params.max_cost_usd), context, versions)
    drawn = _drawn(customers, params.sample)
    for customer in drawn:
        await forecast.add(customer)
    return Estimate(
        upload_id=found.upload_id,
        model=forecast.models,
        total=len(drawn),
        held=forecast.held,
        suppression=Suppression(
            listed=known.restrictions.listed, standing=known.restrictions.standing, held=forecast.suppressed
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
    chosen = [Customer.model_validate_json(line) for line in lines if WINBACK.wants(from_json(line), params)]
    if not chosen:
        raise BadInputError(f"none of {len(lines)} customers passes the filters; loosen --tier, --min-mrr or --since")
    return chosen


def _duplicates(customers: list[Customer]) -> dict[str, str]:
    same = WINBACK.same_as()
    for customer in customers:
        same.add({"customer_id": customer.customer_id, "email": customer.email})
    return same.found


class _Forecast:
    """Walks the chain of each customer as a run would, with the answers of the offline rules."""

    def __init__(
        self, environment: EnvironmentSpec, budget: Budget, context: WinbackContext, versions: Versions
    ) -> None:
        self._environment = environment
        self._budget = budget
        self._context = context
        self._versions = versions
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
        """The calls for one customer, as far as the rules let it come to them."""
        record = WINBACK.begin(customer, self._context)
        chosen = {agent.name: self._versions.choose(agent.name, customer.customer_id) for agent in WINBACK.agents}
        versions = {name: Chosen(version, self._environment.model or version.model) for name, version in chosen.items()}
        while (step := WINBACK.next_step(record, self._context, versions)) is not None:
            answer = step.agent.output.model_validate(await self._count(step, versions[step.agent.name]))
            step.keep(record, answer, _unpaid(step))
            WINBACK.settle(record, self._context)
        self.held += record.hold is not None
        self.suppressed += record.hold is not None and record.hold.code == "suppressed"

    async def _count(self, step: Step[CustomerRecord], chosen: Chosen) -> object:
        self.calls += 1
        version, model = chosen.version, chosen.model
        self._models[model] = None
        request = ModelRequest(
            agent=step.agent.name,
            inputs=step.inputs,
            system=render(version.system, step.inputs),
            user=render(version.user, step.inputs),
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


def _unpaid(step: Step[CustomerRecord]) -> PaidStep:
    """What stands in the record for an answer that nobody paid for, so that the walk goes on."""
    return PaidStep(
        fingerprint=step.fingerprint, version="", model="", usage=Usage(), cost_usd=None, latency_s=0.0, attempts=1
    )


def _drawn(customers: list[Customer], sample: int | None) -> list[Customer]:
    return sorted(customers, key=lambda customer: draw(customer.customer_id))[:sample] if sample else customers


def _rounded(dollars: float | None, times: float = 1.0) -> float | None:
    return None if dollars is None else round(dollars * times, 4)
