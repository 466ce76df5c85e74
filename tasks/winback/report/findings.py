"""What the customers' words and dates add up to: themes inside a cause, competitors, how long they had stayed."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from agents.winback.competitors import competitors_in
from agents.winback.theme_words import THEMES
from agents.winback.themes import themes_of
from schemas.winback.run import CustomerRecord

_NAMES = 2_000  # different ones that are counted; a file with more of them names no competitors
_MONTH = 365.25 / 12  # days
TENURES = ("under 3 months", "3 to 12 months", "1 to 2 years", "over 2 years", "not known")
_ENDS = (3 * _MONTH, 12 * _MONTH, 24 * _MONTH)  # days; the ends of all but the last two


@dataclass(slots=True)
class Findings:
    """Give it every record with an analysis once, in any order."""

    causes: Counter[str] = field(default_factory=Counter)
    themes: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # by cause
    unnamed: Counter[str] = field(default_factory=Counter)  # by cause: customers whose words name no theme
    tenure: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))  # by cause
    naming: int = 0  # customers who name a competitor
    competitors: dict[str, Counter[str]] = field(default_factory=dict)  # by folded name: its spellings

    def add(self, record: CustomerRecord) -> None:
        """Count one."""
        if record.analysis is None:
            return
        customer, output = record.customer, record.analysis.output
        self.causes[output.category] += 1
        self.tenure[output.category][tenure(customer.signup_date, customer.churn_date)] += 1
        named = themes_of(customer.cancellation_reason, output)
        self.themes[output.category].update(named)
        self.unnamed[output.category] += not named
        if output.category != "business_closure":  # "moved to Canada"
            self._competitors(record)

    def take(self, later: "Findings") -> None:
        """Add what was found in records that come after these."""
        self.causes.update(later.causes)
        self.unnamed.update(later.unnamed)
        self.naming += later.naming
        for mine, others in ((self.themes, later.themes), (self.tenure, later.tenure)):
            for cause, counted in others.items():
                mine[cause].update(counted)
        for key, spellings in later.competitors.items():
            if key in self.competitors or len(self.competitors) < _NAMES:
                self.competitors.setdefault(key, Counter()).update(spellings)

    def _competitors(self, record: CustomerRecord) -> None:
        customer = record.customer
        names = competitors_in(customer.cancellation_reason, customer.context, customer.company_name)
        self.naming += bool(names)
        for name in names:
            key = name.casefold()
            if key in self.competitors or len(self.competitors) < _NAMES:
                self.competitors.setdefault(key, Counter())[name] += 1

    def themed(self) -> Iterator[tuple[str, list[tuple[str, int]], int]]:
        """By cause: its themes with their customers, the most frequent first, and how many name none of them."""
        for cause, number in self.causes.most_common():
            themes = self.themes[cause].most_common()
            # Where a cause has no themes of its own, and nobody names one, there is nothing to tell apart.
            if themes or THEMES[cause]:  # type: ignore[index]  # causes come from analyses
                yield cause, themes, min(self.unnamed[cause], number)

    def stays(self) -> Counter[str]:
        """Customers by how long they had stayed; what nobody did is not in it."""
        return sum(self.tenure.values(), Counter())

    def rivals(self, but: tuple[str, ...]) -> list[tuple[str, int]]:
        """Competitors with how many customers name them; `but`: names that are none, such as one's own."""
        own = {name.casefold() for name in but if name}
        counted = [
            (spellings.most_common(1)[0][0], spellings.total())
            for key, spellings in self.competitors.items()
            if key not in own
        ]
        return sorted(counted, key=lambda pair: (-pair[1], pair[0].casefold()))


def tenure(signup: date | None, churn: date) -> str:
    """How long a customer had stayed, as one of `TENURES`."""
    days = -1 if signup is None else (churn - signup).days
    if days < 0:  # none, or one of the two is wrong
        return TENURES[-1]
    return next((name for name, end in zip(TENURES, _ENDS, strict=False) if days < end), TENURES[-2])
