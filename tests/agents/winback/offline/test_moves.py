"""Whether somebody says that they moved, or only that they might: in seven languages."""

import pytest

from agents.winback.offline.moves import moves_in

MOVED, THOUGHT, NEITHER = (1.0, 0.0), (0.0, 1.0), (0.0, 0.0)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am switching to another supplier", MOVED),
        ("Nobody answered. We went with a local firm", MOVED),
        ("I use a spreadsheet instead", MOVED),
        ("My money is with someone else now, moved everything elsewhere", MOVED),
        ("We built our own", MOVED),
        ("Wir sind gewechselt", MOVED),
        ("Je suis parti chez un concurrent", MOVED),
        ("Me cambio a otra compañía", MOVED),
        ("Sono passato a un altro operatore", MOVED),
        ("Mudei para outra operadora", MOVED),
        ("Ik ben overgestapt", MOVED),
        ("I might be switching to another supplier", THOUGHT),
        ("If this goes on I am moving to another bank", THOUGHT),
        ("Falls das so bleibt, wechseln wir zu einem anderen", THOUGHT),
        ("Pienso que me cambio a otra", THOUGHT),
        ("You moved the buttons", NEITHER),
        ("Moved to monthly bills without a word", NEITHER),
        ("It was switched off every night", NEITHER),
        ("", NEITHER),
        ("?" * 5_000, NEITHER),
    ],
)
def test_moved_thought_of_it_or_neither(text: str, found: tuple[float, float]) -> None:
    assert moves_in(text) == found
