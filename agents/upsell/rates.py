"""How German and Spanish say how often something is paid or happens; folded. English stands in `item_rules.py`."""

import re
from collections.abc import Iterator

_UNITS: dict[str, str] = {
    "day": r"(?:am|pro|je|jeden) tag|taglich|(?:al|por|cada) dia|diari\w+",
    "week": r"(?:in der|pro|je|jede) woche|wochentlich|(?:a la|por|cada) semana|semanal\w*",
    "month": r"(?:im|pro|je|jeden|den) monat|monatlich|(?:al|por|cada) mes|mensual\w*",
    "quarter": r"(?:im|pro|je|jedes) (?:quartal|vierteljahr)|(?:vierteljahr|quartals)\w+|(?:al|por|cada) trimestre|trimestral\w*",
    "year": r"(?:im|pro|je|jedes) jahr|jahrlich\w*|(?:al|por|cada) ano|anual\w*",
    "visit": r"(?:pro|je) (?:besuch|termin|mal)|(?:por|cada) (?:visita|sesion)",
}
_ANY = "|".join(f"(?P<{unit}>{said})" for unit, said in _UNITS.items())
_UNIT = re.compile(rf"(?<!\w)(?:{_ANY})(?!\w)")
_PRICED = re.compile(
    rf"(?:[$\u20ac\u00a3] ?[0-9][0-9.,]{{0,20}}|(?<![0-9.,])[0-9][0-9.,]{{0,20}} ?(?:\u20ac|euros?|eur|dollar|dolares))(?:,? |/)(?:{_ANY})(?!\w)"
)
_OFTEN = re.compile(
    r"(?<!\w)(?:jede[nrs]? |cada |(?:ein|zwei|drei|vier|funf|sechs|zwolf|\d+)mal |(?:una|dos|tres|cuatro|seis|doce|\d+) (?:vez|veces) )"
)
_ADVERB = re.compile(
    r"(?:tag|wochent|monat|vierteljahr|jahr)lich|quartalsweise|(?:mensual|semanal|anual|trimestral)(?:mente)?|diari\w+"
)


def rates(text: str) -> Iterator[tuple[str, str]]:
    """Each amount that is said with a rate, and the rate: `89 € im Monat`, `month`."""
    for found in _PRICED.finditer(text):
        yield found[0], str(found.lastgroup)


def rhythms(text: str) -> Iterator[tuple[str, str]]:
    """What is said of how often something happens, and its unit: `zweimal im Jahr`, `year`."""
    for found in _UNIT.finditer(text):
        before = text[max(0, found.start() - 20) : found.end()]
        if _ADVERB.fullmatch(found[0]) or _OFTEN.search(before):
            yield found[0], str(found.lastgroup)


def units(text: str) -> set[str]:
    """Every unit that a text speaks of."""
    return {str(found.lastgroup) for found in _UNIT.finditer(text)}
