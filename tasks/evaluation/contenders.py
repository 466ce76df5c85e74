"""Which versions an evaluation is about, and who judges them."""

from dataclasses import dataclass

from agents.core.kit import evaluated
from agents.core.prices import require_price
from agents.evaluation.judge import AGENT as JUDGE_AGENT
from agents.versions.diff import changes, prompt_diffs
from schemas.agent import AgentVersion
from schemas.errors import BadInputError
from schemas.evaluation_params import CompareParams, EvaluateParams
from tasks.evaluation.asking import Desk
from tasks.evaluation.judging import Bench
from tasks.registry.serving import Pointers

Params = EvaluateParams | CompareParams


@dataclass(frozen=True, slots=True)
class Contender:
    """One version with its turns: a version that is compared with itself is asked again."""

    version: AgentVersion
    model: str
    turns: range


async def contenders_of(params: Params, pointers: Pointers, desk: Desk) -> tuple[Contender, ...]:
    """The version; or candidate and baseline, which have turns of their own if they are the same version."""
    first = params.version if isinstance(params, EvaluateParams) else params.candidate
    version = await pointers.version(params.agent, first)
    candidate = Contender(version, await _model(version, desk), range(params.k))
    if isinstance(params, EvaluateParams):
        return (candidate,)
    baseline = params.baseline or await production_of(params.agent, pointers)
    other = await pointers.version(params.agent, baseline)
    turns = range(params.k, 2 * params.k) if baseline == first else range(params.k)
    pair = candidate, Contender(other, await _model(other, desk), turns)
    _require_difference(*pair)
    return pair


async def production_of(agent: str, pointers: Pointers) -> str:
    """The version of an agent that is in production."""
    state = await pointers.registry.release_state(agent)
    return state.production if state else pointers.versions.seed(agent)


def differ_only_in_model(before: AgentVersion, after: AgentVersion) -> bool:
    """Whether two versions differ in their model and in nothing else that can change an answer."""
    return not prompt_diffs(before, after) and {change.path for change in changes(before, after)} <= {"model"}


def _require_difference(one: Contender, other: Contender) -> None:
    """Raise `BadInputError` if two different versions would be asked exactly the same, so that only chance differs.

    This happens if rules answer, which read the fields and never the prompt, or if one model stands in for both.
    """
    if one.version.version == other.version.version:
        return
    if one.model == other.model and differ_only_in_model(other.version, one.version):
        raise BadInputError(
            f"{one.version.agent} {one.version.version} and {other.version.version} differ only in their model, and "
            f"{one.model} stands in for both: unset REVIVE_MODEL, or the model of the environment"
        )
    offline = one.model.startswith("offline:") and one.model == other.model
    if offline and one.version.fields == other.version.fields:
        changed = [
            *(change.path for change in changes(other.version, one.version)),
            *prompt_diffs(other.version, one.version),
        ]
        raise BadInputError(
            f"{one.version.agent} {one.version.version} and {other.version.version} differ only in "
            f"{', '.join(changed) or 'their names'}, which offline does not read: set REVIVE_MODEL to a model that does"
        )


async def bench_of(params: Params, pointers: Pointers, desk: Desk) -> Bench | None:
    """The judge in production, or the first one that sees what these cases hold; it does not judge itself."""
    if not params.judge or params.agent == JUDGE_AGENT.name:
        return None
    name = _later(await production_of(JUDGE_AGENT.name, pointers), evaluated(params.agent).judge_from)
    version = await pointers.version(JUDGE_AGENT.name, name)
    await _model(version, desk)
    return Bench(version, desk)


def _later(production: str, least: str) -> str:
    return max(filter(None, (production, least)), key=lambda name: tuple(map(int, name.split("."))))


async def _model(version: AgentVersion, desk: Desk) -> str:
    """The model that answers for a version; `BadInputError` if it cannot be called within the budget."""
    models = desk.runtime.models
    name = (await models.get(version.model)).name
    require_price(name, desk.runtime.limiter.budget, at_openai=models.at_openai)
    return name
