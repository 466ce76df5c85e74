"""Addresses are compared in one form, and two that differ stay two."""

import pytest

from schemas.address import domain_of, normalised


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("ann@acme.example", "ann@acme.example"),
        ("  ANN@Acme.Example ", "ann@acme.example"),
        ("mailto:ann@acme.example", "ann@acme.example"),
        ("MAILTO:ann@acme.example?subject=stop", "ann@acme.example"),
        ("Ann Lee <ann@acme.example>", "ann@acme.example"),
        ('"Lee, Ann" <ann@acme.example>;', "ann@acme.example"),
        ("<ann@acme.example>", "ann@acme.example"),
        ('"ann@acme.example"', "ann@acme.example"),
        ("'ann@acme.example'", "ann@acme.example"),
        ("ann@acme.example.", "ann@acme.example"),
        ("an\u200bn@acme\ufeff.example", "ann@acme.example"),
        ("ann@acme.example\u00a0", "ann@acme.example"),
        ("kim@münchen.example", "kim@xn--mnchen-3ya.example"),
        ("kim@MU\u0308NCHEN.example", "kim@xn--mnchen-3ya.example"),
        ("kim@xn--mnchen-3ya.example", "kim@xn--mnchen-3ya.example"),
        ("ann@\uff41\uff43\uff4d\uff45.example", "ann@acme.example"),
        ("o'neil@acme.example", "o'neil@acme.example"),
        ("O&#039;Neil@acme.example", "o'neil@acme.example"),
        ("'+ann@acme.example", "+ann@acme.example"),
        ("ann+news@acme.example", "ann+news@acme.example"),
        ("a!#$%&*/=?^_`{|}~-b@acme.example", "a!#$%&*/=?^_`{|}~-b@acme.example"),
        ("jörg@acme.example", "jörg@acme.example"),
        ("@Acme.Example", "@acme.example"),
        ("\u201cann@acme.example\u201d", "ann@acme.example"),
        ("\u201eann@acme.example\u201c", "ann@acme.example"),
        ("\u00abann@acme.example\u00bb", "ann@acme.example"),
        ("o\u2019neil@acme.example", "o'neil@acme.example"),
        ("\uff41nn@acme.example", "ann@acme.example"),
        ("\u0130nfo@acme.example", "info@acme.example"),
        ('"ann"@acme.example', "ann@acme.example"),
        ("[ann@acme.example]", "ann@acme.example"),
        ("mailto://ann@acme.example", "ann@acme.example"),
        ("ann\u2800@acme.example", "ann@acme.example"),
        ("ann\uff20acme.example", "ann@acme.example"),
        ("mailto:o%27neil%2Bnews@acme.example", "o'neil+news@acme.example"),
        ("under_score@my_host.example", "under_score@my_host.example"),
    ],
)
def test_one_form(written: str, expected: str) -> None:
    assert normalised(written) == expected
    assert normalised(expected) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ann",
        "ann@",
        "@",
        "ann@acme",
        "ann@acme.example!",
        "ann@acme.example^2",
        "a\u2e3ab@acme.example",
        "a b@acme.example",
        "a@b@c",
        "x" * 400 + "@a.example",
    ],
)
def test_what_is_no_address(text: str) -> None:
    assert normalised(text) is None


def test_an_apostrophe_is_part_of_a_name() -> None:
    assert normalised("o'neil@acme.example") != normalised("neil@acme.example")


def test_the_domain_of_an_address() -> None:
    assert domain_of("ann@acme.example") == "@acme.example"
