"""A kind of claim that a message may not make, and how it is worded; the words stand in one file per language."""

import re
from typing import NamedTuple


class Family(NamedTuple):
    """A kind of claim: what is wrong with it, and how it is worded."""

    problem: str
    pattern: re.Pattern[str]
    ever: bool = False  # whether it is wrong even if what was given says it


def family(problem: str, *alternatives: str, ever: bool = False) -> Family:
    """A kind by its wordings, folded; each begins with the words that give it away."""
    return Family(problem, re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)"), ever)
