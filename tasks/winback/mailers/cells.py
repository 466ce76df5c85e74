"""The cells of one row as a mailer takes them."""

from collections.abc import Mapping

from schemas.winback.mailer import Sheet


def cells_for(row: Mapping[str, str], sheet: Sheet, most: int | None) -> list[str] | None:
    """The cells under `sheet.header`; None if a text is longer than the mailer takes. `most`: bytes of a cell."""
    cells: list[str] = []
    for header, ours in sheet.columns.items():
        pieces = cut(row[ours], sheet.pieces.get(header, 1), most)
        if pieces is None:
            return None
        cells += pieces
    return [*cells, *sheet.values.values()]


def cut(text: str, number: int, most: int | None) -> list[str] | None:
    """The text in this many pieces of at most `most` bytes, cut at spaces and filled up with empty ones; or None."""
    if most is None:
        return [text] if number == 1 else None
    pieces: list[str] = []
    while len(text.encode()) > most:
        if len(pieces) + 1 == number:
            return None
        fits = text.encode()[: most + 1].decode("utf-8", "ignore")
        end = fits.rfind(" ")
        if end <= 0:
            return None
        pieces.append(text[:end])
        text = text[end + 1 :]
    return [*pieces, text, *[""] * (number - len(pieces) - 1)]
