"""How a customer file is read: which columns are which, and what its words mean."""

import operator
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from schemas.customer import SubscriptionTier
from schemas.errors import BadInputError, shown

DateOrder = Literal["dmy", "mdy", "ymd"]
Keep = Literal["first", "last"]
ColumnVoice = Literal["customer", "ours"]  # whose words a column holds; only the customer's may be quoted to them
# Columns that a file may lack if the mapping says so (`null`); without an address, nobody is written to.
DISPENSABLE = ("email", "mrr", "subscription_tier", "cancellation_reason")


def named_voices(said: Iterable[str]) -> dict[str, ColumnVoice]:
    """`Header=customer` or `Header=ours` by header, which may hold an equals sign itself. Raises `BadInputError`."""
    voices: dict[str, ColumnVoice] = {}
    for one in said:
        header, _, whose = one.rpartition("=")
        voice = next((known for known in get_args(ColumnVoice) if known == whose), None)
        if not header or voice is None:
            raise BadInputError(f"voice: {shown(one)} is not COLUMN=customer or COLUMN=ours")
        voices[header] = voice
    return voices


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
    sheet: str | None = Field(
        default=None,
        description="Sheet of a workbook (default: the first visible one with anything in it), or table of a zip.",
        exclude_if=lambda given: given is None,  # as above
    )
    join_on: str | None = Field(
        default=None,
        description="The column that joins the file with that of `join`; `account_id=id` if it is not called the same.",
        exclude_if=lambda given: given is None,  # as above
    )
    keep: Keep | None = Field(
        default=None, description="Of several rows of one customer: the first or the last by churn date."
    )
    voices: dict[str, ColumnVoice] = Field(
        default_factory=dict,
        description="The file's header of a text: the customer's own words, which emails may quote, or ours.",
        exclude_if=operator.not_,  # what is stored of uploads before it stays as it was
    )


@dataclass(frozen=True, slots=True)
class Reject:
    """One row that was not accepted. `line` is where it starts, the header being line 1."""

    line: int
    column: str
    value: str
    reason: str
    row: tuple[str, ...] = field(default=(), compare=False)  # its cells, as far as they could be told apart


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
    source: bytes | None = None  # what was read, as text, where the file itself is none
    header: tuple[str, ...] = ()  # of the file, and of what was joined to it

    @property
    def rows_read(self) -> int:
        """Rows, blank lines and the header not counted."""
        return self.accepted + len(self.rejects) + self.skipped


@dataclass(frozen=True, slots=True)
class MendedRead:
    """What became of the rows that a person mended. Lines are those of the upload's file."""

    customers: list[tuple[int, bytes]]  # the line and the JSON of each row that can be used now
    rejects: list[Reject]  # rows that are still bad
    skipped: list[int]  # rows of customers who have not left, or an older event of one
    not_rejected: int  # rows that name no rejected line
    twice: list[int]  # lines that stand in the file more than once, and so were not read
    unread: int  # rows that are not a row of the table


@dataclass(frozen=True, slots=True)
class Glance:
    """What a person sees of a file before it is read: its header, and a few cells of each column."""

    header: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]  # by position: the first different cells that say something
    guessed: dict[str, int]  # our columns, and where they seem to be
