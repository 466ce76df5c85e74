"""`report.html`: one file, every value escaped. The first screen is a list of what to do."""

from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from jinja2 import Template

from schemas.printable import counted
from schemas.revenue.finding import AnalysisResult, Finding
from tasks.bulk.page import on_page, stylesheet, templates
from tasks.revenue.analyses.definitions import definition

_FIRST = 5  # on the first screen: what one person does in a day


class Bar(NamedTuple):
    """A bar of a chart."""

    label: str
    value: str
    percent: float


def render(result: AnalysisResult) -> bytes:
    """The page in UTF-8."""
    page = _template().render(
        result=result,
        title=definition(result.analysis).title,
        headline=headline(result),
        first=result.findings[:_FIRST],
        by_owner=_by_owner(result.findings),
        by_kind=_by_kind(result.findings),
        more=len(result.findings) - _FIRST,
    )
    return page.encode("utf-8", "replace")


def headline(result: AnalysisResult) -> str:
    """What there is to do, in a line."""
    if not result.findings:
        return f"Nothing to do: none of {counted(result.looked_at, 'row')} stands out."
    stake = dollars(sum(one.revenue_at_stake for one in result.findings))
    high = sum(one.severity == "high" for one in result.findings)
    return f"{counted(len(result.findings), 'finding')}, {stake} at stake, {high} of high severity."


def dollars(amount: float) -> str:
    """`$12,300`."""
    return f"${amount:,.0f}"


def words(text: str) -> str:
    """`usage_decline` as `usage decline`."""
    return text.replace("_", " ")


def who(finding: Finding) -> str:
    """Whom a finding is about, for a person."""
    return finding.account_name or words(finding.subject.id)


def _by_owner(findings: tuple[Finding, ...]) -> list[Bar]:
    sums: Counter[str] = Counter()
    for one in findings:
        sums[one.owner or "nobody yet"] += round(one.revenue_at_stake)
    return _bars(sums, dollars_of=True)


def _by_kind(findings: tuple[Finding, ...]) -> list[Bar]:
    return _bars(Counter(words(one.kind) for one in findings), dollars_of=False)


def _bars(sums: Counter[str], *, dollars_of: bool) -> list[Bar]:
    most = max(sums.values(), default=0) or 1
    return [
        Bar(label, dollars(value) if dollars_of else str(value), 100 * value / most)
        for label, value in sums.most_common(10)
    ]


@cache
def _template() -> Template:
    environment = templates(Path(__file__).resolve().parent)
    environment.filters.update(shown=on_page, dollars=dollars, words=words, who=who)
    environment.globals["css"] = stylesheet()
    return environment.get_template("report.html.jinja")
