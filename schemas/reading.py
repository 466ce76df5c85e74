"""How a customer file is read: which of its columns are ours, and what its words mean."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.winback.customer import SubscriptionTier

DateOrder = Literal["dmy", "mdy", "ymd"]
Keep = Literal["first", "last"]
# What a file may do without, if the mapping says so (`null`): nobody is written to without an address.
DISPENSABLE = ("email", "mrr", "subscription_tier", "cancellation_reason")


class Mapping(BaseModel):
    """What `--mapping` gives and `--save-mapping` writes. What it leaves out is inferred from the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str | None] = Field(
        default_factory=dict, description="Our column: the file's header, or null where the file has no such column."
    )
    values: dict[str, str] = Field(default_factory=dict, description="Our column: the same value for every row.")
    tiers: dict[str, SubscriptionTier] = Field(default_factory=dict, description="The file's word: our tier.")
    only: dict[str, str] = Field(
        default_factory=dict, description="The file's header: the value of the rows that count, e.g. Churn: Yes."
    )
    date_order: DateOrder | None = Field(default=None, description="Order of day, month and year in the file's dates.")
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = Field(
        default=None, description="Currency of amounts that name none. Default: USD."
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
        default=None, description="Encoding of the file, e.g. cp1251, where it has no mark of its own."
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
    """What a file holds; accepted + rejected + skipped = rows read."""

    customers: bytes  # a JSON array with one customer a line, highest mrr first
    accepted: int
    rejects: list[Reject]
    skipped: int
    mapping: Mapping
    encoding: str
    delimiter: str
    doubts: tuple[str, ...] = ()  # what could not be read of rows that were accepted, a sentence each

    @property
    def rows_read(self) -> int:
        """Rows, blank lines and the header not counted."""
        return self.accepted + len(self.rejects) + self.skipped
