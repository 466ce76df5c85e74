"""What the report needs from the records, collected in memory that does not grow with their number."""

import heapq
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from schemas.winback.run import CustomerRecord
from tasks.winback.report.chances import Worth, chance_of, no_worth
from tasks.winback.report.findings import Findings
from tasks.winback.report.money import Money

TOP, LISTED = 200, 200


@dataclass(slots=True)
class Collector:
    """Give it every record once, in any order."""

    least: int = 60  # the confidence in percent that emails need to go by themselves
    everyone: Money = field(default_factory=Money)  # customers with a result, or an error
    ready: Money = field(default_factory=Money)  # those who may be written to
    categories: dict[str, Money] = field(default_factory=lambda: defaultdict(Money))  # by cause
    worth: Worth = field(default_factory=no_worth)  # by what stands between them and an email, and by cause
    findings: Findings = field(default_factory=Findings)  # what their words and dates add up to
    tiers: dict[str, Money] = field(default_factory=lambda: defaultdict(Money))  # by subscription tier
    months: dict[str, Money] = field(default_factory=lambda: defaultdict(Money))  # by month of leaving, e.g. 2026-01
    # by cause: the recommendations, counted
    advice: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    holds: Counter[str] = field(default_factory=Counter)  # by code: customers on hold
    held: list[CustomerRecord] = field(default_factory=list)  # of those, as many as the page shows
    angry: list[CustomerRecord] = field(default_factory=list)  # held because a person has to answer, as many as shown
    waiting: list[CustomerRecord] = field(default_factory=list)  # waiting for approval, as many as the page shows
    reviews: int = 0  # all that wait for approval
    failed: list[CustomerRecord] = field(default_factory=list)  # of those without a result, as many as the page shows
    flagged: list[CustomerRecord] = field(default_factory=list)  # of those to look at, as many as the page shows
    failures: int = 0  # all without a result
    flags: int = 0  # all to look at
    analysed: int = 0  # with an analysis
    unsure: int = 0  # of those, with a low confidence
    answers: Counter[str] = field(default_factory=Counter)  # by agent, version and model: how many
    _top: list[tuple[float, int, CustomerRecord]] = field(default_factory=list)  # the largest by MRR, a heap
    _added: int = 0  # records so far, which breaks ties in the heap

    def add(self, record: CustomerRecord) -> None:
        """Count one."""
        if not record.complete and record.error is None:
            return
        self.everyone.add(record)
        self.tiers[record.customer.subscription_tier or "not given"].add(record)
        self.months[record.customer.churn_date.strftime("%Y-%m")].add(record)
        self._outcome(record)
        self._analysis(record)
        if record.flags:
            self.flags += 1
            _list(self.flagged, record)
        self._rank(record.customer.mrr or 0.0, self._added, record)
        self._added += 1

    def take(self, later: "Collector") -> None:
        """Add what was collected of records that come after these."""
        self.everyone.take(later.everyone)
        self.ready.take(later.ready)
        for mine, others in self._by_name(later):
            for name, money in others.items():
                mine[name].take(money)
        self.findings.take(later.findings)
        for cause, advice in later.advice.items():
            for said, number in advice.items():
                self._advise(cause, said, number)
        self.holds.update(later.holds)
        self.answers.update(later.answers)
        for name in ("reviews", "failures", "flags", "analysed", "unsure"):
            setattr(self, name, getattr(self, name) + getattr(later, name))
        for name in ("held", "angry", "waiting", "failed", "flagged"):
            for record in getattr(later, name):
                _list(getattr(self, name), record)
        for mrr, order, record in later._top:  # noqa: SLF001 -- another of this class
            self._rank(mrr, self._added - order, record)
        self._added += later._added  # noqa: SLF001 -- same

    def _by_name(self, later: "Collector") -> Iterator[tuple[dict[str, Money], dict[str, Money]]]:
        yield self.categories, later.categories
        yield self.tiers, later.tiers
        yield self.months, later.months
        for chance, causes in later.worth.items():
            yield self.worth[chance], causes

    def _rank(self, mrr: float, place: int, record: CustomerRecord) -> None:
        entry = (mrr, -place, record)
        if len(self._top) < TOP:
            heapq.heappush(self._top, entry)
        else:
            heapq.heappushpop(self._top, entry)

    def _advise(self, cause: str, said: str, number: int) -> None:
        if len(self.advice[cause]) < LISTED or said in self.advice[cause]:
            self.advice[cause][said] += number

    def _outcome(self, record: CustomerRecord) -> None:
        cause = record.analysis.output.category if record.analysis is not None else ""
        self.worth[chance_of(record)][cause].add(record)
        if record.hold is not None:
            self.holds[record.hold.code] += 1
            _list(self.angry if record.hold.code == "needs_a_person" else self.held, record)
        elif record.ready:
            self.ready.add(record)
        elif record.waits:
            self.reviews += 1
            _list(self.waiting, record)
        else:
            self.failures += 1
            _list(self.failed, record)

    def _analysis(self, record: CustomerRecord) -> None:
        if record.analysis is None:
            return
        output = record.analysis.output
        self.analysed += 1
        self.unsure += output.confidence < self.least
        self.categories[output.category].add(record)
        self.findings.add(record)
        self._advise(output.category, output.recommendation, 1)
        self.answers[f"churn-analysis {record.analysis.version}, {record.analysis.model}"] += 1
        if record.campaign is not None:
            self.answers[f"campaign {record.campaign.version}, {record.campaign.model}"] += 1

    @property
    def least_sure(self) -> list[CustomerRecord]:
        """Those that wait for approval, the least sure first."""
        return sorted(self.waiting, key=lambda one: one.analysis.output.confidence if one.analysis else 0)

    @property
    def top(self) -> list[CustomerRecord]:
        """The customers with the highest MRR."""
        return [record for _, _, record in sorted(self._top, key=lambda entry: entry[:2], reverse=True)]


def _list(listed: list[CustomerRecord], record: CustomerRecord) -> None:
    if len(listed) < LISTED:
        listed.append(record)
