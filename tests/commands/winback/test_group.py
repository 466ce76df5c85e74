"""`revive winback`: the options that are its own."""

from pathlib import Path

from conftest import HEADER, Revive

NOTE = "Champion left, new CFO is difficult and wants to cut everything."


def test_whose_words_a_column_holds_is_shown_and_can_be_said(revive: Revive, tmp_path: Path) -> None:
    source = tmp_path / "customers.csv"
    header = HEADER.replace("cancellation_reason", "Notes")
    source.write_text(f'{header}\nc1,a@a.example,Acme,growth,90,2026-03-01,"{NOTE}"\n', encoding="utf-8")
    assert "Notes holds our words, which they do not quote" in revive("winback", str(source), "--dry-run").err
    said = revive("winback", str(source), "--dry-run", "--voice", "Notes=customer")
    assert "Notes holds the customer's own words" in said.err
    wrong = revive("winback", str(source), "--dry-run", "--voice", "Notes=them")
    assert (wrong.code, "Notes=them is not COLUMN=customer or COLUMN=ours" in wrong.err) == (2, True)
