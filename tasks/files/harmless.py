"""Cells that a spreadsheet must not mistake for a formula."""

import re

_FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_NUMBER = re.compile(r"[+-]?[\d.,]+")
_ADDRESS = re.compile(r"[+-]?[\w.+-]*@[\w.-]+")
# Characters that break CSV readers, move a terminal's cursor, reverse a name or hide text in it; line breaks and tabs
# inside a cell are harmless.
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\U000e0000-\U000e007f]"
)


def harmless(cell: str) -> str:
    """The cell, with an apostrophe in front if it begins like a formula; numbers are left alone."""
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell


def is_formula(address: str) -> bool:
    """Whether a spreadsheet would run the address, as it would `=cmd|'x'!A0@acme.example`, but not `+ann@acme.example`.

    With an apostrophe in front, an address is another mailbox; so it is left alone, or not exported at all.
    """
    return _FORMULA.match(address) is not None and not _ADDRESS.fullmatch(address)


def without_controls(cell: str) -> str:
    """The cell without control characters that readers do not expect."""
    return _CONTROLS.sub("", cell)


def escaped(cell: str) -> str:
    r"""The cell with an escape such as `\x1b` for each of them, for people who need to see what is in it."""
    return _CONTROLS.sub(lambda found: found[0].encode("unicode_escape").decode(), cell)
