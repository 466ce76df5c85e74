"""What customers' own words and the notes about them ask for: no more email, or erasure."""

from agents.checks.stop_requests import Request, request_in
from schemas.winback.customer import Customer

_FEWEST_BLANKS = 1


def request_of(customer: Customer) -> Request | None:
    """The request in the reason or in any further text of the row, the reason first; erasure before silence."""
    texts = (customer.cancellation_reason, *(text for text in customer.context.values() if _is_text(text)))
    found = {request for text in texts if (request := request_in(text)) is not None}
    return "asks_erasure" if "asks_erasure" in found else next(iter(found), None)


def _is_text(cell: str) -> bool:
    """Whether a cell is a note or comment of several words. A single word is a state, which `opt_out_columns` reads."""
    return cell.count(" ") >= _FEWEST_BLANKS and any(character.isalpha() for character in cell)
