"""Which first name a row gives, and when it gives none."""

from datetime import date

import pytest
from conftest import HEADER

from schemas.customer import Customer
from tasks.files.reader.first_names import of_first, of_full
from tasks.files.reader.read_customers import read_customers


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Dana", "Dana"), ("DANA", "Dana"), ("dana", "Dana"), ("  Dana  ", "Dana"), ("Dana M.", "Dana"),
        ("DeShawn", "DeShawn"), ("jean-pierre", "Jean-Pierre"), ("O'NEIL", "O'Neil"), ("Mary Ann", "Mary Ann"),
        ("Carlos Pérez", ""),
        ("M. Roux", ""), ("Zoë", "Zoë"), ("Анна", "Анна"), ("Jo", "Jo"), ("JO", ""), ("J.", ""), ("J.P.", ""),
        ("A B", ""), ("Ann & Bob", ""), ("Ann and Bob", ""), ("Ann/Bob", ""), ("Ann, Bob", ""),
        ("Anna und Karl", ""), ("Sales team", ""), ("Support", ""), ("Info", ""), ("Acme GmbH", ""),
        ("3192-NQECA", ""), ("dana@acme.example", ""), ("N/A", ""), ("{{first_name}}", ""), ("test", ""), ("", ""),
        ("-", ""), ("Accounts Payable", ""), ("https://x.example", ""), ("D4na", ""), ("Dana (CEO)", ""),
        ("Wolfeschlegelsteinhausen", ""),
    ],
)  # fmt: skip
def test_a_cell_of_first_names(cell: str, name: str) -> None:
    assert of_first(cell) == name


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("Dana Whitfield", "Dana"), ("WHITFIELD, Dana", "Dana"), ("Whitfield, Dana", "Dana"),
        ("DANA WHITFIELD", "Dana"), ("WHITFIELD Dana", "Dana"), ("Mr. John Smith", "John"),
        ("Frau Dr. Katrin Brandt", "Katrin"), ("John Smith, PhD", "John"), ("John Smith Jr.", "John"),
        ("Ana María López García", "Ana"), ("Ludwig van Beethoven", "Ludwig"), ("van Dijk Peter", ""),
        ("Wang Wei", ""), ("Kovács István", ""), ("田中 太郎", ""), ("Иванова Анна", ""), ("Dana", ""),
        ("Mr. Smith", ""), ("J. Smith", ""), ("Dana Whitfield and Tom Okafor", ""), ("Dana & Tom Whitfield", ""),
        ("Acme Textiles", ""), ("Brightloom Ltd", ""), ("Quill & Co Accountants", ""), ("IT Department", ""),
        ("Front Desk", ""), ("dana@acme.example", ""), ("+44 20 7946 0000", ""), ("One Two Three Four Five", ""),
        ("Smith, John, Ann", ""), ("Brightloom, Inc.", ""),
    ],
)  # fmt: skip
def test_a_cell_of_full_names(cell: str, name: str) -> None:
    assert of_full(cell) == name


def read(header: str, cells: str) -> Customer:
    table = f"{HEADER},{header}\nc1,a@a.example,Acme,growth,9,2026-03-01,No,{cells}\n"
    return read_customers(table.encode(), "f.csv", date(2026, 11, 1)).customers[0]


@pytest.mark.parametrize(
    ("header", "cells", "name"),
    [
        ("First Name,Last Name", "Dana,Whitfield", "Dana"), ("Vorname", "Katrin", "Katrin"),
        ("Contact - Name", "Dana W", "Dana"), ("Name", "Dana Whitfield", "Dana"), ("Name", "Acme", None),
        ("First Name", "Acme", None), ("Account Owner", "Tom Okafor", None), ("Prénom", "ZOÉ", "Zoé"),
        ("First name,Contact name", ",Dana Whitfield", "Dana"), ("CSM", "Tom Okafor", None),
    ],
)  # fmt: skip
def test_the_column_that_has_it(header: str, cells: str, name: str | None) -> None:
    assert read(header, cells).first_name == name


def test_a_customer_without_a_first_name_is_stored_as_before() -> None:
    stored = read("Region", "North").model_dump_json()
    assert "first_name" not in stored
    assert "own_words" not in stored
