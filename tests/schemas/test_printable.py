"""Text from outside on a terminal: what does not show is written out, what does stays."""

import re

import pytest

from schemas.errors import BadInputError, one_line, shown
from schemas.printable import printable, printable_lines, without_secrets

HOSTILE = {
    "\x1b[31mred\x1b[0m": r"\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07": r"\x1b]0;title\x07",
    "\x1b]8;;http://evil.example\x1b\\link": r"\x1b]8;;http://evil.example\x1b\link",
    "\x9b31m": r"\x9b31m",
    "a\rb\x08c\x7f": r"a\rb\x08c\x7f",
    "nul\0": r"nul\x00",
    "user\u202etxt.exe": r"user\u202etxt.exe",
    "a\u2066b\u2069c\u200ed\u061ce": r"a\u2066b\u2069c\u200ed\u061ce",
    "line\u2028and\u2029paragraph": r"line\u2028and\u2029paragraph",
    "zero\u200bwidth\ufeff": r"zero\u200bwidth\ufeff",
    "half \ud83d": r"half \ud83d",
    "tag\U000e0041": r"tag\U000e0041",
}
SHOWN = ["Zoë Müller", "東京 🙂", "👩‍👩‍👧", "1\u00a0234,50 €", "עברית", "العربية", "नमस्ते", "«guillemets»", "\u1f44"]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_does_not_show_is_written_out(text: str) -> None:
    assert printable(text) == printable_lines(text) == printable(printable(text)) == HOSTILE[text]
    printable(text).encode()
    assert str(BadInputError(text)).encode()
    assert not set(str(BadInputError(f"cannot read {text}"))) & set("\x1b\x9b\r\0\u202e\u2028\ud83d")
    assert shown(text).isprintable()
    assert not re.search("[\x00-\x1f\x9b\u202e\ud83d]", one_line(text))


@pytest.mark.parametrize("text", SHOWN)
def test_what_shows_stays(text: str) -> None:
    assert printable(text) == printable_lines(text) == text


def test_line_breaks_stay_only_where_there_may_be_lines() -> None:
    assert printable("a\n\tb") == r"a\n\tb"
    assert printable_lines("a\n\tb\x1b") == "a\n\tb\\x1b"
    assert str(BadInputError("first\nsecond")) == "first second"


EXPIRED = (
    "The operation lacked the necessary privileges: Error performing GET https://b.s3.amazonaws.com/x, status 400, "
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>ExpiredToken</Code><Message>The provided token has expired.'
    "</Message><Token-0>IQoJb3JpZ2luX2VjEJ//////////wEaCXVzLWVhc3Qt</Token-0><RequestId>X</RequestId></Error>"
)


@pytest.mark.parametrize(
    ("said", "kept", "gone"),
    [
        (EXPIRED, "ExpiredToken: The provided token has expired.", "IQoJ"),
        ("<Error><Code>SignatureDoesNotMatch</Code><Message>No.</Message><StringToSign>AWS4</StringToSign></Error>",
         "SignatureDoesNotMatch: No.", "AWS4"),
        ("token " + "IQoJb3JpZ2luX2Vj" * 20 + " is expired", "is expired", "IQoJ"),
        ("GET /x?X-Amz-Security-Token=" + "IQoJb3%2F" * 40, "X-Amz-Security-Token=", "IQoJ"),
    ],
)  # fmt: skip
def test_what_a_service_repeats_of_a_request_is_not_shown(said: str, kept: str, gone: str) -> None:
    for text in (without_secrets(said), one_line(said)):
        assert kept in text
        assert gone not in text


def test_paths_and_hashes_stay() -> None:
    path = "s3://bucket/results/upload-1/customers/~" + "0a" * 32 + ".json"
    assert one_line(path) == path
