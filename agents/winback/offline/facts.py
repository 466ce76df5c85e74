"""What a row shows of a customer, as the offline letters say it: idle before they left, seats, tickets."""

import re
from typing import NamedTuple

from agents.winback.offline.stays import month_of
from schemas.customer import Category
from schemas.sender import Language
from schemas.winback.churn_analysis import CustomerView

_IDLE_DAYS, _MANY_TICKETS, _MANY_SEATS = 45, 5, 5
_COUNT = re.compile(r"[1-9][0-9]{0,4}")


class FactCopy(NamedTuple):
    """Sentences around `MONTH` (of the last sign-in) and `NUMBER`."""

    idle: str
    tickets: str
    moved: str  # seats, of a customer who moved to another tool
    started: str  # seats, of one who did not get started
    paid: str  # seats, of one who found the price too high


FACTS: dict[Language, FactCopy] = {
    "en": FactCopy(
        "The last sign-in was in MONTH; by then we should have noticed and asked.",
        "Our support heard from you NUMBER times, which is too often.",
        "Moving NUMBER people is no small step.",
        "Getting NUMBER people started is work, and we left too much of it to you.",
        "With NUMBER seats, even a small difference adds up.",
    ),
    "de": FactCopy(
        "Die letzte Anmeldung war im MONTH; da hätten wir es merken und fragen sollen.",
        "NUMBER Anfragen an unseren Support sind zu viele.",
        "NUMBER Menschen umzustellen ist kein kleiner Schritt.",
        "NUMBER Menschen an den Start zu bringen ist Arbeit, und wir haben Ihnen zu viel davon überlassen.",
        "Bei NUMBER Plätzen summiert sich auch ein kleiner Unterschied.",
    ),
    "fr": FactCopy(
        "La dernière connexion date de MONTH ; nous aurions dû le voir et vous poser la question.",
        "NUMBER demandes à notre support, c'est trop.",
        "Faire changer NUMBER personnes n'est pas un petit pas.",
        "Lancer NUMBER personnes est un travail, et nous vous en avons trop laissé.",
        "Avec NUMBER postes, même une petite différence compte.",
    ),
    "es": FactCopy(
        "El último acceso fue en MONTH; ahí deberíamos haberlo visto y preguntado.",
        "NUMBER consultas a nuestro soporte son demasiadas.",
        "Cambiar a NUMBER personas no es un paso pequeño.",
        "Poner en marcha a NUMBER personas es trabajo, y les dejamos demasiado.",
        "Con NUMBER puestos, hasta una pequeña diferencia se nota.",
    ),
    "it": FactCopy(
        "L'ultimo accesso risale a MONTH; avremmo dovuto accorgercene e chiedere.",
        "NUMBER richieste al nostro supporto sono troppe.",
        "Spostare NUMBER persone non è un piccolo passo.",
        "Avviare NUMBER persone è un lavoro, e ve ne abbiamo lasciato troppo.",
        "Con NUMBER postazioni, anche una piccola differenza pesa.",
    ),
    "pt": FactCopy(
        "O último acesso foi em MONTH; devíamos ter reparado e perguntado.",
        "NUMBER pedidos ao nosso suporte são demais.",
        "Mudar NUMBER pessoas não é um passo pequeno.",
        "Pôr NUMBER pessoas a trabalhar dá trabalho, e deixámos-vos demasiado dele.",
        "Com NUMBER lugares, até uma pequena diferença pesa.",
    ),
    "nl": FactCopy(
        "De laatste aanmelding was in MONTH; toen hadden we het moeten merken en vragen.",
        "NUMBER vragen aan onze support zijn er te veel.",
        "NUMBER mensen laten overstappen is geen kleine stap.",
        "NUMBER mensen op gang helpen is werk, en we lieten er te veel van aan u over.",
        "Met NUMBER plaatsen telt ook een klein verschil op.",
    ),
}  # fmt: skip


def fact(customer: CustomerView, category: Category, language: Language) -> str:
    """One sentence that the row supports and that belongs to the cause; empty if there is none."""
    words = FACTS[language]
    if category in ("pricing", "onboarding", "unclear") and (month := _idle_since(customer, language)):
        return words.idle.replace("MONTH", month)
    tickets = _count(customer, "support_tickets", _MANY_TICKETS)
    if category in ("features", "onboarding") and tickets:
        return words.tickets.replace("NUMBER", tickets)
    seats = _count(customer, "seats", _MANY_SEATS)
    of_seats = {"pricing": words.paid, "onboarding": words.started, "competition": words.moved}.get(category, "")
    return of_seats.replace("NUMBER", seats) if seats else ""


def _idle_since(customer: CustomerView, language: Language) -> str:
    """The month of the last sign-in, where they had stopped long before they left."""
    last, left = customer.last_login_date, customer.churn_date
    if last is None or left is None or (left - last).days < _IDLE_DAYS:
        return ""
    return month_of(last, language)


def _count(customer: CustomerView, column: str, least: int) -> str:
    number = customer.context.get(column, "").strip()
    return number if _COUNT.fullmatch(number) and int(number) >= least else ""
