"""How a mailer wants its import files: which of our columns stands under which of its headers, and its limits."""

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

NUMBERS = (1, 2, 3)
OF_EMAIL = ("send_day", "subject", "body", "cta", "link")
# The columns of contacts.csv and suppressed.csv, in their order.
CONTACT = (
    "email", "customer_id", "first_name", "last_name", "company_name", "language", "subscription_tier",
    "unsubscribe_link",
    *(f"{name}_{number}" for number in NUMBERS for name in OF_EMAIL),
)  # fmt: skip
SUPPRESSED = ("email", "customer_id", "why")

Header = Annotated[
    str, StringConstraints(min_length=1, max_length=150, pattern=r"^[^\x00-\x1f=+@\-'\"][^\x00-\x1f\"]*$")
]
Line = Annotated[str, StringConstraints(max_length=300, pattern=r"^[^\x00-\x1f]*$")]


class Sheet(BaseModel):
    """One kind of file: the mailer's headers in the order of the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[Header, str] = Field(min_length=1, max_length=200, description="By header: our column.")
    values: dict[Header, Line] = Field(default={}, max_length=50, description="By header: the same in every row.")
    pieces: dict[Header, Annotated[int, Field(ge=2, le=20)]] = Field(
        default={}, description="By header: into how many columns HEADER_1, HEADER_2 … a long text is cut, at spaces."
    )

    @property
    def header(self) -> list[str]:
        """The header row."""
        cut: list[str] = []
        for header in self.columns:
            number = self.pieces.get(header)
            cut += [header] if number is None else [f"{header}_{one}" for one in range(1, number + 1)]
        return [*cut, *self.values]


class MailerMap(BaseModel):
    """What one mailer imports."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    contacts: Sheet  # who may be written to
    suppressed: Sheet  # who must not be
    pages: tuple[Line, ...] = Field(default=(), description="Where the mailer says so.")
    looked_up: date | None = Field(default=None, description="The day on which somebody read these pages.")
    suppressed_goes_to: Line = Field(default="", description="Where in the mailer the second file is imported.")
    max_file_bytes: int | None = Field(default=None, ge=10_000, description="A longer file is split.")
    max_rows: int | None = Field(default=None, ge=1, description="The same, in rows without the header.")
    max_cell_bytes: int | None = Field(default=None, ge=50, description="Whoever has a longer text is left out.")

    @model_validator(mode="after")
    def _possible(self) -> "MailerMap":
        for name, sheet, known in (("contacts", self.contacts, CONTACT), ("suppressed", self.suppressed, SUPPRESSED)):
            if unknown := sorted(set(sheet.columns.values()) - set(known)):
                raise ValueError(f"{name} has no column {unknown[0]!r}; known: {', '.join(known)}")
            if "email" not in sheet.columns.values():
                raise ValueError(f"{name} names no header for email")
            if unknown := sorted(set(sheet.pieces) - set(sheet.columns)):
                raise ValueError(f"{name}: pieces of {unknown[0]!r}, which is not one of its headers")
            if len(set(sheet.header)) < len(sheet.header):
                raise ValueError(f"{name} has the same header twice")
        if (self.contacts.pieces or self.suppressed.pieces) and self.max_cell_bytes is None:
            raise ValueError("pieces need max_cell_bytes: how long each may be")
        return self
