"""A past customer becomes a case in which nobody can be recognised."""

from fakes.upsell_letters import asked, good

from agents.upsell.rules import violations
from agents.upsell.unrecognisable import STAND_IN, unrecognisable
from schemas.upsell.message import Visit

NOTES = (
    "Maria opened. Treated ants at 123 N. Maple Street, call Mrs. Gomez at (919) 555-0142 or maria.g@mail.example. "
    "Gate code 4711 #. Technician Brandon will return to Raleigh; moisture in the crawl space."
)


def test_nothing_is_left_of_who_it_was() -> None:
    letter = asked("quarterly-thanks")
    customer = letter.customer.model_copy(update={"visits": (Visit(type="Ant Control", days_ago=2, notes=NOTES),)})
    shown, message = unrecognisable(
        customer, good("quarterly-thanks"), ("Maria Gomez", "123 N. Maple Street", "Brandon")
    )
    assert message is not None
    left = shown.model_dump_json() + message.model_dump_json()
    for said in ("Maria", "Gomez", "Maple", "555", "mail.example", "4711", "Brandon", "Raleigh"):
        assert said.casefold() not in left.casefold(), said
    assert "moisture in the crawl space" in left
    assert (shown.first_name, shown.plan, shown.property_age_years) == (STAND_IN, "one-time", 34)
    # The message is as good as it was.
    assert message.body.startswith(f"Hi {STAND_IN},")
    assert violations(letter.model_copy(update={"customer": shown}), message) == []


def test_nobody_becomes_somebody() -> None:
    customer = asked("attic-clean").customer
    shown, message = unrecognisable(customer, None)
    assert (shown.first_name, message) == (None, None)
