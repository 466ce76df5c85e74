"""The columns that say how often a customer was billed: `Interval`, `billing_period`, `Interval Count`, `Term`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from tasks.files.reader.headers import Layout
from tasks.files.reader.periods import adverb_at_end, count_of, is_adverb, months_of
from tasks.files.reader.spelling import joined, normal, normal_forms
from tasks.files.reader.words import is_nothing

# Earlier words win. Sources: the exports of Stripe, Chargebee, Recurly, Paddle, Zuora, HubSpot and Salesforce CPQ.
_INTERVALS = normal_forms(
    "interval, billing interval, plan interval, price interval, subscription interval, recurring interval, interval unit, "
    "plan interval unit, billing period unit, period unit, billing cycle interval, recurring billing period, billing period, "
    "billing frequency, recurring billing frequency, payment frequency, billing cycle, payment interval, billing term, "
    "frequency, recurrence, period, cycle, subscription period, subscription term, plan period, invoice frequency, "
    "renewal period, abrechnungszeitraum, abrechnungsintervall, zahlungsintervall, zahlweise, zahlungsweise, laufzeit, intervall, "
    "periode, frequence, periodicite, frequence de facturation, frecuencia, periodicidad, frecuencia de facturacion, "
    "frequenza, frequenza di fatturazione, periodo, facturatieperiode, betaalfrequentie, "
    "billing, billed, billing type, billing plan, billing option, billing schedule, billing cadence, billing mode, billing terms, billing model, cadence, invoicing, invoicing frequency, invoice period, invoice interval, "
    "payment schedule, payment plan, payment period, payment cycle, payment type, payment terms, payment term, plan billing, plan billing period, plan billing cycle, plan frequency, plan cycle, plan cadence, "
    "plan interval type, price period, pricing period, pricing term, charge period, charge frequency, subscription cycle, subscription frequency, subscription billing, renewal, renewal frequency, renewal cycle, renewal interval, "
    "term, terms, plan term, plan duration, subscription duration, subscription length, contract term, contract period, contract length, contract duration, commitment, commitment term, license term, renewal term, "
    "abrechnung, abrechnungsart, abrechnungsturnus, abrechnungsrhythmus, abrechnungsperiode, zahlungsrhythmus, zahlungsperiode, zahlungsturnus, turnus, zahlung, rechnungsintervall, vertragslaufzeit, vertragsdauer, "
    "facturation, periode de facturation, cycle de facturation, duree, duree du contrat, engagement, echeance, facturacion, periodo de facturacion, ciclo de facturacion, ciclo, plazo, duracion, periodicidad de pago, "
    "fatturazione, periodo di fatturazione, ciclo di fatturazione, cadenza, durata, faturamento, faturacao, periodo de faturamento, periodicidade, ciclo de cobranca, cobranca, frequencia, prazo, duracao, "
    "facturatie, facturatiefrequentie, looptijd, betaling, betaaltermijn, termijn"
)
# Without such a column: other things that are done monthly.
_OTHERWISE = frozenset(
    normal_forms(
        "usage, use, used, login, logins, report, reports, reporting, meeting, meetings, review, reviews, qbr, contact, contacted, "
        "email, emails, mail, newsletter, digest, activity, active, backup, sync, visit, visits, order, orders, delivery, shipping, "
        "call, calls, check, checkin, support, churn, reason, comment, notes, feedback, revenue, sales, budget, survey, nps"
    )
)
_COUNTS = normal_forms(
    "interval count, billing interval, plan interval count, billing interval count, price interval count, interval length, plan interval length, "
    "billing cycle frequency, billing period, period, plan period, recurring interval count, period count"
)
_GIVEN = {"month": 1.0, "quarter": 3.0, "year": 12.0}  # `amounts_for` of a mapping
_USUAL = frozenset((1.0, 2.0, 3.0, 4.0, 6.0, 12.0, 24.0, 36.0))  # months


@dataclass(frozen=True, slots=True)
class Billing:
    """The column that says for how many months an amount is; `otherwise` if the file has none."""

    interval: int | None = None
    count: int | None = None
    periods: Mapping[str, float] = field(default_factory=dict)
    header: str = ""
    otherwise: float = 1.0  # months

    def months(self, cells: list[str]) -> float | None:
        """None if the row does not say, though others do."""
        if self.interval is None:
            return self.otherwise
        months = self.periods.get(cells[self.interval])
        count = count_of(cells[self.count]) if self.count is not None else None
        return None if months is None else months * (count or 1.0)


def find_billing(frame: pd.DataFrame, layout: Layout, given: str | None = None) -> Billing:
    """What was given; else the first column with such a name in which most cells name a period."""
    if given is not None:
        return Billing(otherwise=_GIVEN[given])
    found = _by_its_name(frame, layout) or _by_its_cells(frame, layout) or _by_the_plan(frame, layout) or Billing()
    return found if found.interval is None else replace(found, header=layout.header[found.interval].strip()[:60])


def _by_its_name(frame: pd.DataFrame, layout: Layout) -> Billing | None:
    """Words first: beside `billing_period` (`year`), the numbers of `billing_interval` are how many of them."""
    for read in (_periods, _numbers_of_months):
        for word in _INTERVALS:
            for position in _places(layout, word):
                cells = [cell for cell in frame[position].unique() if not is_nothing(cell)]
                periods = read(cells, word)
                if len(periods) * 2 > len(cells):
                    return Billing(position, _count(frame, layout, position), periods)
    return None


def _by_its_cells(frame: pd.DataFrame, layout: Layout) -> Billing | None:
    """A column of any name in which every cell says how often: `Annual`, `Monthly`; `month` alone is too little."""
    for position in layout.context:
        cells = [cell for cell in frame[position].unique() if not is_nothing(cell)]
        about_it = _OTHERWISE.isdisjoint(normal(layout.header[position]).split())
        if about_it and cells and all(map(is_adverb, cells)):
            return Billing(position, None, {cell: months for cell in cells if (months := months_of(cell))})
    return None


def _by_the_plan(frame: pd.DataFrame, layout: Layout) -> Billing | None:
    """Plans whose names say it: `Pro Annual`, `Pro (yearly)`; one that says nothing is monthly."""
    position = layout.columns.get("subscription_tier")
    if position is None:
        return None
    found = {cell: adverb_at_end(cell) or 1.0 for cell in frame[position].unique()}
    return Billing(position, None, found) if set(found.values()) != {1.0} else None


def _places(layout: Layout, word: str) -> list[int]:
    return [at for at in layout.context if joined(layout.header[at]) == word.replace(" ", "")]


def _periods(cells: list[str], _word: str) -> dict[str, float]:
    """Cell to months, for the cells that name a period."""
    return {cell: months for cell in cells if (months := months_of(cell)) is not None}


def _numbers_of_months(cells: list[str], word: str) -> dict[str, float]:
    """Bare numbers count months, except under `frequency`, where they may be times a year."""
    if "frequen" in word:
        return {}
    counts = {cell: count for cell in cells if (count := count_of(cell)) is not None}
    return counts if _USUAL.issuperset(counts.values()) else {}


def _count(frame: pd.DataFrame, layout: Layout, interval: int) -> int | None:
    for word in _COUNTS:
        for position in _places(layout, word):
            cells = [cell for cell in frame[position].unique() if not is_nothing(cell)]
            if position != interval and cells and all(count_of(cell) for cell in cells):
                return position
    return None
