"""Cells that a spreadsheet would run."""

import pytest

from tasks.files.harmless import escaped, harmless, without_controls


@pytest.mark.parametrize(
    "cell", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "\uff1d1", "\u200b=1", "=HYPERLINK(1)"]
)
def test_a_formula_stands_behind_an_apostrophe(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "Acme", "-49.5", "+1,000", "a=b", "mail@x.example", "1-2", "'=1"])
def test_everything_else_stays(cell: str) -> None:
    assert harmless(cell) == cell


def test_control_characters_go_and_line_breaks_stay() -> None:
    assert without_controls("a\0b\x1bc\nd\te\ud800") == "abc\nd\te"


def test_nothing_turns_a_name_around_or_moves_a_cursor() -> None:
    assert without_controls("\u202egnp.exe \x9b2J\U000e0041") == "gnp.exe 2J"
    assert escaped("\x1b[2J\u202e\n") == "\\x1b[2J\\u202e\n"
