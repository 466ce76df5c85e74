"""What customers' own words and the notes about them ask for: no more email, erasure, or a person who answers."""

from collections.abc import Iterator

from agents.checks.needs_person import Need, need_in
from agents.checks.stop_requests import Request, request_in
from schemas.customer import Customer

_FEWEST_BLANKS = 1


def request_of(customer: Customer) -> Request | None:
    """The request in the reason or in any further text of the row, the reason first; erasure before silence."""
    found = {request for text in _texts(customer) if (request := request_in(text)) is not None}
    return "asks_erasure" if "asks_erasure" in found else next(iter(found), None)


def need_of(customer: Customer) -> Need | None:
    """What in the reason or in any further text of the row only a person can answer, the reason first."""
    return next((need for text in _texts(customer) if (need := need_in(text)) is not None), None)


def _texts(customer: Customer) -> Iterator[str]:
    yield customer.cancellation_reason
    yield from (text for text in customer.context.values() if _is_text(text))


def _is_text(cell: str) -> bool:
    """Whether a cell is a note or comment of several words. A single word is a state, which `opt_out_columns` reads."""
    return cell.count(" ") >= _FEWEST_BLANKS and any(character.isalpha() for character in cell)
