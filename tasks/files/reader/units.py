"""What the header of a money column says beside its name: `MRR (cents)`, `Umsatz in TEUR`, `Amount per quarter`."""

import re
from typing import NamedTuple

from tasks.files.reader.currencies import Currency, currency_in
from tasks.files.reader.spelling import normal, normal_forms

_BRACKETS = re.compile(r"[()\[\]{}]")
_BILLED = re.compile(r"(?:billed|paid|invoiced|charged) \w+$")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SCALES: dict[str, float] = {
    word: scale
    for scale, words in (
        (0.01, "cent, cents, ct, cts, pence, pennies, penny, centime, centimes, centimos, centesimi, centavos, ore, paise, "
               "minor, smallest, groszy, kopecks, subunits"),
        (1e3, "k, thousand, thousands, tsd, tausend, teur, keur, kusd, kgbp, kchf, teuro, keuro, 000, 000s, milliers, miles, "
              "migliaia, duizend, duizenden"),
        (1e5, "lakh, lakhs, lac, lacs"),
        (1e6, "mio, million, millions, mn, meur, musd, millionen, millones, milioni, miljoen"),
        (1e7, "crore, crores"),
    )
    for word in words.split(", ")
}  # fmt: skip
# A single letter is a unit only next to a currency: `M€`, `$m`, `T€`.
_LETTERS = re.compile(r"(?<![^\W\d_])([TMm])[€$£]|[€$£]([Mm])(?![^\W\d_])")
_LETTER_SCALES = {"t": 1e3, "m": 1e6}
_PERIODS: tuple[tuple[float, str], ...] = (
    (6.0, "semi annual, semiannual, half yearly, half year, biannual, halbjahrlich, semestriel, semestral"),
    (24.0, "biennial, two year"),
    (12.0, "arr, annual, annually, annualized, annualised, yearly, year, yr, annum, p a, acv, jahr, jahrlich, jahrliche, "
           "jahrlicher, jahrlicher umsatz, jahresumsatz, jahresbetrag, annuel, annuelle, par an, anual, anno, annuale, annuo, jaar, "
           "jaarlijks, jaarlijkse"),
    (3.0, "quarter, quarterly, qtr, qrr, quartal, quartalsweise, vierteljahrlich, trimestre, trimestriel, trimestral, "
          "trimestrale, kwartaal"),
    (12 / 52, "week, weekly, wk, woche, wochentlich, semaine, hebdomadaire, semana, semanal, settimana, wekelijks"),
    (12 / 365, "day, daily, tag, taglich"),
    (1.0, "mrr, cmrr, month, monthly, mo, mth, monat, monatlich, monatliche, monatlicher, monatsumsatz, monatspreis, "
          "monatsbetrag, mois, mensuel, mensuels, mensuelle, mes, mensual, mensuales, mese, mensile, mensal, maand, maandelijks, "
          "maandomzet, maandbedrag"),
)  # fmt: skip
_PERIOD_WORDS = tuple((months, tuple(words.split(", "))) for months, words in _PERIODS)
_PENCE = frozenset(("pence", "penny", "pennies"))
_FILLERS = frozenset(normal_forms("in, per, pro, par, por, units, unit"))
_CODES = frozenset(normal_forms("usd, eur, gbp, chf, jpy, cny, inr, brl, aud, cad, nzd, sek, nok, dkk, pln, czk, huf"))
# Amounts that are revenue per month or year only if the header says which.
PRICES = frozenset(
    normal_forms(
        "price, fee, charge, charges, amount, planprice, planfee, planamount, subscriptionprice, subscriptionamount, "
        "subscriptionfee, recurringamount, recurringrevenue, contractvalue, value, spend, payment, betrag, preis, "
        "umsatz, gebuhr, montant, prix, importe, precio, cuota, ingresos, importo, prezzo, canone, bedrag, prijs, "
        "omzet, valor, preco"
    )
)


class HeaderUnits(NamedTuple):
    """The months that an amount is for, what one unit is worth (None: not said), and the currency."""

    months: float | None
    scale: float | None
    currency: Currency | None


def units_of(header: str) -> HeaderUnits:
    """What a header says about the amounts below it."""
    words = _words(header)
    spaced = f" {_BILLED.sub('', ' '.join(words)).strip()} "
    months = next((months for months, names in _PERIOD_WORDS if any(f" {name} " in spaced for name in names)), None)
    scale = next((_SCALES[word] for word in words if word in _SCALES), None)
    if scale is None and (letter := _LETTERS.search(header)) is not None:
        scale = _LETTER_SCALES[(letter[1] or letter[2]).casefold()]
    currency = currency_in(header) or (Currency("GBP") if _PENCE.intersection(words) else None)
    return HeaderUnits(months, scale, currency)


def bare_name(header: str, *, periods: bool) -> str:
    """The joined words of a header without units and, if asked, without periods: `mrr_cents` is `mrr`."""
    spaced = f" {_BILLED.sub('', ' '.join(_words(header))).strip()} "
    for _, names in _PERIOD_WORDS if periods else ():
        for name in names:
            spaced = spaced.replace(f" {name} ", " ")
    return "".join(word for word in spaced.split() if word not in _SCALES and word not in _FILLERS | _CODES)


def _words(header: str) -> list[str]:
    return normal(_BRACKETS.sub(" ", _CAMEL.sub(" ", header[:200].replace("¢", " cents ")))).split()
