"""How a customer file is read: which columns are which, and what its words mean."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.winback.customer import SubscriptionTier

DateOrder = Literal["dmy", "mdy", "ymd"]
Keep = Literal["first", "last"]
# Columns that a file may lack if the mapping says so (`null`); without an address, nobody is written to.
DISPENSABLE = ("email", "mrr", "subscription_tier", "cancellation_reason")


class Mapping(BaseModel):
    """What `--mapping` reads and `--save-mapping` writes. What is left out is inferred from the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str | None] = Field(
        default_factory=dict, description="Our column: the file's header, or null if the file has no such column."
    )
    values: dict[str, str] = Field(default_factory=dict, description="Our column: a value for every row.")
    tiers: dict[str, SubscriptionTier] = Field(default_factory=dict, description="The file's word: our tier.")
    only: dict[str, str] = Field(
        default_factory=dict, description="The file's header: the value that a row must have to count, e.g. Churn: Yes."
    )
    date_order: DateOrder | None = Field(default=None, description="Order of day, month and year in the file's dates.")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, description="Currency of amounts without one. Default: USD."
    )
    decimal: Literal[".", ","] | None = Field(
        default=None, description="The decimal mark of amounts that can be read in two ways, like 1.299 or 1,299."
    )
    amounts_for: Literal["month", "quarter", "year"] | None = Field(
        default=None,
        description="How long an amount is for, where neither its header nor its cell says so. Default: what a column "
        "such as Term or Interval says, else a month.",
        exclude_if=lambda given: given is None,  # what is stored of uploads before it stays as it was
    )
    encoding: str | None = Field(
        default=None, description="Encoding of the file, e.g. cp1251, if the file has no byte order mark."
    )
    keep: Keep | None = Field(
        default=None, description="Of several rows of one customer: the first or the last by churn date."
    )


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was not accepted. `line` is where it starts, the header being line 1."""

    line: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class FileRead:
    """The content of a file; accepted + rejected + skipped = rows read."""

    customers: bytes  # a JSON array with one customer a line, highest mrr first
    accepted: int
    rejects: list[Reject]  # rows that were not accepted
    skipped: int  # rows of customers who have not left, or an older event of one
    mapping: Mapping  # how the file was read, as `--mapping` takes it
    encoding: str  # in which it was read
    delimiter: str  # between its fields
    doubts: tuple[str, ...] = ()  # what could not be read of rows that were accepted, a sentence each

    @property
    def rows_read(self) -> int:
        """Rows, blank lines and the header not counted."""
        return self.accepted + len(self.rejects) + self.skipped
