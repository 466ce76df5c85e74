"""From the bytes of a suppression list to addresses: one per line, or in any column of a mailer's export.

It is read like a customer file (same decoder, dialects and records) and refused for the same reasons. Every cell that
is an address counts, whatever its column is called: holding one customer too many costs less than one too few.
"""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from schemas.address import normalised
from schemas.errors import BadInputError
from schemas.outreach import AddressList, OddEntry
from tasks.files.reader.lines import read_every_table
from tasks.files.reader.records import CsvRecords
from tasks.files.reader.spelling import joined
from tasks.files.reader.synonyms import COLUMNS
from tasks.outreach.list_forms import as_lines, spelled_out

_HEADERS = frozenset(
    joined(word)
    for word in (*COLUMNS["email"].split(","), "address", "recipient", "subscriber", "contact", "email id", "domain")
)
_AT = re.compile("[@\uff20\ufe6b]|%40")
_APART = re.compile('[\\s,;|/&()<>\\[\\]{}"`\u201c\u201d\u2192\u21d2\u2026]+|->|=>|#(?=[^@]*$)')
_ANYBODY = re.compile(r"[*%](?=@)")  # `*@acme.example` is how other tools write a domain
# Some of it may belong to the name, too: both readings are held.
_FRONT = re.compile(r"^(?:'+|[-*+]+|[0-9]{1,6}[.)]|[\w.-]{1,30}[=:]|/+)+(?=[^@])")
_QUOTES = '"`()[]{}<>“”„«»'
_LONGEST = 2_000  # characters of a cell that is read as a whole
_FIRST_ODD, _SHOWN = 5, 60


@dataclass(slots=True)
class _Found:
    addresses: set[str] = field(default_factory=set)
    odd: int = 0
    first_odd: list[OddEntry] = field(default_factory=list)

    def note(self, line: int, text: str) -> None:
        self.odd += 1
        if len(self.first_odd) < _FIRST_ODD:
            self.first_odd.append(OddEntry(line=line, text=_printable(" ".join(text.split()))))


def parse_address_list(content: bytes, name: str) -> AddressList:
    """Read a list. Raises `BadInputError` if it is not text, or if nothing in it can be read as an address.

    A header that names a column of addresses, without rows below it, is an empty list; an empty file is not.
    """
    found, headed, rows = _Found(), False, 0
    for table in read_every_table(as_lines(content), name, _HEADERS, entities=True):
        of_table = 0
        for line, written, _ in CsvRecords(table.lines, table.delimiter):
            cells = [spelled_out(cell) if len(cell) <= _LONGEST else cell for cell in written]
            if of_table == 0 and not _AT.search("".join(cells)):
                is_header = any(joined(cell) in _HEADERS for cell in cells)
                headed = headed or is_header
                if is_header:
                    continue
            of_table += 1
            _read_row(line, cells, found)
        rows += of_table
    if not found.addresses and (rows or not headed):
        raise BadInputError(f"{name} holds no address; give one a line or a CSV, and @domain for a whole domain")
    return AddressList(addresses=frozenset(found.addresses), odd=found.odd, first_odd=tuple(found.first_odd))


def _read_row(line: int, cells: list[str], found: _Found) -> None:
    named = [cell for cell in cells if _AT.search(cell)]
    if not named and not cells[0].lstrip().startswith("#"):
        found.note(line, " ".join(cells))
    for cell in named:
        addresses, odd = _addresses(cell)
        found.addresses |= addresses
        for text in odd:
            found.note(line, text)


def _addresses(cell: str) -> tuple[set[str], list[str]]:
    """The addresses in a cell, and the words with an @ that are not addresses.

    Between other words a bare `@domain` does not count: `ann @gmail.com` is a slip, not all of gmail.com.
    """
    whole = normalised(_ANYBODY.sub("", cell.strip())) if len(cell) <= _LONGEST else None
    if whole is not None and len(_AT.findall(cell)) == 1:
        return _both_ways(whole), []
    words = {
        word: normalised(_bare(word)) or normalised(_FRONT.sub("", _bare(word)))
        for word in _APART.split(cell)
        if _AT.search(word)
    }
    addresses = {address for address in words.values() if address and not address.startswith("@")}
    found = {one for address in addresses for one in _both_ways(address)} | ({whole} if whole is not None else set())
    odd = [word for word, address in words.items() if not address or address.startswith("@")]
    return found, odd if whole is None else []


def _bare(word: str) -> str:
    return unquote(word).strip(_QUOTES).rstrip(":!?")


def _both_ways(address: str) -> set[str]:
    """An address as it is, and without a prefix: mostly an open quote, a bullet, a number or `email=`."""
    short = normalised(_FRONT.sub("", address))
    return {address} if short is None else {address, short}


def _printable(text: str) -> str:
    plain = text[:_SHOWN].encode("utf-8", "backslashreplace").decode()
    return plain if plain.isprintable() else repr(plain)
