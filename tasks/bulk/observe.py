"""The figures that an upload yields for the agent versions that served it, and whether the split was as intended."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any

from agents.core.causes import cause_of
from blocks.registry.base import RegistryStore
from schemas.errors import ReviveError
from schemas.latency import bucket
from schemas.monitoring.figures import INPUT, REASON
from schemas.paid import PaidStep, cost_of
from schemas.registry import EVERYBODY, Observation, divides, instant
from tasks.bulk.counted_before import Earlier
from tasks.bulk.likeness import what_it_is_like
from tasks.bulk.system import AnySystem, BulkRecord, names_of
from tasks.bulk.version_sums import Aftermath, VersionSums

UNLIKELY = 0.001
# What people said of an agent's answer, from 0 to 1; None if they said nothing.
Quality = Callable[[Any, str], float | None]
# What came of an agent's emails; None if there is nothing to tell, or the agent writes none.
Followed = Callable[[Any, str], "Aftermath | None"]
_Arm = tuple[str, str, str | None, int | None]  # agent, version, release, share


@dataclass(slots=True)
class Split:
    """Subjects of the two sides of one release, and how many of them the candidate was to get."""

    candidate: int = 0
    production: int = 0
    expected: float = 0.0

    def take(self, other: "Split") -> None:
        """Add subjects that were counted apart."""
        self.candidate += other.candidate
        self.production += other.production
        self.expected += other.expected

    @property
    def total(self) -> int:
        """Subjects of both sides."""
        return self.candidate + self.production

    def warning(self, agent: str) -> str | None:
        """One line if this split is not the intended one."""
        if not self.total:
            return None
        # SciPy is loaded only during a release.
        from agents.statistics.sample_ratio import sample_ratio  # noqa: PLC0415

        p = sample_ratio((self.candidate, self.production), (self.expected, self.total - self.expected))
        if p >= UNLIKELY:
            return None
        return (
            f"{agent}: the candidate served {self.candidate} of {self.total} customers and was to serve "
            f"{self.expected:.0f} (p = {p:.1g}): the two sides cannot be compared; look for customers that one lost"
        )


def split_of(observed: Mapping[str, Iterable[Observation]], candidate: str) -> Split:
    """The split of a release, by what was observed of its two versions."""
    split = Split()
    for version, observations in observed.items():
        for one in observations:
            if one.share is None or not divides(one.share):
                continue
            if version == candidate:
                split.candidate += one.customers
            else:
                split.production += one.customers
            split.expected += one.customers * one.share / EVERYBODY
    return split


Counted = tuple[dict[_Arm, VersionSums], dict[tuple[str, str], Split]]  # what an observer counts, by arm and by release


@dataclass(slots=True)
class Observer:
    """Takes all records of an upload, in any order. Subjects counted before under the same release are left out."""

    system: AnySystem
    quality: Quality
    earlier: Earlier = field(default_factory=Earlier)
    followed: Followed | None = None  # set by an export that knows what came of the emails
    _arms: dict[_Arm, VersionSums] = field(default_factory=lambda: defaultdict(VersionSums))
    _splits: dict[tuple[str, str], Split] = field(default_factory=lambda: defaultdict(Split))

    def add(self, record: BulkRecord) -> None:
        """Count one."""
        answers = dict(self.system.steps(record))
        for agent in names_of(self.system):
            step = answers.get(agent)
            version = record.versions.get(agent)
            if version is None or self._again(record, agent):
                continue
            failed = self._failed_at(record) == agent
            if failed or (
                step is not None and step.version == version
            ):  # otherwise the agent was not asked, or a person wrote the answer
                sums = self._count(record, agent, version)
                if failed:
                    _add_failure(sums, record)
                elif step is not None:
                    _add_answer(sums, record, step)
            if step is not None and step.version == version:
                self._judge(record, agent, version)
                self._follow(record, agent, version)

    @property
    def counted(self) -> "Counted":
        """What was counted so far, for `take` of the observer of all: without the system, so that it can be sent."""
        return dict(self._arms), dict(self._splits)

    def take(self, counted: "Counted") -> None:
        """Add what another observer counted of other records."""
        arms, splits = counted
        for arm, sums in arms.items():
            self._arms[arm].take(sums)
        for release, split in splits.items():
            self._splits[release].take(split)

    def observations(self, upload_id: str, now: datetime) -> list[Observation]:
        """One per version, release and share; written again, with the time at which it was written first."""
        at = self.earlier.at or instant(now)
        return [
            Observation(
                agent=agent, version=version, release_id=release_id, share=share, upload_id=upload_id, at=at,
                **{one.name: getattr(sums, one.name) for one in fields(sums)},
            )
            for (agent, version, release_id, share), sums in self._arms.items()
        ]  # fmt: skip

    def warnings(self) -> Iterator[str]:
        """A line for each release whose split is not the intended one."""
        for (agent, _), split in self._splits.items():
            if (warning := split.warning(agent)) is not None:
                yield warning

    def _count(self, record: BulkRecord, agent: str, version: str) -> VersionSums:
        sums = self._arms[_arm(record, agent, version)]
        sums.customers += 1
        for name, value in what_it_is_like(record.subject).items():
            sums.spread(f"{INPUT}{name}", value)
        assigned = record.assigned.get(agent)
        if assigned is not None and divides(assigned.share):
            split = self._splits[agent, assigned.release_id]
            split.candidate += assigned.candidate
            split.production += not assigned.candidate
            split.expected += assigned.share / EVERYBODY
        return sums

    def _again(self, record: BulkRecord, agent: str) -> bool:
        assigned = record.assigned.get(agent)
        return assigned is not None and self.earlier.has(agent, assigned.release_id, record.subject_id)

    def _judge(self, record: BulkRecord, agent: str, version: str) -> None:
        said = self.quality(record, agent)
        if said is not None:
            self._arms[_arm(record, agent, version)].judged(said)

    def _follow(self, record: BulkRecord, agent: str, version: str) -> None:
        after = None if self.followed is None else self.followed(record, agent)
        if after is not None:
            self._arms[_arm(record, agent, version)].came(after)

    def _failed_at(self, record: BulkRecord) -> str | None:
        """The agent without an answer, where the record ends in an error."""
        if record.error is None:
            return None
        agents = names_of(self.system)
        if record.error.step in agents:
            return record.error.step
        answered = dict(self.system.steps(record))
        return next((agent for agent in agents if agent not in answered), agents[-1])


def _arm(record: BulkRecord, agent: str, version: str) -> _Arm:
    assigned = record.assigned.get(agent)
    return (agent, version, None, None) if assigned is None else (agent, version, assigned.release_id, assigned.share)


def _add_failure(sums: VersionSums, record: BulkRecord) -> None:
    assert record.error is not None
    sums.errors += 1
    sums.spread(REASON, cause_of(record.error))
    sums.guardrail += record.error.guardrail
    sums.repairs += bool(record.drafts)
    sums.paid(cost_of(record.drafts))


def _add_answer(sums: VersionSums, record: BulkRecord, step: PaidStep) -> None:
    sums.held += record.held
    sums.repairs += step.attempts > 1
    if step.timed:
        sums.latency[bucket(step.latency_s)] += 1
    sums.spread("model", step.model)
    sums.input_tokens += step.usage.input_tokens
    sums.output_tokens += step.usage.output_tokens
    sums.paid(step.total_usd)


async def write_observations(registry: RegistryStore, observer: Observer, upload_id: str, now: datetime) -> str | None:
    """Write what was observed; returns a warning if that is not possible. It never makes an upload fail."""
    why = observer.earlier.unknown
    try:
        if not why:
            await registry.observe(*observer.observations(upload_id, now))
    except ReviveError as error:
        why = str(error)
    return f"the figures of this upload are not in the registry, the next resume writes them: {why}" if why else None
