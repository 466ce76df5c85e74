"""Rows of a file that are not customers: a repeated header, a second header row, totals, the footer of a report.

They are not rejects either: no customer is lost with them. A truncated row is not mistaken for one of them; a footer
comes after a blank line, or says what it is.
"""

import re
from collections.abc import Sequence

from tasks.files.reader.headers import KNOWN
from tasks.files.reader.spelling import joined

Record = tuple[int, list[str], str | None]
_FEWEST_COLUMNS, _FEWEST_CELLS, _READ = 3, 2, 200
_TOTAL = re.compile(
    r"\s*(?:grand |sub-?|overall |report |all )?(?:totals?|sums?|summen?|gesamt(?:summe)?|zwischensumme|insgesamt|sommes?|sumas?|totale|totali|totaux|totales|"
    r"soma|totaal|totais|averages?|durchschnitt|(?:records?|rows?|count|anzahl)(?=\s*[:=(]))(?: (?:général|general|generale|geral|générale|mrr|amount|revenue))?"
    r"\s*(?:[:(=-].{0,60})?\s*",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    r"copyright|\(c\) ?\d{4}|©|all rights reserved|confidential|do not distribute|generated (?:by|on|at)|created (?:by|on) report|exported (?:by|on|from|at)|"
    r"report (?:generated|run|created|id)|run (?:date|by)|filtered by|filters? applied|^\s*(?:source|as of|data as of|page \d|end of|note|notes|legend|total|rows?|records?)\b|"
    r"(?<!\d)\d+ (?:rows?|records?|results?)|erstellt (?:von|am)|exportiert|vertraulich|quelle|stand:|généré|exporté|confidentiel|généré par|generado|exportado|confidencial|"
    r"generato|esportato|riservato|gerado|gegenereerd|geëxporteerd|vertrouwelijk",
    re.IGNORECASE,
)
_TYPES = frozenset(
    ("string", "text", "varchar", "char", "int", "integer", "number", "numeric", "float", "decimal", "double", "date", "datetime", "timestamp",
     "boolean", "bool", "currency", "email", "picklist", "id", "phone", "url", "lookup")
)  # fmt: skip


def is_aside(cells: list[str], header: list[str], email: int | None) -> bool:
    """Whether a row repeats the header, lists the columns' types, or is a total; `email` is the address's position."""
    if email is not None and "@" in cells[email]:  # a customer: nearly every row stops here
        return False
    if any("@" in cell for cell in cells):
        return False
    return _is_header(cells, header) or _is_total(cells)


def _is_header(cells: list[str], header: list[str]) -> bool:
    said = [(joined(cell), joined(name)) for cell, name in zip(cells, header, strict=False) if cell.strip()]
    if len(said) < _FEWEST_CELLS:
        return False
    if all(cell == name for cell, name in said):
        return True
    # Ids, amounts and days have digits; names of columns and types hardly do.
    if any(character.isdigit() for cell in cells for character in cell):
        return False
    names = sum(cell == name or cell in KNOWN for cell, name in said)
    types = sum(cell in _TYPES for cell, _ in said)
    return max(names, types) * 2 > len(said)


def _is_total(cells: list[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return bool(filled) and _TOTAL.fullmatch(filled[0][:_READ]) is not None and len(filled) * 2 <= len(cells) + 1


def footer_length(records: Sequence[Record], columns: int, lines: Sequence[str]) -> int:
    """How many records at the end are a footer; `lines` are the file's, which show blank ones."""
    block = 0
    while block < len(records) and _is_loose(records[-1 - block], columns):
        block += 1
    for length in range(block if columns >= _FEWEST_COLUMNS else 0, 0, -1):
        line, cells, _ = records[-length]
        # A truncated customer row has few cells, too, but it comes right after the others.
        if not lines[line - 2].strip() or _says_footer(cells):
            return length
    return 0


def _is_loose(record: Record, columns: int) -> bool:
    """Whether a record has one cell, or is a footer's sentence split at its commas."""
    _, cells, problem = record
    if problem is not None or any("@" in cell for cell in cells):
        return False
    return sum(bool(cell.strip()) for cell in cells) <= 1 or (len(cells) < columns and _says_footer(cells))


def _says_footer(cells: list[str]) -> bool:
    text = next((cell for cell in cells if cell.strip()), "")[:_READ]
    return _FOOTER.search(text) is not None or _TOTAL.fullmatch(text) is not None
