"""Whose words a column holds, and what of a reason may be quoted."""

import csv
from datetime import date
from pathlib import Path

import pytest
from conftest import HEADER, TESTS

from schemas.errors import BadInputError
from schemas.reading import ColumnVoice, Mapping
from schemas.winback.run import WinbackParams
from tasks.files.mapping import load_mapping, save_to
from tasks.files.reader.read_customers import Intake, read_customers
from tasks.files.reader.voices import voice_of

HELD_OUT = TESTS / "corpus" / "voices" / "held_out.csv"
BASE = "customer_id,email,company_name,subscription_tier,mrr,churn_date"
OURS = "Champion left, new CFO is difficult and wants to cut everything."
THEIRS = "We could not justify the price. Sorry."


def read(headers: str, *rows: str, voices: dict[str, ColumnVoice] | None = None) -> Intake:
    known = [f"c{at},a{at}@a{at}.example,Firm {at},growth,9,2026-03-01,{row}" for at, row in enumerate(rows)]
    table = "\n".join([f"{BASE},{headers}", *known]) + "\n"
    return read_customers(table.encode(), "f.csv", date(2026, 11, 1), Mapping(voices=voices or {}))


def test_the_headers_that_real_exports_have() -> None:
    with HELD_OUT.open(encoding="utf-8") as file:
        wrong = [
            (row["header"], row["voice"]) for row in csv.DictReader(file) if voice_of(row["header"]) != row["voice"]
        ]
    assert wrong == []


def test_only_what_the_customer_wrote_may_be_quoted() -> None:
    found = read(
        "Cancellation Reason,Cancellation Comment,Notes", f'too_expensive,"{THEIRS}","{OURS}"', 'price/value,,"x"'
    )
    assert [one.own_words for one in found.customers] == [THEIRS, ""]
    assert found.customers[0].cancellation_reason == f"{THEIRS}\ntoo expensive"
    assert found.mapping.voices == {
        "Cancellation Reason": "customer", "Cancellation Comment": "customer", "Notes": "ours"
    }  # fmt: skip


@pytest.mark.parametrize("header", ["Notes", "Churn Reason", "Lost reason"])
def test_notes_are_read_and_never_quoted(header: str) -> None:
    (one,) = read(header, f'"{OURS}"').customers
    assert (one.cancellation_reason, one.own_words) == (OURS, "")


def test_a_file_with_our_own_header_is_stored_as_before() -> None:
    (one,) = read("cancellation_reason", f'"{THEIRS}"').customers
    assert one.own_words is None


def test_an_answer_that_everybody_gives_was_chosen_from_a_list() -> None:
    rows = ["It is too expensive for us", "We moved to another tool", "We do not need it any more"] * 5
    assert {one.own_words for one in read("cancellation_reason", *rows).customers} == {""}


def test_a_team_that_writes_into_the_customers_column() -> None:
    (one,) = read("cancellation_reason", '"Spoke to the customer, they have no budget this year."').customers
    assert one.own_words == ""


def test_somebody_can_say_otherwise() -> None:
    voices: dict[str, ColumnVoice] = {"notes": "customer", "Cancellation Comment": "ours"}
    found = read("Cancellation Comment,Notes", f'"{THEIRS}",hello', voices=voices)
    assert found.customers[0].own_words == ""
    assert found.mapping.voices == {"Cancellation Comment": "ours", "Notes": "customer"}
    (one,) = read("Notes", f'"{OURS}"', voices={"Notes": "customer"}).customers
    assert one.own_words is None
    with pytest.raises(BadInputError, match="no column 'Nots' that --voice names; the nearest header is 'Notes'"):
        read("Notes", f'"{OURS}"', voices={"Nots": "customer"})


def test_it_is_kept_in_a_mapping_file_and_in_parameters(tmp_path: Path) -> None:
    save_to(Mapping(voices={"Yes": "ours"}), str(tmp_path / "m.yaml"))
    assert load_mapping(str(tmp_path / "m.yaml")).voices == {"Yes": "ours"}
    params = WinbackParams(mapping=Mapping(voices={"A": "ours", "B": "ours"}), voices={"B": "customer"})
    assert params.reading.voices == {"A": "ours", "B": "customer"}
    assert "voices" not in WinbackParams().model_dump()
    assert "voices" not in Mapping().model_dump()


def test_no_column_of_ours_is_called_like_this() -> None:
    assert "own_words" not in HEADER
