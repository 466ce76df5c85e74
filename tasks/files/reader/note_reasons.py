"""Notes in place of a reason that says nothing: `Sonstiges`, and beside it `Bemerkung: Schnittstelle zu DATEV fehlte`.

Whoever chose "other" from a list wrote the reason elsewhere. A note is often a team's, so it is read and never quoted.
Where the reason is empty, notes are not: they may be about anything.
"""

from collections.abc import Iterator

import pandas as pd

from tasks.files.reader.headers import Layout
from tasks.files.reader.reasons import merge, says_nothing
from tasks.files.reader.spelling import normal, normal_forms

_NOTES = frozenset(
    normal_forms("""
note, notes, comment, comments, remark, remarks, bemerkung, bemerkungen, notiz, notizen, kommentar, kommentare,
remarque, remarques, commentaire, commentaires, nota, notas, observacion, observaciones, comentario, comentarios,
osservazione, osservazioni, commento, commenti, observacao, observacoes, notitie, notities, opmerking, opmerkingen,
toelichting, erlauterung, anmerkung, anmerkungen, begrundung
""")
)
# Notes about something else: how to deliver, what was billed, which ticket.
_OF_SOMETHING_ELSE = frozenset(
    normal_forms("""
delivery, shipping, order, orders, billing, invoice, payment, address, ticket, tickets, support, onboarding, legal, tax,
date, count, by, id, on, at, status, lieferung, rechnung, livraison, facture, entrega, factura, consegna, fattura,
fatura, levering, factuur
""")
)
_FEWEST_WORDS = 2


def reasons_from_notes(frame: pd.DataFrame, layout: Layout) -> dict[int, str]:
    """By line: what the notes say, where the reason was given and says nothing."""
    ours = layout.columns.get("cancellation_reason")
    notes = [position for position in layout.context if _holds_notes(layout.header[position])]
    if ours is None or not notes:
        return {}
    return dict(_noted(frame[[ours, *notes]]))


def with_notes(frame: pd.DataFrame, layout: Layout, noted: dict[int, str]) -> pd.DataFrame:
    """The table with these notes as reasons."""
    if not noted:
        return frame
    ours = layout.columns["cancellation_reason"]
    whole = frame.copy(deep=False)
    whole[ours] = [noted.get(line, cell) for line, cell in zip(frame.index, frame[ours], strict=True)]
    return whole


def _noted(frame: pd.DataFrame) -> Iterator[tuple[int, str]]:
    for line, reason, *cells in frame.itertuples(name=None):
        if reason.strip() and says_nothing(reason):
            told = [cell for cell in cells if len(cell.split()) >= _FEWEST_WORDS and not says_nothing(cell)]
            if told:
                yield line, merge(told)


def _holds_notes(header: str) -> bool:
    words = frozenset(normal(header).split())
    return not words.isdisjoint(_NOTES) and words.isdisjoint(_OF_SOMETHING_ELSE)
