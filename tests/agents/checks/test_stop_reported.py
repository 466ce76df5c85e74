"""What a team notes of a call: who asked not to be written to, or to be erased, without saying who."""

import pytest

from agents.checks.stop_requests import request_in


@pytest.mark.parametrize(
    "text",
    [
        "Pediu para não receber mais e-mails",
        "Cliente pediu que não entremos mais em contato",
        "Deixem de me mandar e-mails",
        "Pidió que no le escribamos más",
        "El cliente exige no recibir más publicidad",
        "Ha chiesto di non ricevere più email",
        "Smettetela di scrivermi",
        "A demandé à ne plus être contacté",
        "Bat darum, keine Mails mehr zu bekommen",
        "Heeft verzocht niet meer benaderd te worden",
        "I never agreed to any marketing emails",
    ],
)
def test_a_request_that_is_reported(text: str) -> None:
    assert request_in(text) == "asked_to_stop"


@pytest.mark.parametrize(
    "text",
    [
        "wants his data wiped",
        "Asked to have all personal data deleted",
        "erase me from your systems",
        "Kunde verlangt Löschung seiner Daten",
        "Verzoekt om verwijdering van zijn gegevens",
    ],
)
def test_a_request_for_erasure_that_is_reported(text: str) -> None:
    assert request_in(text) == "asks_erasure"


@pytest.mark.parametrize(
    "text",
    [
        "Pediu para não perder o histórico",
        "Pidió no pagar el segundo mes",
        "Ha chiesto di non rinnovare",
        "Ha chiesto uno sconto",
        "we asked for deleted records to be restored",
        "Support never answered, we never agreed to the new price",
        "Die Löschung von Projekten dauert zu lange",
        "verwijdering van oude projecten werkt niet",
        "cannot erase users from the list",
    ],
)
def test_what_else_people_ask_for_is_none(text: str) -> None:
    assert request_in(text) is None
