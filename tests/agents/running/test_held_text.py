"""What may be heard of a text while it is made."""

import pytest

from agents.running.held_text import HeldText


class Heard(HeldText):
    def __init__(self, *bad: str) -> None:
        self.parts: list[str] = []
        super().__init__(lambda text: next((f"no {word}" for word in bad if word in text), None), self.parts.append)

    def add_all(self, text: str, size: int = 1) -> None:
        for at in range(0, len(text), size):
            self.add(text[at : at + size])


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_sentences_are_heard_as_soon_as_they_are_whole(size: int) -> None:
    text = ' One. Two is 2.5 long! "Three?" Four…\nFive\n你好。再见'
    held = Heard()
    held.add_all(text, size)
    assert "".join(held.parts) == ' One. Two is 2.5 long! "Three?" Four…\nFive\n你好。'.strip()
    assert held.finish(text) is None
    assert "".join(held.parts) == text.strip()


def test_nothing_is_heard_before_the_end_of_its_sentence() -> None:
    held = Heard()
    held.add("Hello, I am")
    assert (held.parts, held.heard) == ([], False)
    held.add(" here. And")
    assert held.parts == ["Hello, I am here."]


@pytest.mark.parametrize("size", [1, 5, 100])
def test_what_is_objected_to_and_all_after_it_is_never_heard(size: int) -> None:
    held = Heard("secret")
    held.add_all("Fine. The secret is 7. Fine again. ", size)
    assert held.parts == ["Fine."]
    assert held.finish("Fine. The secret is 7. Fine again.") == "no secret"
    assert held.parts == ["Fine."]


def test_the_last_sentence_is_checked_too() -> None:
    held = Heard("secret")
    held.add("Fine. The secret")
    assert held.finish("Fine. The secret") == "no secret"
    assert held.parts == ["Fine."]


def test_what_is_split_over_two_sentences_is_seen() -> None:
    held = Heard("never. Mind")
    held.add("It is never. Mind you. ")
    assert held.parts == ["It is never."]
    assert held.finish("It is never. Mind you.") == "no never. Mind"


def test_another_answer_begins_anew() -> None:
    held = Heard("secret")
    held.add("A secret. ")
    held.begin()
    held.add("Fine. ")
    assert held.finish("Fine.") is None
    assert held.parts == ["Fine."]


def test_an_answer_of_which_nothing_came_is_heard_at_its_end() -> None:
    held = Heard("secret")
    assert held.finish("One. Two") is None
    assert "".join(held.parts) == "One. Two"
    assert Heard("secret").finish("One. A secret.") == "no secret"


def test_an_answer_that_says_something_else_in_the_end_does_not_hold() -> None:
    held = Heard()
    held.add("One. ")
    assert held.finish("Two.") == "what was heard of the answer is not what it says"
    assert held.parts == ["One."]


def test_what_a_reader_would_not_see_is_not_heard() -> None:
    held = Heard("ignore")
    held.add("Go\u200b on. And ig\u200bnore it. ")
    assert held.parts == ["Go on."]
    assert held.finish("Go on. And ignore it.") == "no ignore"


def test_of_a_long_text_not_every_sentence_is_checked_by_itself() -> None:
    checked: list[int] = []
    parts: list[str] = []

    def objects(text: str) -> str | None:
        checked.append(len(text))
        return None

    held = HeldText(objects, parts.append)
    text = "a. " * 10_000
    for at in range(0, len(text), 3):
        held.add(text[at : at + 3])
    assert held.finish(text) is None
    assert "".join(parts) == text.strip()
    assert sum(checked) < 100 * len(text)


def test_a_text_without_an_end_is_kept_back() -> None:
    held = Heard()
    held.add_all("x" * 40_000)
    assert held.parts == []
