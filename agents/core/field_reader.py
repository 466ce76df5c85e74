"""One text of a JSON object, read while the object arrives.

A model's structured answer comes in pieces that are cut anywhere: inside a word, an escape, a surrogate pair. Nothing
is parsed twice, so an answer of any length costs time in proportion to it.
"""

from agents.core.answers import fitted

_SHORT = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
_ESCAPE_LENGTH = len(r"\u0000")


class FieldReader:
    """Reads the field of this name, at the top of the object; where it stands twice, only the first one."""

    def __init__(self, field: str) -> None:
        self._field = field
        self._depth = 0
        self._key = ""  # the last one at the top
        self._is_value = False  # whether what comes at the top is the value of that key
        self._string: str | None = None  # a key that is being read; None outside of strings
        self._escape = ""  # as far as it has come
        self._half = ""  # of a surrogate pair
        self._done = False

    def read(self, piece: str) -> str:
        """What this piece says of the field; empty if it says nothing."""
        said = self._half + "".join(map(self._read, piece))
        self._half = ""
        if said and "\ud800" <= said[-1] < "\udc00" and not self._done:
            said, self._half = said[:-1], said[-1]
        return str(fitted(said)) if said else ""

    def _read(self, character: str) -> str:
        if self._string is not None:
            return self._in_string(character)
        if character == '"':
            self._string = ""
        elif character in "{[":
            self._depth += 1
        elif character in "}]":
            self._depth -= 1
        elif self._depth == 1 and character in ":,":
            self._is_value = character == ":"
        return ""

    def _in_string(self, character: str) -> str:
        if character == '"' and not self._escape:
            self._end()
            return ""
        said = self._unescaped(character)
        if self._depth != 1 or self._done:
            return ""
        if self._is_value:
            return said if self._key == self._field else ""
        assert self._string is not None
        self._string += said
        return ""

    def _end(self) -> None:
        if self._depth == 1 and not self._is_value:
            self._key = self._string or ""
        elif self._depth == 1 and self._key == self._field:
            self._done = True
        self._string = None

    def _unescaped(self, character: str) -> str:
        """The character that is said, empty in the middle of an escape."""
        if not self._escape and character != "\\":
            return character
        self._escape += character
        if len(self._escape) == 1 or (self._escape[1] == "u" and len(self._escape) < _ESCAPE_LENGTH):
            return ""
        escape, self._escape = self._escape, ""
        if escape[1] != "u":
            return _SHORT.get(character, character)
        try:
            return chr(int(escape[2:], 16))  # noqa: FURB166 -- JSON's digits have no prefix that says so
        except ValueError:
            return "\ufffd"
