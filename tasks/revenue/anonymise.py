"""What a model may see of a finding: no restricted column, and pseudonyms in place of names.

The same name is the same pseudonym within a session and another in the next, so that answers cannot be put together;
they are reversed in the report only, which is for those who may read the warehouse.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from schemas.revenue.finding import Finding
from schemas.revenue.run import FindingSubjectRow
from schemas.revenue.view import EvidenceView, ExplainInput, FindingView
from tasks.revenue.knowledge.classes import classes
from tasks.revenue.knowledge.tables import knowledge

_ADDRESS = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_LONGEST = 600  # characters of a text that somebody said


class Pseudonyms:
    """Names and what stands for them, in one session."""

    def __init__(self, session: str) -> None:
        self._session = session
        self._names: dict[str, str] = {}  # by name

    def of(self, kind: str, name: str) -> str:
        """The pseudonym of a name: `Account 4f1c09`."""
        digest = hashlib.sha256(f"{self._session}\0{kind}\0{name}".encode()).hexdigest()[:6]
        return self._names.setdefault(name, f"{kind} {digest}")

    def hide(self, text: str) -> str:
        """A text with pseudonyms for the names that are known, and without addresses."""
        for name in sorted(self._names, key=len, reverse=True):
            text = text.replace(name, self._names[name])
        return without_addresses(text)

    def reveal(self, text: str) -> str:
        """The names back."""
        for name, pseudonym in self._names.items():
            text = text.replace(pseudonym, name)
        return text


def names_of(finding: Finding, session: str) -> Pseudonyms:
    """The pseudonyms of a finding's names."""
    found = Pseudonyms(session)
    for kind, name in (("Account", finding.account_name), ("Owner", finding.owner)):
        if name:
            found.of(kind, name)
    return found


def seen_by_model(row: FindingSubjectRow, session: str, context: str) -> ExplainInput:
    """A finding as the model is given it."""
    finding, names = row.finding, names_of(row.finding, session)
    about = names.of("Account", finding.account_name) if finding.account_name else finding.subject.id
    view = FindingView(
        analysis=finding.analysis,
        question=row.question,
        kind=finding.kind,
        about=about,
        owner=names.of("Owner", finding.owner) if finding.owner else "nobody yet",
        severity=finding.severity,
        revenue_at_stake=finding.revenue_at_stake,
        summary=names.hide(finding.summary)[:_LONGEST],
        evidence=tuple(
            EvidenceView(source=one.source, row=_row(one.row, names), says=names.hide(one.says)[:_LONGEST])
            for one in finding.evidence
        ),
        actions=finding.actions,
    )
    return ExplainInput(finding=view, context=names.hide(context))


def _row(row: Mapping[str, Any], names: Pseudonyms) -> dict[str, Any]:
    """The columns that a model may see, texts without names; ids of accounts are no names, but they name somebody."""
    return {
        column: names.hide(value)[:_LONGEST] if isinstance(value, str) else value
        for column, value in row.items()
        if column not in _kept_back() and column != "account_id"
    }


def without_addresses(text: str) -> str:
    """A text without the addresses in it."""
    return _ADDRESS.sub("[address]", text)


@lru_cache(maxsize=1)
def _kept_back() -> frozenset[str]:
    return knowledge().of_class(*(name for name, said in classes().items() if not said.to_model))


def restricted_in(texts: Iterable[str]) -> list[str]:
    """Addresses that stand in texts; none should."""
    return [found for text in texts for found in _ADDRESS.findall(text)]
