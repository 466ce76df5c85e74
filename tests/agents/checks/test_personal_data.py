import pytest

from agents.checks.personal_data import masked


@pytest.mark.parametrize(
    ("text", "kept", "kinds"),
    [
        ("my card 4111 1111 1111 1111 was charged", "my card [card] was charged", ("card",)),
        ("order 1234567812345670 is late", "order 1234567812345670 is late", ()),  # passes the check digit only
        ("pay DE89370400440532013000 now", "pay [iban] now", ("iban",)),
        ("mail jane.doe@acme.co", "mail [email]", ("email",)),
        ("call +49 170 1234567", "call [phone]", ("phone",)),
        ("phone: 0170 1234567", "phone: [phone]", ("phone",)),
        ("ssn 078-05-1120", "ssn [national id]", ("national_id",)),
        ("DNI 12345678Z, CPF 529.982.247-25", "DNI [national id], CPF [national id]", ("national_id",)),
        ("DNI 12345678A", "DNI 12345678A", ()),
        ("ssh ubuntu@ec2-1-2-3-4.compute-1.amazonaws.com", "ssh ubuntu@ec2-1-2-3-4.compute-1.amazonaws.com", ()),
        (
            "account 123456789012, ip 10.0.12.255, on 2024-01-12",
            "account 123456789012, ip 10.0.12.255, on 2024-01-12",
            (),
        ),
    ],
)
def test_personal_data_is_masked_and_numbers_of_machines_are_not(text: str, kept: str, kinds: tuple[str, ...]) -> None:
    assert masked(text) == (kept, kinds)
