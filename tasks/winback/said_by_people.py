"""What people said of records, as an export applies it: corrected causes, edited emails."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from schemas.customer import Category
from schemas.winback.correction import Correction
from schemas.winback.review import Edits
from schemas.winback.run import CustomerRecord
from tasks.winback.corrections import corrected_category
from tasks.winback.decisions import EditedEmails, edits_of, with_edits


@dataclass(slots=True)
class SaidByPeople:
    """What people corrected and edited, and what of it holds for the records that were seen."""

    corrections: Mapping[str, Correction]
    edits: Mapping[str, Edits]
    corrected: dict[str, Category] = field(default_factory=dict)  # by customer id
    edited: dict[str, EditedEmails] = field(default_factory=dict)  # by customer id

    def as_sent(self, record: CustomerRecord) -> CustomerRecord:
        """The record as it may be sent: with the emails as people edited them."""
        if (category := corrected_category(record, self.corrections)) is not None:
            self.corrected[record.customer_id] = category
        if not (found := edits_of(record, self.edits)):
            return record
        self.edited[record.customer_id] = found
        return with_edits(record, found)
