"""How long a customer stayed and which month a day lies in, in words. Data and how it is filled in."""

from datetime import date
from typing import NamedTuple

from schemas.sender import Language
from schemas.winback.churn_analysis import CustomerView

_SHORTEST = 2  # months; of a shorter stay nothing is said


class StayCopy(NamedTuple):
    """Sentences around `MONTHS` (a number)."""

    thanks: str  # opens the first email
    last: str  # opens the third, where the first begins with the customer's own words
    month: str  # May 2026
    names: str  # of the months


STAYS: dict[Language, StayCopy] = {
    "en": StayCopy(
        "Thank you for MONTHS months with us.",
        "Thank you for the MONTHS months.",
        "{month} {year}",
        "January February March April May June July August September October November December",
    ),
    "de": StayCopy(
        "vielen Dank für MONTHS Monate Zusammenarbeit.",
        "danke für die MONTHS Monate.",
        "{month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": StayCopy(
        "merci pour ces MONTHS mois passés avec nous.",
        "merci pour ces MONTHS mois.",
        "{month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": StayCopy(
        "Gracias por estos MONTHS meses con nosotros.",
        "Gracias por los MONTHS meses.",
        "{month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "it": StayCopy(
        "Grazie per MONTHS mesi con noi.",
        "Grazie per i MONTHS mesi.",
        "{month} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "pt": StayCopy(
        "Obrigado por MONTHS meses connosco.",
        "Obrigado pelos MONTHS meses.",
        "{month} de {year}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "nl": StayCopy(
        "bedankt voor MONTHS maanden bij ons.",
        "bedankt voor de MONTHS maanden.",
        "{month} {year}",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
}


class Stay(NamedTuple):
    """The sentences of one customer; empty where the fields do not say."""

    thanks: str
    last: str


def stay_of(customer: CustomerView, language: Language) -> Stay:
    """What can be said of the time that this customer stayed."""
    months, words = _months(customer.signup_date, customer.churn_date), STAYS[language]
    if not months:
        return Stay("", "")
    return Stay(words.thanks.replace("MONTHS", str(months)), words.last.replace("MONTHS", str(months)))


def month_of(day: date, language: Language) -> str:
    """The month of a day, with its year: May 2026."""
    words = STAYS[language]
    return words.month.format(month=words.names.split()[day.month - 1], year=day.year)


def _months(came: date | None, left: date | None) -> int:
    """Whole months from one day to the other; 0 if that is not known, or too short to speak of."""
    if came is None or left is None:
        return 0
    months = 12 * (left.year - came.year) + left.month - came.month - (left.day < came.day)
    return months if months >= _SHORTEST else 0
