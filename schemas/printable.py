"""Text from outside in a form that is safe in terminals, logs and messages.

File names, headers, cells and providers' answers reach a person's screen. An escape sequence in them can move the
cursor, rename the window or hide a line; a bidirectional override shows a name backwards; a lone surrogate cannot be
written at all.
"""

import re

# Controls, invisible format characters (but for the joiners of emoji and Indic scripts), line separators, surrogates.
_UNSHOWN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f\ud800-\udfff]"
)
_UNSHOWN_IN_LINES = re.compile(_UNSHOWN.pattern.replace("\x00-\x1f", "\x00-\x08\x0b-\x1f"))
# A session token, a signature or a key: no sentence and none of our paths has a word this long.
_SECRET = re.compile(r"[A-Za-z0-9+/%]{100,}+=*")
_XML_SAID = re.compile(r"<(Code|Message)>([^<]{0,1000})</\1>")


def printable(text: str) -> str:
    r"""The text on one line, with an escape such as `\x1b` for every character that does not show."""
    return _UNSHOWN.sub(_escape, text)


def printable_lines(text: str) -> str:
    """The same for a text of several lines: line breaks and tabs stay."""
    return _UNSHOWN_IN_LINES.sub(_escape, text)


def visible(text: str) -> str:
    """A text of several lines without the characters that do not show."""
    return _UNSHOWN_IN_LINES.sub("", text)


def without_secrets(text: str) -> str:
    """A service's message without what it repeats of our request.

    S3's answer to an expired token contains the whole token, in XML; so of XML only the code and the message are kept.
    """
    if "<Error>" in text:
        before, _, answer = text.partition("<Error>")
        said = ": ".join(value for _, value in _XML_SAID.findall(answer))
        text = before.partition("<?xml")[0] + said
    return _SECRET.sub("…", text)


def _escape(match: re.Match[str]) -> str:
    return match[0].encode("unicode_escape").decode()


def counted(number: int, one: str, many: str = "") -> str:
    """`1 customer`, `2 customers`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
