"""How many months an amount is for, as columns and cells say it: `year`, `P3M`, `every 6 months`, `jährlich`."""

import math
import re

from tasks.files.reader.spelling import normal

ONCE = math.inf  # an amount that does not recur
_UNITS = {
    "day": 12 / 365,
    "week": 12 / 52,
    "month": 1.0,
    "quarter": 3.0,
    "half": 6.0,
    "year": 12.0,
}
_SPELLINGS = {
    "day": "d, day, days, tag, tage, jour, jours, dia, dias, giorno, giorni, dag, dagen",
    "week": "w, wk, wks, week, weeks, woche, wochen, semaine, semaines, semana, semanas, settimana, settimane, weken",
    "month": "m, mo, mos, mon, mth, mths, month, months, monat, monate, mois, mes, meses, mese, mesi, maand, maanden, man, "
    "manad, manader, mnd, maned",
    "quarter": "q, qtr, quarter, quarters, quartal, quartale, trimestre, trimestres, trimestri, kwartaal",
    "half": "half year, halbjahr, semester, semestre",
    "year": "y, yr, yrs, year, years, annum, jahr, jahre, annee, annees, an, ans, ano, anos, anno, anni, jaar, ar",
}
_NAMES = {name: unit for unit, names in _SPELLINGS.items() for name in names.split(", ")}
_ADVERBS: dict[str, float] = {
    adverb: months
    for months, adverbs in (
        (12 / 365, "daily, taglich, quotidien, diario, giornaliero, dagelijks"),
        (12 / 52, "weekly, wochentlich, hebdomadaire, semanal, settimanale, wekelijks"),
        (24 / 52, "biweekly, bi weekly, fortnightly, fortnight, every other week, zweiwochentlich"),
        (1.0, "monthly, monatlich, mtl, mensuel, mensuelle, mensual, mensile, mensal, maandelijks, m2m, month to month, p m, pm"),
        (2.0, "bimonthly, bi monthly, every other month, zweimonatlich, bimestral"),
        (3.0, "quarterly, vierteljahrlich, quartalsweise, trimestriel, trimestrielle, trimestral, trimestrale, per kwartaal"),
        (6.0, "semiannual, semi annual, semiannually, semi annually, semi yearly, half yearly, halfyearly, biannual, "
              "biannually, bi annual, bi annually, halbjahrlich, semestriel, semestrielle, semestral, semestrale, halfjaarlijks"),
        (12.0, "yearly, annual, annually, annualized, annualised, per annum, p a, pa, jahrlich, annuel, annuelle, anual, "
               "annuale, annuo, jaarlijks"),
        (24.0, "biennial, biennially, two yearly, zweijahrlich"),
        (36.0, "triennial, triennially"),
        (ONCE, "once, one time, onetime, one off, lifetime, perpetual, non recurring, none recurring, single, einmalig, "
               "unique, unico, eenmalig"),
    )
    for adverb in adverbs.split(", ")
}  # fmt: skip
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "nine": 9, "twelve": 12}
_ISO = re.compile(r"P([0-9]{1,3})([DWMY])", re.IGNORECASE)
_ISO_UNITS = {"D": "day", "W": "week", "M": "month", "Y": "year"}
_BEFORE = re.compile(
    r"^(?:(?:billed|paid|invoiced|charged|recurring|prepaid|every|each|per|a|pro|par|por|al|all|alle|jede[nsr]?|tous les|"
    r"toutes les|cada|ogni|elke|renews|in|of) )+"
)
_BEHIND = re.compile(
    r"(?: (?:plan|billing|subscription|payments?|term|contract|prepaid|upfront|cycle|abo|zahlung|invoice))+$"
)
_COUNTED = re.compile(r"([0-9]{1,3}|" + "|".join(_NUMBERS) + r") ?([a-z]+(?: year)?)")
_LONGEST_NAME = 80
_NO_PERIOD = frozenset(
    ("unique", "unico", "single", "once", "pa", "pm", "perpetual", "lifetime", "m2m")
)  # names of plans
_COUNT = re.compile(r"[0-9]{1,3}(?:\.0+)?")


def recurs(text: str) -> bool:
    """Whether a text can say how often an amount recurs: `per month`, `yearly`; `months` alone is a length of time."""
    words = normal(text)
    return _BEFORE.match(words + " ") is not None or words in _ADVERBS


def months_of(text: str) -> float | None:
    """The number of months in a text; `ONCE` if the amount does not recur, None if it does not say."""
    if (iso := _ISO.fullmatch(text.strip())) is not None:
        return int(iso[1]) * _UNITS[_ISO_UNITS[iso[2].upper()]] or None
    words = _BEHIND.sub("", _BEFORE.sub("", normal(text) + " ").strip())
    if words in _ADVERBS:
        return _ADVERBS[words]
    if words in _NAMES:
        return _UNITS[_NAMES[words]]
    counted = _COUNTED.fullmatch(words)
    if counted is None or counted[2] not in _NAMES:
        return None
    count = _NUMBERS.get(counted[1]) or int(counted[1])
    return count * _UNITS[_NAMES[counted[2]]] or None


def is_adverb(text: str) -> bool:
    """Whether a text says how often something recurs and can mean nothing else: `Yearly`, `billed annually`."""
    words = _BEHIND.sub("", _BEFORE.sub("", normal(text) + " ").strip())
    return words not in _NO_PERIOD and _ADVERBS.get(words, ONCE) < ONCE


def adverb_at_end(text: str) -> float | None:
    """The months from the last word of a plan's name: `Pro Annual`, `Team (yearly)`, `basic-quarterly`."""
    words = normal(re.sub(r"[()\[\]]", " ", text[:_LONGEST_NAME])).removesuffix(" plan").split()
    return _ADVERBS.get(words[-1]) if len(words) > 1 and words[-1] not in _NO_PERIOD else None


def count_of(text: str) -> float | None:
    """The number in a cell that counts periods; None if there is none."""
    return float(text.strip()) or None if _COUNT.fullmatch(text.strip()) else None
