"""What a run would cost: calls, tokens and dollars to expect. Pays nothing, stores nothing, needs no Prefect.

Every prompt is rendered as it would be sent; the offline rules stand in for the answers, so that their length is that
of a real answer and not a guess.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import Any, Generic

from pydantic_core import from_json

from agents.core.budget import Budget
from agents.core.prices import require_price
from agents.core.prompt import render
from agents.core.step import Chosen, Step
from agents.core.tokens import expected, expected_of_use, most_of_loop, reserve
from agents.models.offline import OfflineModel
from agents.versions.versions import Versions
from blocks.urls import redacted
from schemas.agent import ModelRequest, Usage
from schemas.bulk import Estimate, RunParams
from schemas.deadline import seconds_of
from schemas.environment import EnvironmentSpec
from schemas.errors import BadInputError
from schemas.messages import Conversation
from schemas.paid import PaidStep
from tasks.bulk.inbox import is_inbox, look, one_of
from tasks.bulk.manifest import draw
from tasks.bulk.place import Place
from tasks.bulk.serving_tier import work_of
from tasks.bulk.system import AnySystem, Context, Params_contra, Record, Subject, System, names_of
from tasks.bulk.tiers import Choice, choose
from tasks.registry.serving import current_versions


async def estimate_run(system: AnySystem, place: Place, params: RunParams) -> Estimate:
    """Raises `BadInputError` for files that a run would refuse, and for a folder without a new file."""
    if params.source is None:
        raise BadInputError("a dry run needs a source")
    if is_inbox(params):
        new = (await look(place, params)).new
        if not new:
            raise BadInputError(f"{redacted(params.source)} holds no new file")
        params = one_of(params, new[0])
    return await system.estimate(place, params)


@dataclass(frozen=True, slots=True)
class Selection(Generic[Subject]):
    """The `subjects` that a run would ask about, and which of all subjects repeat an earlier one."""

    subjects: list[Subject]
    same_as: Mapping[str, str]


def select(
    system: System[Subject, Record, Context, Params_contra], stored: bytes, params: Params_contra
) -> Selection[Subject]:
    """The subjects that pass the filters and the draw, from a JSON array with one a line, as take-in stores it."""
    lines = [line.rstrip(b",") for line in stored.splitlines() if line.startswith(b"{")]
    same, passing = system.same_as(), list[Subject]()
    for line in lines:
        fields = from_json(line)
        if system.wants(fields, params):
            same.add(fields)
            passing.append(system.read_subject(line))
    if not passing:
        raise BadInputError(f"none of {len(lines)} {system.params.noun}s passes the filters; loosen {system.filters}")
    if params.sample is not None:
        passing = sorted(passing, key=lambda subject: draw(system.subject_id(subject)))[: params.sample]
    return Selection(passing, same.found)


async def open_forecast(
    system: System[Subject, Record, Context, Params_contra], context: Context, place: Place, params: RunParams
) -> "Forecast[Subject, Record, Context]":
    """A forecast with the versions that serve now."""
    versions = await current_versions(place.environment, place.store, names_of(system))
    budget = Budget(limit=params.max_cost_usd)
    return Forecast(system, context, versions, place.environment, budget, partial(_choice, system, place, params))


def _choice(
    system: AnySystem, place: Place, params: RunParams, subjects: int, models: tuple[str, ...]
) -> Choice | None:
    if params.deadline is None:
        return None
    return choose(work_of(system, place, params, subjects, models), seconds_of(params.deadline))


class Forecast(Generic[Subject, Record, Context]):
    """Walks the chain of each subject as a run would, with the answers of the offline rules."""

    def __init__(
        self,
        system: System[Subject, Record, Context, Any],
        context: Context,
        versions: Versions,
        environment: EnvironmentSpec,
        budget: Budget,
        choice: Callable[[int, tuple[str, ...]], Choice | None],
    ) -> None:
        self._system = system
        self._context = context
        self._versions = versions
        self._environment = environment
        self._budget = budget
        self._choice = choice  # by the number of subjects and who answers
        self._rules = OfflineModel()
        self._models: dict[str, None] = {}
        self._total = self._held = self._calls = 0
        self._usage = Usage()
        self._cost_usd: float | None = 0.0
        self._worst_usd: float | None = 0.0

    async def add(self, subject: Subject) -> Record:
        """Count the calls for one subject, as far as the rules let it get; returns its record at the end."""
        system, subject_id = self._system, self._system.subject_id(subject)
        record = system.begin(subject, self._context)
        serving = [self._versions.choose(agent.name, subject_id) for agent in system.agents]
        versions = {one.agent: Chosen(one, self._environment.model or one.model) for one in serving}
        while (step := system.next_step(record, self._context, versions)) is not None:
            answer = step.agent.output.model_validate(await self._count(step, versions[step.agent.name]))
            step.keep(record, answer, _unpaid(step))
            system.settle(record, self._context)
        self._total += 1
        self._held += record.held
        return record

    def estimate(self, upload_id: str, **read: Any) -> Estimate:
        """The total so far; `read` is what is known of the file, by the estimate's fields."""
        choice = self._choice(self._total, tuple(self._models))
        share = 1.0 if choice is None else choice.share
        return Estimate(
            noun=self._system.params.noun,
            upload_id=upload_id,
            model=", ".join(self._models),
            total=self._total,
            held=self._held,
            calls=self._calls,
            input_tokens=self._usage.input_tokens,
            output_tokens=self._usage.output_tokens,
            cost_usd=_rounded(self._cost_usd, share),
            worst_cost_usd=_rounded(self._worst_usd),
            usd_per_1000_customers=_rounded(self._cost_usd, share * 1000 / max(1, self._total)),
            tier=None if choice is None else choice.tier,
            tier_why="" if choice is None else choice.why,
            **{"rejected": 0, **read},
        )

    async def _count(self, step: Step[Any], chosen: Chosen) -> object:
        self._models[chosen.model] = None
        request = _request(step, chosen)
        answer = (await self._rules.call(request)).output
        # The rules ask for no tools.
        uses = step.loop.usual_uses if step.loop is not None and chosen.model != "offline" else 0
        self._calls += 1 + uses
        usage, worst, most_usd = Usage(), Usage(), inf
        if chosen.model != "offline":
            usage, worst, most_usd = _expected(request, answer, uses), *_worst(step, request)
        price = require_price(chosen.model, self._budget, at_openai=self._environment.openai.at_openai)
        self._usage += usage
        self._cost_usd = None if price is None or self._cost_usd is None else self._cost_usd + price(usage)
        worst_usd = None if price is None else min(price(worst), most_usd)
        self._worst_usd = None if worst_usd is None or self._worst_usd is None else self._worst_usd + worst_usd
        return answer


