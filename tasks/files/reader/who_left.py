"""Which rows of a table are customers who left, by the columns that say so.

A row counts if some column says that the customer left and none says that it stayed. Rows with an unknown word are left
out, and the word is named. If no column has a known word, every row counts.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from schemas.errors import one_line
from tasks.files.reader import status_words as words
from tasks.files.reader.closed_flags import flag_of_closing
from tasks.files.reader.counts_left import counts_left
from tasks.files.reader.headers import Layout
from tasks.files.reader.left_flags import flag_of_leaving, form_of
from tasks.files.reader.spelling import joined, normal, normal_forms

Said = Literal["left", "stayed", "nothing"]
_DAY = re.compile(r"\s*(?:(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d\d)\b")
_NUMBER = re.compile(r"\s*[+-]?[\d.,]*\d\s*%?\s*")
_SHORT = re.compile(r"[^\W\d_]+(?:[ _-][^\W\d_]+){0,2}")
_SHOWN = 3


def _joined(listed_words: str) -> frozenset[str]:
    return frozenset(joined(word) for word in listed_words.split(","))


_CHURN, _ACTIVE = _joined(words.CHURN_FLAGS), _joined(words.ACTIVE_FLAGS)
_STATUS, _IF_LEFT = _joined(words.STATUS), _joined(words.STATUS_IF_LEFT)
_STAGES, _TYPES = _joined(words.STAGES), _joined(words.DEAL_TYPES)
_YES, _NO = frozenset(normal_forms(words.YES)), frozenset(normal_forms(words.NO))
_LEFT = frozenset(normal_forms(words.LEFT)) | _joined(words.LEFT)
_STAYED = frozenset(normal_forms(words.STAYED)) | _joined(words.STAYED)
_LOST, _WON = _joined(words.LOST), _joined(words.WON)
_LOST_TO = "closedlost"  # `Closed Lost to Competition`
_NO_CHURN = frozenset(normal_forms(words.NO_CHURN_DEALS))
_UNMISTAKABLE = frozenset(normal_forms(words.UNMISTAKABLE))
_STATE_WORDS, _WHOSE = frozenset(words.STATE_WORDS.split()), frozenset(words.OF_A_CUSTOMER.split())
_ELSE = frozenset(words.OF_SOMETHING_ELSE.split())


@dataclass(frozen=True, slots=True)
class Leavers:
    """The rows that count, `only` if one word of one column decides, and what a person should know."""

    frame: pd.DataFrame
    only: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Column:
    position: int
    says: dict[str, Said]

    @property
    def decides(self) -> bool:
        """Whether it distinguishes rows: a file of customers who left may say `canceled` in every row."""
        return len(set(self.says.values())) > 1 or "stayed" in self.says.values()


def who_left(frame: pd.DataFrame, layout: Layout) -> Leavers:
    """The rows of customers who left, by every column that says it."""
    columns = list(_speaking(frame, layout))
    if not any(column.decides for column in columns):
        return _by_closing(frame, layout)
    left, stayed = pd.Series(data=False, index=frame.index), pd.Series(data=False, index=frame.index)
    for column in columns:
        said = frame[column.position].map(column.says)
        left |= said == "left"
        stayed |= said == "stayed"
    kept = frame[left & ~stayed]
    unsaid = frame[~left & ~stayed]
    notes = _notes(unsaid, columns, layout) if len(kept) + len(unsaid) else _all_stayed(columns, layout)
    return Leavers(kept, _only(columns, layout), tuple(notes))


def _by_closing(frame: pd.DataFrame, layout: Layout) -> Leavers:
    """Where no column says who left: by a flag of accounts that were closed, archived or disabled."""
    flag = flag_of_closing(frame, layout)
    if flag is None:
        return Leavers(frame)
    notes = (flag.note,) if flag.note else ()
    if not flag.decides:
        return Leavers(frame, notes=notes)
    kept = frame[frame[flag.position].map(flag.says) == "left"]
    return Leavers(kept, _only([_Column(flag.position, flag.says)], layout), notes)


def _speaking(frame: pd.DataFrame, layout: Layout) -> Iterator[_Column]:
    used = set(layout.columns.values())
    free = [position for position in range(len(layout.header)) if position not in used]
    in_deals = False
    for position in free:
        header, cells = layout.header[position], frame[position].unique()
        says = (
            counts_left(header, cells)
            or _read(joined(header), cells)
            or flag_of_leaving(header, cells)
            or _unknown(header, cells)
        )
        in_deals |= says is not None and joined(layout.header[position]) in _STAGES
        if says is not None:
            yield _Column(position, says)
    for position in free if in_deals else ():
        if joined(layout.header[position]) in _TYPES:
            yield _Column(position, {cell: _of_deal(normal(cell)) for cell in frame[position].unique()})


def _read(header: str, cells: Iterable[str]) -> dict[str, Said] | None:
    """What each cell of a column says; None if the column is not about leaving."""
    if header in _STAGES:
        return _stages(cells)
    if header not in _CHURN | _ACTIVE | _STATUS | _IF_LEFT:
        return None
    says: dict[str, Said] = {cell: _said(cell, header) for cell in cells}
    if any(said == "nothing" and _NUMBER.fullmatch(cell) for cell, said in says.items()):
        return None  # a count or a probability, in which 0 and 1 mean nothing
    telling = ("left",) if header in _IF_LEFT else ("left", "stayed")
    return says if any(said in telling for said in says.values()) else None


def _unknown(header: str, cells: Iterable[str]) -> dict[str, Said] | None:
    """A column that is on no list: judged by the words of its name (`State of the contract`) or of its cells."""
    name = frozenset(normal(header).split())
    says = {cell: _known(form_of(cell)) for cell in cells}
    if name & _ELSE or joined(header) in _IF_LEFT | _STAGES:
        return None
    if joined(header) in _TYPES:  # of a deal, or of an account, where some are former customers
        return (
            says
            if any(_head(form_of(cell)) in _UNMISTAKABLE for cell, said in says.items() if said == "left")
            else None
        )
    if name & _STATE_WORDS and name & _WHOSE:
        known = sum(said != "nothing" for said in says.values())
        return says if known * 2 > sum(bool(cell.strip()) for cell in says) else None
    forms = [normal(cell) for cell in says if cell.strip()]
    sure = any(form in _UNMISTAKABLE for form in forms) and all(
        form in _LEFT | _STAYED | _UNMISTAKABLE for form in forms
    )
    return says if sure else None


def _said(cell: str, header: str) -> Said:
    form = form_of(cell)
    if header in _CHURN or header in _ACTIVE:  # a status of 1 may be "active" as well as "churned"
        if form in _YES or (header in _CHURN and _DAY.match(cell)):
            return "stayed" if header in _ACTIVE else "left"
        if form in _NO:
            return "left" if header in _ACTIVE else "stayed"
    return _known(form)


def _known(form: str) -> Said:
    """The state by the longest known beginning: `cancelled by user`; `closed won` before `closed`."""
    parts = form.split()
    for length in range(min(len(parts), 4), 0, -1):
        head = " ".join(parts[:length])
        if head in _STAYED:
            return "stayed"
        if head in _LEFT:
            return "left"
    return "nothing"


def _head(form: str) -> str:
    return " ".join(form.split()[:2])


def _stages(cells: Iterable[str]) -> dict[str, Said] | None:
    """Stages of deals: one that is not lost is not a customer who left, whatever the stage is called."""
    forms = {cell: joined(cell) for cell in cells}
    if not any(form in _LOST or form in _WON or form.startswith(_LOST_TO) for form in forms.values()):
        return None
    return {
        cell: "left" if form in _LOST or form.startswith(_LOST_TO) else "stayed" if form else "nothing"
        for cell, form in forms.items()
    }


def _of_deal(form: str) -> Said:
    return "stayed" if form in _NO_CHURN else "nothing"


def _only(columns: list[_Column], layout: Layout) -> dict[str, str]:
    if len(columns) > 1:
        return {}
    left = [cell for cell, said in columns[0].says.items() if said == "left"]
    return {layout.header[columns[0].position].strip(): left[0]} if len(left) == 1 else {}


def _notes(unsaid: pd.DataFrame, columns: list[_Column], layout: Layout) -> Iterator[str]:
    """Why rows are left out for which no column has a known word."""
    if unsaid.empty:
        return
    found = [
        f"{one_line(layout.header[column.position])[:60]} says {_words(unsaid[column.position])}"
        for column in columns
        if any(unsaid[column.position].str.strip())
    ]
    rows = "1 row is" if len(unsaid) == 1 else f"{len(unsaid)} rows are"
    why = "; ".join(found) or "nothing says that they left"
    yield f"{rows} skipped: {why}. Say which rows count with `only` in a --mapping file"


def _all_stayed(columns: list[_Column], layout: Layout) -> Iterator[str]:
    """Which columns say in every row that nobody left: the file may be right and the column outdated."""
    names = [one_line(layout.header[column.position])[:60] for column in columns if "stayed" in column.says.values()]
    why = f"{' and '.join(names)} says that they are still customers"
    yield f"{why}. Say which rows count with `only` in a --mapping file"


def _words(cells: "pd.Series[str]") -> str:
    """Those that are plain words: addresses and sentences in such a column must not be shown."""
    known = [cell.strip() for cell in cells.unique() if cell.strip()]
    short = [repr(cell) for cell in known if _SHORT.fullmatch(cell)][:_SHOWN]
    return (
        " or ".join(short)
        if len(short) == len(known)
        else " or ".join((*short, f"{len(known) - len(short)} other words"))
    )
