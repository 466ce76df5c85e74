"""What speaks against writing to an address, whoever it belongs to: suppression, contacts, what came of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


def _nothing(_address: str) -> frozenset[str]:
    return frozenset()


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Hashed entries; `entries` gives the entries that cover an address (`AddressHash.matches`)."""

    entries: Callable[[str], frozenset[str]] = _nothing
    suppressed: frozenset[str] = frozenset()
    contacted: Mapping[str, str] = field(default_factory=dict)
    came_back: Mapping[str, str] = field(default_factory=dict)  # the last day on which they became a customer again
    replied: Mapping[str, str] = field(default_factory=dict)  # the last day on which they answered another upload
    listed: int = 0
    standing: int = 0

    def __post_init__(self) -> None:
        """Refuse entries without a way to look anybody up: they would hold nobody."""
        assert self.entries is not _nothing or not any((self.suppressed, self.contacted, self.came_back, self.replied))

    def suppresses(self, address: str) -> bool:
        """Whether the address or its domain is on a suppression list."""
        if not self.suppressed:
            return False
        # The apostrophe that a spreadsheet puts in front may be in the customer file and not on the list.
        spellings = {address, address.lstrip("'")}
        return any(not self.suppressed.isdisjoint(self.entries(spelling)) for spelling in spellings)

    def contacted_on(self, address: str) -> str | None:
        """The last day on which another upload wrote to the address or claimed it, within the cap."""
        return self._last(self.contacted, address)

    def came_back_on(self, address: str) -> str | None:
        """The last day on which the person came back, by the outcomes of other uploads."""
        return self._last(self.came_back, address)

    def replied_on(self, address: str) -> str | None:
        """The last day on which the person answered another upload, within the cap."""
        return self._last(self.replied, address)

    def _last(self, days: Mapping[str, str], address: str) -> str | None:
        if not days:
            return None
        return max((days[entry] for entry in self.entries(address) if entry in days), default=None)
