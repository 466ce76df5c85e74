"""Numbers with what they count, in digits or in the words of seven languages. Folded text only."""

import re
from functools import lru_cache
from typing import NamedTuple

_NUMBER_WORDS = """
    2 two zwei deux dos due dois duas twee
    3 three drei trois tres tre tres drie
    4 four vier quatre cuatro quattro quatro
    5 five funf cinq cinco cinque vijf
    6 six sechs seis sei zes
    7 seven sieben sept sette sete zeven
    8 eight acht huit ocho otto oito
    9 nine neun neuf nueve nove negen
    10 ten zehn dix diez dieci dez tien
    11 eleven elf onze once undici
    12 twelve zwolf douze doce dodici doze twaalf
    13 thirteen dreizehn treize trece tredici treze dertien
    14 fourteen vierzehn quatorze catorce quattordici catorze veertien
    15 fifteen funfzehn quinze quince quindici vijftien
    16 sixteen sechzehn seize dieciseis sedici dezasseis zestien
    17 seventeen siebzehn diecisiete diciassette dezassete zeventien
    18 eighteen achtzehn dieciocho diciotto dezoito achttien
    19 nineteen neunzehn diecinueve diciannove dezanove negentien
    20 twenty zwanzig vingt veinte venti vinte twintig
    30 thirty dreissig trente treinta trenta trinta dertig
    40 forty fourty vierzig quarante cuarenta quaranta quarenta veertig
    50 fifty funfzig cinquante cincuenta cinquanta cinquenta vijftig
    60 sixty sechzig soixante sesenta sessanta sessenta zestig
    70 seventy siebzig septante setenta settanta zeventig
    80 eighty achtzig huitante ochenta ottanta oitenta tachtig
    90 ninety neunzig nonante noventa novanta negentig
    100 hundred hundert cent cien cento honderd
    1000 thousand tausend mille mil duizend
"""
_VALUES = {word: line.split()[0] for line in _NUMBER_WORDS.strip().splitlines() for word in line.split()[1:]}
_POWERS = ("100", "1000")
_UNIT_WORDS = {
    "percent": "% percent prozent procent pct",
    "month": "month months monat monate monaten mois mes meses mese mesi maand maanden",
    "year": "year years jahr jahre jahren an ans annee annees ano anos anno anni jaar jaren",
    "week": "week weeks woche wochen semaine semaines semana semanas settimana settimane weken",
    "day": "day days tag tage tagen jour jours dia dias giorno giorni dag dagen",
    "quarter": "quarter quarters quartal quartale quartalen trimestre trimestres trimestri kwartaal kwartalen",
    "hour": "hour hours stunde stunden heure heures hora horas ore uur uren",
    "minute": "minute minutes minuten minuto minutos minuti minuut",
    "user": "user users seat seats nutzer benutzer utilisateur utilisateurs usuario usuarios utente utenti gebruiker "
    "lizenz lizenzen licence licences license licenses licencia licencias licenza licenze "
    "licenca licencas licentie licenties",
    "money": "eur usd gbp chf euro euros dollar dollars pound pounds franken cent cents centimes",
}
_UNITS = {word: unit for unit, words in _UNIT_WORDS.items() for word in words.split()}
_PER_CENT = (("per", "cent"), ("pour", "cent"), ("por", "ciento"), ("por", "cento"), ("per", "cento"), ("p", "c"))
_TOKEN = re.compile(r"[$\u20ac\u00a3%]|[0-9]+(?:[.,'\u00a0\u202f][0-9]+)*|[^\W\d_]+")
_CURRENCY = frozenset("$\u20ac\u00a3")
_BETWEEN = 2
_RATES = frozenset(
    [
        "a",
        "an",
        "per",
        "each",
        "every",
        "im",
        "pro",
        "am",
        "je",
        "par",
        "au",
        "chaque",
        "al",
        "por",
        "cada",
        "ao",
        "no",
        "all",
        "alla",
        "ogni",
        "nel",
        "elke",
        "elk",
    ]
)


class Quantity(NamedTuple):
    """A number without separators, what it counts ("" if not said), and how it was written."""

    value: str
    unit: str
    said: str
    in_words: bool


def plain_number(number: str) -> str:
    """A number without thousands separators and empty decimals."""
    whole = re.sub(r"[.,]0{1,2}$", "", number)
    return re.sub(r"[.,'\u00a0\u202f]", "", whole).lstrip("0") or "0"


@lru_cache(maxsize=4_096)
def quantities(folded: str) -> tuple[Quantity, ...]:
    """Every number of a folded text. A percent sign without a number before it has the value ""."""
    tokens = _TOKEN.findall(folded)
    found = []
    at = 0
    while at < len(tokens):
        value, length = _number(tokens, at)
        if not value:
            if _unit_at(tokens, at) == "percent":
                found.append(Quantity("", "percent", tokens[at], in_words=True))
            at += 1
            continue
        unit, last = _unit(tokens, at, at + length)
        said = tokens[at] if tokens[at][0].isdigit() else " ".join(tokens[at : last + 1])
        found.append(Quantity(value, unit, said, in_words=not tokens[at][0].isdigit()))
        at = max(at + length, last + 1 if unit == "percent" else 0)
    return tuple(found)


def _number(tokens: list[str], at: int) -> tuple[str, int]:
    """The number at this position and how many tokens it takes; "" if there is none."""
    token = tokens[at]
    if token[0].isdigit():
        return plain_number(token), 1
    value = _VALUES.get(token) or _compound(token)
    if value is None:
        return "", 0
    following = _VALUES.get(tokens[at + 1]) if at + 1 < len(tokens) else None
    if following in _POWERS and len(value) < len(following):
        return str(int(value) * int(following)), 2  # four thousand
    if following and value.endswith("0") and len(following) < len(value):
        return str(int(value) + int(following)), 2
    return value, 1


def _compound(word: str) -> str | None:
    """German and Dutch put the ones first: fünfundzwanzig, vijfentwintig."""
    for joint in ("und", "en"):
        ones, found, tens = word.partition(joint)
        value = "1" if ones in ("ein", "een") else _VALUES.get(ones)
        if found and value and tens in _VALUES:
            return str(int(value) + int(_VALUES[tens]))
    return None


def _unit(tokens: list[str], first: int, after: int) -> tuple[str, int]:
    """What a number counts, and the last token of it."""
    if first > 0 and tokens[first - 1] in _CURRENCY:
        return "money", after - 1
    for at in range(after, min(after + _BETWEEN + 1, len(tokens))):
        if tokens[at] in _CURRENCY:
            return "money", at
        if unit := _unit_at(tokens, at):
            return unit, at + (1 if unit == "percent" and tokens[at] not in _UNITS else 0)
        if tokens[at][0].isdigit() or tokens[at] in _VALUES or tokens[at] in _RATES:
            break  # 450 a month does not count months
    return "", after - 1


def _unit_at(tokens: list[str], at: int) -> str:
    if tuple(tokens[at : at + 2]) in _PER_CENT:
        return "percent"
    return _UNITS.get(tokens[at], "")
