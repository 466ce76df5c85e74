"""A customer's address, from a cell that may contain several, or none."""

import re
from collections.abc import Iterable

from schemas.address import written

# The form of nearly all cells; the general case takes 40 times as long.
_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,24}")
_LISTED = re.compile(r"[;,|\r\n]+")
_APART = re.compile(r"[\s/]+")
_LONGEST = 2_000
_MOST = 320  # characters of an address (RFC 5321)


# Domains to which no mail can go (RFC 2606, RFC 6762): systems append them to people whom they have erased, and
# sandboxes to everybody.
_NOWHERE = (".invalid", ".local", ".localhost", ".localdomain", ".internal")


def read_addresses(cells: Iterable[str]) -> dict[str, str]:
    """Cell to address, for the cells that contain one."""
    found = {cell: address_in(cell) for cell in cells}
    return {cell: address for cell, address in found.items() if address and not address.lower().endswith(_NOWHERE)}


def address_in(cell: str) -> str | None:
    """The first address in a cell, as it is written; None if there is none."""
    text = cell.strip()[:_LONGEST]
    if len(text) <= _MOST and _PLAIN.fullmatch(text):
        return text
    if text.startswith("="):
        return None  # no mailbox begins like a formula, which could start a program from a spreadsheet
    if text.count("@") == 1:
        return written(text) or _first(_LISTED.split(text))
    return _first(_LISTED.split(text)) or _first(_APART.split(text))


def _first(pieces: list[str]) -> str | None:
    return next((address for piece in pieces if (address := written(piece)) is not None), None)
