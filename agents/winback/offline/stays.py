"""When a customer left and how long they stayed, as the offline model says it. Data and how it is filled in."""

from datetime import date
from typing import NamedTuple

from schemas.sender import Language
from schemas.winback.churn_analysis import CustomerView

_SHORTEST = 2  # months; of a shorter stay nothing is said


class StayCopy(NamedTuple):
    """Sentences around `MONTHS` (a number), `MONTH` (May 2026) and `DAY` (4 May 2026)."""

    thanks: str  # opens the first email
    left: str  # opens the second
    after: str  # the same, where the length of the stay is known
    last: str  # opens the third
    month: str
    day: str
    names: str  # of the months


STAYS: dict[Language, StayCopy] = {
    "en": StayCopy(
        "Thank you for the MONTHS months that you spent with us.",
        "You left in MONTH.",
        "You left in MONTH, after MONTHS months with us.",
        "This is the last email about your decision of DAY.",
        "{month} {year}", "{day} {month} {year}",
        "January February March April May June July August September October November December",
    ),
    "de": StayCopy(
        "vielen Dank für die MONTHS Monate mit uns.",
        "Sie sind im MONTH gegangen.",
        "Sie sind im MONTH gegangen, nach MONTHS Monaten bei uns.",
        "Dies ist die letzte E-Mail zu Ihrer Entscheidung vom DAY.",
        "{month} {year}", "{day}. {month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "fr": StayCopy(
        "merci pour les MONTHS mois que vous avez passés avec nous.",
        "Vous êtes partis en MONTH.",
        "Vous êtes partis en MONTH, après MONTHS mois avec nous.",
        "C'est le dernier message au sujet de votre décision du DAY.",
        "{month} {year}", "{day} {month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "es": StayCopy(
        "Gracias por los MONTHS meses que han pasado con nosotros.",
        "Ustedes se fueron en MONTH.",
        "Ustedes se fueron en MONTH, después de MONTHS meses con nosotros.",
        "Este es el último mensaje sobre su decisión del DAY.",
        "{month} de {year}", "{day} de {month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "it": StayCopy(
        "Grazie per i MONTHS mesi passati con noi.",
        "Siete andati via nel mese di MONTH.",
        "Siete andati via nel mese di MONTH, dopo MONTHS mesi con noi.",
        "Questo è l'ultimo messaggio sulla vostra decisione del DAY.",
        "{month} {year}", "{day} {month} {year}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "pt": StayCopy(
        "Obrigado pelos MONTHS meses que passaram connosco.",
        "Saíram em MONTH.",
        "Saíram em MONTH, depois de MONTHS meses connosco.",
        "Esta é a última mensagem sobre a vossa decisão de DAY.",
        "{month} de {year}", "{day} de {month} de {year}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "nl": StayCopy(
        "bedankt voor de MONTHS maanden bij ons.",
        "U vertrok in MONTH.",
        "U vertrok in MONTH, na MONTHS maanden bij ons.",
        "Dit is het laatste bericht over uw beslissing van DAY.",
        "{month} {year}", "{day} {month} {year}",
        "januari februari maart april mei juni juli augustus september oktober november december",
    ),
}  # fmt: skip


class Stay(NamedTuple):
    """The sentences of one customer; empty where the fields do not say."""

    thanks: str
    left: str
    last: str


def stay_of(customer: CustomerView, language: Language) -> Stay:
    """What can be said of the time that this customer stayed."""
    left, months = customer.churn_date, _months(customer.signup_date, customer.churn_date)
    if left is None:
        return Stay("", "", "")
    words = STAYS[language]
    said = (words.thanks if months else "", words.after if months else words.left, words.last)
    named = {"month": words.names.split()[left.month - 1], "year": left.year, "day": left.day}
    month, day = words.month.format(**named), words.day.format(**named)
    return Stay(*(text.replace("MONTHS", str(months)).replace("MONTH", month).replace("DAY", day) for text in said))


def _months(came: date | None, left: date | None) -> int:
    """Whole months from one day to the other; 0 if that is not known, or too short to speak of."""
    if came is None or left is None:
        return 0
    months = 12 * (left.year - came.year) + left.month - came.month - (left.day < came.day)
    return months if months >= _SHORTEST else 0
