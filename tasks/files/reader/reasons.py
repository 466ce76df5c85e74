"""Joins several reason columns into one reason: what somebody wrote, then what was chosen from a list.

A billing system exports `Cancellation Reason` (`cancellation_requested`), `Cancellation Feedback` (`too_expensive`) and
`Cancellation Comment` side by side. A team's notes about a customer are left out, because a reason may be quoted to the
customer.
"""

import re
from collections.abc import Sequence

import pandas as pd

from agents.checks.folding import spelled_out
from tasks.files.reader.headers import Layout
from tasks.files.reader.spelling import joined
from tasks.files.reader.synonyms import COLUMNS
from tasks.files.reader.words import is_nothing

_KNOWN = frozenset(joined(word) for word in COLUMNS["cancellation_reason"].split(","))
# Columns that a team, not the customer, may have written.
_ABOUT_THEM = frozenset(("notes", "comment", "comments", "kommentar"))
_LEAVING = re.compile(
    r"cancel|churn|leav|exit|attrition|lost|loss|terminat|nonrenew|kundig|storno|abwander|resili|baja|disdetta|opzeg"
)
_WHY = re.compile(
    r"reason|feedback|comment|detail|why|explan|verbatim|survey|text|categor|code|driver|grund|kommentar|motif|raison|motiv|razon|causa|reden|toelichting|opmerking"
)
_NO_WHY = re.compile(r"note|date|(?:at|on|by|id|count)$|status|flag|amount|mrr|score")
# Words of headers; those most likely to have sentences first.
_WRITTEN = (
    re.compile(r"comment|kommentar|opmerking|verbatim|toelichting"),
    re.compile(r"detail|explan|text|other|why|feedback"),
    re.compile(r"reason|grund|motif|raison|motiv|razon|reden"),
)
_SAYS_NOTHING = frozenset(
    joined(word)
    for word in [
        "other",
        " others",
        " other reason",
        " cancellation requested",
        " cancelation requested",
        " cancel requested",
        " requested by customer",
        " requested by user",
        " customer request",
        " customer requested",
        " user request",
        " by request",
        " user cancelled",
        " user canceled",
        " customer cancelled",
        " customer canceled",
        " cancelled by user",
        " canceled by user",
        " cancelled by customer",
        " canceled by customer",
        " canceled",
        " cancelled",
        " cancel",
        " cancellation",
        " churn",
        " churned",
        " voluntary",
        " voluntary churn",
        " self serve",
        " self service",
        " manual",
        " api",
        " admin",
        " no reason",
        " no reason given",
        " not specified",
        " unspecified",
        " not given",
        " not provided",
        " prefer not to say",
        " no comment",
        " no feedback",
        " sonstiges",
        " sonstige",
        " anderes",
        " keine angabe",
        " gekundigt",
        " autre",
        " autres",
        " non precise",
        " otro",
        " otros",
        " sin motivo",
        " altro",
        " altri",
        " nessun motivo",
        " outro",
        " outros",
        " sem motivo",
        " overig",
        " anders",
        " geen reden",
    ]
)


def with_one_reason(frame: pd.DataFrame, layout: Layout) -> pd.DataFrame:
    """The table with the contents of all its reason columns joined in the one for the reason."""
    positions = reason_positions(layout)
    if len(positions) < 2:  # noqa: PLR2004 -- one is what it is
        return frame
    rows = list(zip(*(frame[position] for position in positions), strict=True))
    merged = {row: merge(row) for row in set(rows)}
    whole = frame.copy(deep=False)
    whole[layout.columns["cancellation_reason"]] = [merged[row] for row in rows]
    return whole


def reason_positions(layout: Layout) -> list[int]:
    """The columns that give a reason, those with sentences first; only the mapped one if its name is not a reason's."""
    ours = layout.columns.get("cancellation_reason")
    if ours is None:
        return []
    taken = set(layout.columns.values())
    names = {
        position: joined(name)
        for position, name in enumerate(layout.header)
        if position not in taken or position == ours
    }
    if not _gives_reason(names[ours]):
        return [ours]
    found = [
        position
        for position, name in names.items()
        if _gives_reason(name) and (position == ours or name not in _ABOUT_THEM)
    ]
    return sorted(found, key=lambda position: (_rank(names[position]), position != ours))


def _gives_reason(name: str) -> bool:
    if name in _KNOWN or name in ("cancellationreason", "reason"):
        return True
    return _LEAVING.search(name) is not None and _WHY.search(name) is not None and _NO_WHY.search(name) is None


def _rank(name: str) -> int:
    return next((rank for rank, words in enumerate(_WRITTEN) if words.search(name)), len(_WRITTEN))


def merge(cells: Sequence[str]) -> str:
    """Everything that says something, a line each, sentences before codes; if nothing does, the first filled cell."""
    telling = [cell.strip() for cell in cells if not says_nothing(cell)]
    if len(telling) < 2:  # noqa: PLR2004 -- a single one stays as it is
        return next(iter(telling), next((cell for cell in cells if cell.strip()), ""))
    said: list[str] = []
    for cell in sorted(telling, key=lambda cell: " " not in cell):
        words = spelled_out(cell)
        if joined(words) not in joined("".join(said)):
            said.append(words)
    return "\n".join(said)


def says_nothing(cell: str) -> bool:
    """Whether a cell is empty, or a code that names no reason: `other`, `cancellation_requested`."""
    return is_nothing(cell) or joined(cell) in _SAYS_NOTHING
