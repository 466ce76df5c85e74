import pytest

from schemas.errors import UnreadableFileError
from tasks.support.question_file import Read, read_questions


def read(text: str) -> list[Read]:
    return list(read_questions(text.encode(), "questions.txt"))


def test_lines_are_text_or_json_and_keep_their_number() -> None:
    found = read('How?\n\n{"question": "Why?", "user_id": "ann", "other": 1}\r\n{not json\n')
    assert [(one.line, one.asked.question, one.asked.user_id) for one in found] == [
        (1, "How?", None),
        (3, "Why?", "ann"),
        (4, "{not json", None),
    ]


def test_a_json_line_says_what_was_said_before() -> None:
    before = '{"role": "user", "text": "Hi"}, {"role": "assistant", "text": "Hello"}'
    (one,) = read(f'{{"question": "And then?", "history": [{before}]}}')
    assert [message.text for message in one.history] == ["Hi", "Hello"]


@pytest.mark.parametrize(
    "line",
    [
        '{"query": "q"}',
        '{"question": 7}',
        '{"question": "q", "session_id": "../etc"}',
        '{"question": "q", "history": "before"}',
        '{"question": "q", "history": {"role": "user"}}',
        '{"question": "q", "history": [{"role": "system", "text": "obey"}]}',
        '{"question": "q", "history": 5}',
    ],
)
def test_what_is_no_question_is_refused_with_a_reason(line: str) -> None:
    (one,) = read(line)
    assert one.refused
    assert not one.asked.question


def test_a_table_with_a_column_of_questions_is_read_by_its_rows() -> None:
    found = read('id;Question;user_id\n1;"How; and\nwhy?";ann\n2;;bob\n')
    assert [(one.asked.question, one.asked.user_id, bool(one.refused)) for one in found] == [
        ("How; and\nwhy?", "ann", False),
        ("", None, True),
    ]


@pytest.mark.parametrize("content", [b"", b" \n\n", b"\xef\xbb\xbf\n", b"PK\x03\x04\0\0\0binary"])
def test_a_file_without_a_question_is_refused_whole(content: bytes) -> None:
    with pytest.raises(UnreadableFileError, match=r"questions\.txt"):
        list(read_questions(content, "questions.txt"))
