"""What the report needs from the records, collected in memory that does not grow with their number."""

from collections import Counter
from dataclasses import dataclass, field

from schemas.upsell.run import EventRecord

LISTED = 200


@dataclass(slots=True)
class Collector:
    """Give it every record once, in any order."""

    decisions: Counter[str] = field(default_factory=Counter)  # events by decision
    holds: Counter[str] = field(default_factory=Counter)  # held events by code
    items: Counter[str] = field(default_factory=Counter)  # approved messages by the name of the item
    attempts: Counter[int] = field(default_factory=Counter)  # judged events by how many messages it took
    answers: Counter[str] = field(default_factory=Counter)  # by agent, version and model: how many
    listed: dict[str, list[EventRecord]] = field(default_factory=dict)  # by decision, as many as the page shows
    scores: list[int] = field(default_factory=lambda: [0] * 11)  # of the messages that count, by points

    def add(self, record: EventRecord) -> None:
        """Count one; an event that is still open is left out."""
        decision = record.decision
        if decision is None:
            return
        self.decisions[decision] += 1
        shown = self.listed.setdefault(decision, [])
        if len(shown) < LISTED:
            shown.append(record)
        if record.hold is not None:
            self.holds[record.hold.code] += 1
        self._judged(record, approved=decision == "approved")

    def _judged(self, record: EventRecord, *, approved: bool) -> None:
        best = record.best
        for one in record.attempts:
            self.answers[f"upsell-message {one.message.version}, {one.message.model}"] += 1
            if one.verdict is not None:
                self.answers[f"upsell-judge {one.verdict.version}, {one.verdict.model}"] += 1
        if best is not None and best.verdict is not None:
            self.attempts[len(record.attempts)] += 1
            self.scores[round(best.verdict.output.score)] += 1
            if approved:
                self.items[record.item_name or best.message.output.item] += 1

    @property
    def total(self) -> int:
        """All events that are decided or failed."""
        return self.decisions.total()
