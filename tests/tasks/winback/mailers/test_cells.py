"""Long texts in the fields of a mailer: cut at spaces, put together again without a change, or said not to fit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tasks.winback.mailers.cells import cut


@given(st.text("abcdé\U0001f600 \n", max_size=400), st.integers(1, 8), st.integers(50, 90))
def test_pieces_are_the_text(text: str, number: int, most: int) -> None:
    pieces = cut(text, number, most)
    if pieces is None:
        assert len(text.encode()) > most
        return
    assert len(pieces) == number
    assert all(len(piece.encode()) <= most for piece in pieces)
    said = " ".join(pieces)
    assert said.startswith(text)
    assert not said[len(text) :].strip(" ")


def test_what_no_space_parts_does_not_fit() -> None:
    assert cut("x" * 101, 3, 100) is None
    assert cut("x" * 100 + " y", 2, 100) == ["x" * 100, "y"]
    assert cut("x y", 1, None) == ["x y"]


@pytest.mark.parametrize("number", [2, 3])
def test_a_text_that_fits_is_in_the_first(number: int) -> None:
    assert cut("Come back.", number, 255) == ["Come back.", *[""] * (number - 1)]
