"""Who is compared: those who were to be written to against those held out, both chosen by the same rules.

Intention to treat: the draw decides on which side a customer stands, and nothing that happened after it decides whether
they count. docs/outcomes.md says what is estimated.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from schemas.bulk import Status
from schemas.hold import Ruling
from schemas.outcomes import Fact
from schemas.sender import Sender
from schemas.winback.run import CustomerRecord
from tasks.bulk.place import Place
from tasks.outreach.permission import cap_days
from tasks.outreach.rulings import read_rulings
from tasks.winback.do_not_send import LATER, DoNotSend, cause, held_out
from tasks.winback.followed import Followed
from tasks.winback.review import least_confidence

Arm = Literal["treated", "holdout"]


@dataclass(frozen=True, slots=True)
class HoldoutComparison:
    """The two sides of one upload."""

    followed: Followed
    holdout: float  # the share that was drawn
    least: int  # percent: the confidence below which emails would wait for a person
    cap: int  # days in which nobody is written to twice
    rulings: Mapping[str, Ruling] = field(default_factory=dict)

    def arm(self, record: CustomerRecord) -> Arm | None:
        """The side on which a customer was drawn; None for those who would not have been written to on either.

        What a person decided about single emails counts on neither side: nobody looked at the emails that those held
        out did not get. So who would have waited for approval is not compared, approved or not, and who was held or
        let go by hand stays on their side.
        """
        if record.analysis is None or not record.customer.email or self.followed.first_day is None:
            return None
        if record.analysis.output.confidence < self.least or not self._allowed(record) or self._capped(record):
            return None
        return "holdout" if held_out(record.customer_id, self.holdout) else "treated"

    def facts(self, record: CustomerRecord) -> tuple[Fact, ...]:
        """What counts: everything from the day of the upload's first email on, the same day for everybody."""
        first = self.followed.first_day
        return tuple(fact for fact in self.followed.facts(record) if first is not None and fact.day >= first)

    def reached(self, record: CustomerRecord) -> bool:
        """Whether somebody who was held out was written to all the same, by this upload or another one."""
        first = self.followed.first_day
        later = any(first is not None and day >= first for day in self.followed.later(record))
        return later or self.followed.contact(record) is not None

    def _allowed(self, record: CustomerRecord) -> bool:
        """Whether the rules let the customer be written to when that was decided, whatever people and replies said."""
        assert record.analysis is not None, "asked only of those who were analysed"
        if record.customer_id in self.rulings:
            return DoNotSend().hold(record.customer, cause(record.analysis.output)) is None
        if cause(record.analysis.output) == "business_closure":
            return False  # uploads of a time when the holdout was drawn before that was looked at
        if record.hold is None or record.hold.code == "holdout":
            return True
        return record.hold.code in LATER and record.campaign is not None

    def _capped(self, record: CustomerRecord) -> bool:
        """Whether another upload had written to the customer so shortly before that this one would not have."""
        first = self.followed.first_day
        assert first is not None, "asked only where something went out"
        return any(first - timedelta(days=self.cap) <= day < first for day in self.followed.later(record))


async def read_comparison(place: Place, status: Status, sender: Sender, followed: Followed) -> HoldoutComparison:
    """As an upload was asked. Raises `BadInputError` if its rulings are gone or damaged."""
    said = status.params.get("holdout")
    return HoldoutComparison(
        followed,
        holdout=float(said) if isinstance(said, int | float) else 0.0,
        least=least_confidence(status.params.get("min_confidence"), sender),
        cap=cap_days(status),
        rulings=await read_rulings(place.store, status),
    )