def _request(step: Step[Any], chosen: Chosen) -> ModelRequest:
    version = chosen.version
    return ModelRequest(
        agent=step.agent.name,
        inputs=step.inputs,
        system=render(version.system, step.inputs),
        user=render(version.user, step.inputs),
        output_name=version.output,
        output_schema=version.output_schema,
        settings=version.settings,
        conversation=_conversation(step),
    )


def _conversation(step: Step[Any]) -> Conversation | None:
    tools = () if step.loop is None else tuple(tool.spec for tool in step.loop.tools)
    return Conversation(before=step.history, tools=tools) if step.history or tools else None


def _expected(request: ModelRequest, answer: object, uses: int) -> Usage:
    """Tokens of the answer, and of `uses` turns before it that ask for tools."""
    return sum((expected_of_use(request) for _ in range(uses)), expected(request, answer))


def _worst(step: Step[Any], request: ModelRequest) -> tuple[Usage, float]:
    """The most tokens, and the most dollars if a loop with tools is bounded in dollars, too."""
    if step.loop is None:
        return reserve(request), inf
    bounds = step.loop.bounds
    return most_of_loop(request, bounds), inf if bounds.usd is None else bounds.usd


def _unpaid(step: Step[Any]) -> PaidStep:
    """A placeholder in the record for an answer that nobody paid for, so that the walk goes on."""
    return PaidStep(
        fingerprint=step.fingerprint, version="", model="", usage=Usage(), cost_usd=None, latency_s=0.0, attempts=1
    )


def _rounded(dollars: float | None, times: float = 1.0) -> float | None:
    return None if dollars is None else round(dollars * times, 4)
