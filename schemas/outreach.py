"""Suppression lists: what one contains, and what is stored of it."""

from pydantic import BaseModel, ConfigDict, Field

from schemas.printable import printable

FREQUENCY_CAP_DAYS = 30  # unless a run says otherwise


class OddEntry(BaseModel):
    """An entry of a list that names nobody: its line (from 1) and its text, shortened."""

    model_config = ConfigDict(frozen=True)

    line: int
    text: str


class AddressList(BaseModel):
    """A suppression list as it was read. Addresses are normalised, domains are written `@example.com`."""

    model_config = ConfigDict(frozen=True)

    addresses: frozenset[str]
    odd: int = Field(default=0, description="Entries that name no address.")
    first_odd: tuple[OddEntry, ...] = ()


class Suppression(BaseModel):
    """The numbers of a run's suppression lists. The addresses are stored elsewhere, as hashes."""

    model_config = ConfigDict(frozen=True)

    listed: int = Field(default=0, description="Addresses and domains on the list given with the upload.")
    standing: int = Field(default=0, description="Addresses and domains on the environment's standing list.")
    held: int = Field(default=0, description="Customers that are on hold because of either.")
    odd: int = Field(default=0, description="Entries of the given list that name no address.")
    odd_lines: tuple[int, ...] = Field(default=(), description="The lines of the first of these.")

    def said(self) -> str:
        """Both numbers in words; empty if there is no list."""
        if not self.listed and not self.standing:
            return ""
        listed, others = self.listed, ""
        if not listed:
            listed = self.standing
        elif self.standing:
            others = f"; {self.standing} on the standing list"
        return f"{listed} addresses on the list, {self.held} customers held{others}{self._odd()}"

    def _odd(self) -> str:
        if not self.odd:
            return ""
        lines = ", ".join(map(str, self.odd_lines)) + (" …" if self.odd > len(self.odd_lines) else "")
        return f"; {self.odd} odd {'entry (line' if self.odd == 1 else 'entries (lines'} {lines})"


class StandingEntry(BaseModel):
    """One entry of the standing list. The address is a keyed hash, which cannot be reversed."""

    model_config = ConfigDict(frozen=True)

    address: str
    at: str = Field(description="When it was added, ISO 8601 in UTC.")
    by: str = Field(default="", description="Who added it.")
    source: str = Field(default="", description="The file or command that it came from.")
    reason: str = Field(default="", max_length=500)


class StandingSummary(BaseModel):
    """What can be said of the standing list without naming anybody."""

    addresses: int
    added: tuple[tuple[str, str, str, str, int], ...] = Field(
        default=(), description="Day, source, reason, who added them, and how many."
    )

    def lines(self) -> list[str]:
        """For a terminal."""
        said = [f"{self.addresses} addresses on the standing list"]
        for day, source, reason, by, count in self.added:
            why = f": {reason}" if reason else ""
            said.append(printable(f"  {day}  {count} from {source}, added by {by}{why}"))
        return said
