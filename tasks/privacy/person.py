"""The person to be erased: an address, the ids under which an upload knows it, and JSON without either."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import from_json, to_json

from schemas.address import normalised
from schemas.errors import BadInputError
from tasks.bulk.system import AnySystem, value_at
from tasks.privacy.mentions import may_mention, rewritten, without_address, without_ids


@dataclass(frozen=True, slots=True)
class Person:
    """An address in its normalised form, and the ids that an upload has for it.

    The fields are those in which the systems that are looked at store a subject's id, and whose it is.
    """

    address: str
    subject_ids: frozenset[str] = field(default=frozenset())
    id_fields: frozenset[str] = field(default=frozenset())
    address_fields: frozenset[str] = field(default=frozenset())

    @classmethod
    def of(cls, email: str) -> "Person":
        """Raises `BadInputError` if this is not the address of a person."""
        address = normalised(email)
        if address is None or address.startswith("@"):
            raise BadInputError("give one address, like --email ann@acme.example")
        return cls(address)

    def among(self, systems: Iterable[AnySystem]) -> "Person":
        """The same person in what these systems store."""
        known = list(systems)
        return replace(
            self,
            id_fields=frozenset(system.id_field for system in known),
            address_fields=frozenset(system.address_field for system in known),
        )

    def has(self, address: str) -> bool:
        """Whether an address, in any spelling, is this person's."""
        return normalised(address) == self.address

    def owns(self, subject: Any) -> bool:
        """Whether a stored subject is this person's."""
        return isinstance(subject, dict) and any(
            self.has(str(value_at(subject, at) or "")) for at in self.address_fields
        )

    def ids_in(self, subject: dict[str, Any]) -> set[str]:
        """The ids of a stored subject."""
        return {str(subject[name]) for name in self.id_fields if name in subject}

    def cleaned(self, value: Any) -> Any:
        """A JSON value without the address, wherever it stands."""
        return rewritten(value, self._without_address)

    def unnamed(self, value: Any) -> Any:
        """A JSON value without the address, and without the ids in names of files."""
        return rewritten(value, lambda text: without_ids(self._without_address(text), self.subject_ids))

    def without_rows(self, value: Any) -> Any:
        """A list without this person's rows, a text without the address; anything else as it is."""
        if isinstance(value, list):
            return [one for one in value if not (isinstance(one, dict) and self._is_own(one))]
        return self.unnamed(value) if isinstance(value, str) else value

    def without_lines(self, lines: Iterable[bytes]) -> tuple[list[bytes], int]:
        """JSON objects, one a line, without the person's own and with the address out of the others; how many went.

        A line in which nothing changes stays byte for byte what it was.
        """
        kept, gone = [], 0
        for line in lines:
            value = _parsed(line)
            if isinstance(value, dict) and self._is_own(value):
                gone += 1
            else:
                kept.append(line if value is None else self._line(line, value))
        return kept, gone

    def text(self, content: bytes) -> bytes:
        """A text in UTF-8 without the address."""
        return without_address(content.decode("utf-8", "surrogateescape"), self.address).encode(
            "utf-8", "surrogateescape"
        )

    def document(self, content: bytes) -> bytes:
        """A JSON document without the address; without a change, byte for byte what it was."""
        value = _parsed(content)
        clean = self.cleaned(value)
        return content if clean == value else json.dumps(clean, indent=2, ensure_ascii=False).encode()

    def _without_address(self, text: str) -> str:
        return without_address(text, self.address)

    def _is_own(self, value: dict[str, Any]) -> bool:
        return bool(self.ids_in(value) & self.subject_ids) or self.owns(value)

    def _line(self, line: bytes, value: Any) -> bytes:
        clean = self.cleaned(value) if may_mention(line) else value
        return line if clean == value else to_json(clean)


def _parsed(content: bytes) -> Any:
    """None if this is not JSON: nobody else reads such a line either."""
    try:
        return from_json(content)
    except ValueError:
        return None
