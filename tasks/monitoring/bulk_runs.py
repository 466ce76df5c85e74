"""The figures of every installed system's runs over subjects, as they reported them to the registry."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from agents.versions.versions import Versions
from blocks.registry.base import RegistryStore
from blocks.registry.open_registry import open_registry
from schemas.monitoring.figures import LATENCY, Count, Figures, Reading, Series, bounded
from schemas.registry import Observation, instant
from tasks.bulk.place import Place
from tasks.bulk.system import names_of
from tasks.bulk.systems import systems

_DAYS = 30  # after which outcomes count; as in releases


async def bulk_readings(place: Place, since: datetime) -> list[Reading]:
    """A reading for each upload, version and release that was written, or written again, since this moment.

    An observation keeps the time at which it was written first, so what came late is found by looking further back.
    """
    readings: list[Reading] = []
    async with open_registry(place.environment) as registry:
        for system in systems():
            for agent in names_of(system):
                for version in await _versions(registry, agent):
                    observed = await registry.observations(agent, version, instant(since))
                    readings += [reading_of(system.name, one) for one in observed]
    return readings


async def _versions(registry: RegistryStore, agent: str) -> Iterable[str]:
    """Those that are registered, and those among the project's files that serve without."""
    registered = (one.version for one in await registry.versions(agent))
    return sorted({*registered, *Versions().files(agent)})


def reading_of(system: str, one: Observation) -> Reading:
    """One observation as the watch counts it."""
    models = one.spreads.get("model", {})
    model = next(iter(models)) if len(models) == 1 else "several" if models else ""
    return Reading(
        source=" ".join((system, one.upload_id[:200], one.release_id or "", str(one.share))),
        series=Series(system=system, agent=one.agent, version=one.version, model=model),
        at=datetime.fromisoformat(one.at),
        figures=Figures(counts={name: count for name, count in _counts(one) if count}, spreads=_spreads(one)),
    )


def _counts(one: Observation) -> Iterator[tuple[Count, float]]:
    yield "runs", one.customers
    yield "errors", one.errors
    yield "repairs", one.repairs
    yield "guardrail", one.guardrail
    yield "held", one.held
    yield "judged", one.quality_n
    yield "approval", one.quality_sum
    yield "followed", one.followed.get(_DAYS, 0)
    yield "achieved", max(one.replied.get(_DAYS, 0), one.reactivated.get(_DAYS, 0))
    yield "priced", one.cost_n
    yield "cost_usd", one.cost_usd_sum
    yield "cost_squares", one.cost_usd_squares
    yield "input_tokens", one.input_tokens
    yield "output_tokens", one.output_tokens


def _spreads(one: Observation) -> dict[str, dict[str, int]]:
    spreads = {name: bounded(spread) for name, spread in one.spreads.items() if name != "model"}
    if one.latency:
        spreads[f"{LATENCY}answer"] = {str(number): count for number, count in one.latency.items()}
    return spreads
