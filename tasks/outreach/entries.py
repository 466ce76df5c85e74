"""The hashed entries of a list as stored, including those of older versions."""

import re
from collections.abc import Iterable

from blocks.address_hash import AddressHash
from schemas.errors import BadInputError

_KEYED = re.compile(r"[0-9a-f]{8}:[0-9a-f]{64}")
_PLAIN = re.compile(r"[0-9a-f]{64}")


def current_entries(entries: Iterable[str], address_hash: AddressHash, where: str) -> frozenset[str]:
    """Entries under this store's key; a plain sha256, as older versions wrote it, is converted.

    Raises `BadInputError` if an entry is neither, or was made under another key: it would hold nobody.
    """
    found = set()
    for entry in entries:
        if _PLAIN.fullmatch(entry):
            found.add(address_hash.upgraded(entry))
        elif _KEYED.fullmatch(entry):
            found.add(entry)
        else:
            raise BadInputError(f"{where} is damaged: it holds a line that is not the hash of an address; put it back")
    address_hash.require_own(found, where)
    return frozenset(found)
