"""Cells that a spreadsheet must not take for a formula."""

import re

_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.,]+")
_ADDRESS = re.compile(r"[+-]?[\w.+-]*@[\w.-]+")
# What breaks readers of CSV, moves a terminal's cursor, turns a name around or hides text in it; line breaks and tabs
# inside a cell do not.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def harmless(cell: str) -> str:
    """The cell, behind an apostrophe where it starts like a formula; a number is none."""
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def harmless_address(address: str) -> str:
    """An address as it is, where no part of it calls anything: behind an apostrophe it would get no mail."""
    return address if _ADDRESS.fullmatch(address) else harmless(address)


def printable(cell: str) -> str:
    """The cell without the control characters that no reader expects."""
    return _CONTROLS.sub("", cell)


def escaped(cell: str) -> str:
    r"""The cell with an escape such as `\x1b` for each of them, where a person looks for what stands in it."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), cell)
